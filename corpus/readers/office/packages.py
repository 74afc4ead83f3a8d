"""Why an office file does not open: told in one line."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from corpus.errors import UnreadableFile

DAMAGED = (
    *(
        zipfile.BadZipFile,
        zlib.error,
        SyntaxError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
    ),
    *(OSError, EOFError, NotImplementedError, RuntimeError),
)
"""What the archive, the XML parser (whose errors are SyntaxErrors) and the libraries over them raise."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an old or an encrypted office file


def unreadable_package(path: Path, program: str, suffix: str) -> UnreadableFile:
    """The error of a file that `program` should have written as `suffix`: protected, or damaged."""
    try:
        with path.open("rb") as file:
            protected = file.read(len(_OLE)) == _OLE
    except OSError as error:
        return UnreadableFile(f"Không đọc được tệp {path} ({error.strerror}). Hãy kiểm tra quyền đọc tệp.")
    if protected:
        return UnreadableFile(
            f"Tệp {path.name} có mật khẩu hoặc không đúng định dạng {suffix}. Hãy mở bằng {program}, "
            f"bỏ mật khẩu, lưu lại thành {suffix} rồi nạp."
        )
    return UnreadableFile(
        f"Tệp {path.name} bị hỏng hoặc không phải tệp {suffix}. Hãy mở bằng {program}, lưu lại thành "
        f"{suffix} rồi nạp."
    )
