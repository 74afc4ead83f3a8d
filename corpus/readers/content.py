"""The bytes of a file of text, or one line on why there are none."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnreadableFile

_LARGEST = 6_000_000  # bytes: a plan of a thousand pages has about three million


def read_content(path: Path) -> bytes:
    """The bytes of a file of text.

    Raises UnreadableFile for a file that is missing, no file, closed to this user or far too large.
    """
    try:
        if not path.exists() or path.is_dir() or path.is_file():
            return _read_bounded(path)
    except FileNotFoundError:
        raise UnreadableFile(f"Không tìm thấy tệp {path}. Hãy kiểm tra lại đường dẫn.") from None
    except IsADirectoryError:
        raise UnreadableFile(f"{path} là thư mục, không phải tệp. Hãy chỉ rõ một tệp văn bản.") from None
    except OSError as error:
        raise UnreadableFile(
            f"Không đọc được tệp {path} ({error.strerror}). Hãy kiểm tra quyền đọc tệp."
        ) from None
    raise UnreadableFile(f"{path} không phải tệp thường. Hãy chỉ rõ một tệp văn bản.")


def _read_bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFile(
            f"Tệp {path.name} lớn hơn {_LARGEST // 1_000_000} MB. Hãy tách thành từng kế hoạch rồi nạp."
        )
    return data
