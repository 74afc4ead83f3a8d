"""Plain text files: a path in, numbered lines out."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.model import SourceLine


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """The physical lines of a UTF-8 text file (with or without BOM), numbered from 1, line ends removed.

    Raises UnreadableFile for a file that is missing, empty or not text.
    """
    if path.suffix.lower() in _OTHER_FORMATS:
        raise UnreadableFile(
            f"Tệp {path.name} là tệp {path.suffix}; chương trình chỉ đọc văn bản .txt (UTF-8). "
            "Hãy lưu lại thành tệp văn bản rồi nạp."
        )
    try:
        if not path.exists() or path.is_dir() or path.is_file():
            data = _read_bounded(path)
        else:
            raise UnreadableFile(f"{path} không phải tệp thường. Hãy chỉ rõ một tệp văn bản (.txt).")
    except FileNotFoundError:
        raise UnreadableFile(f"Không tìm thấy tệp {path}. Hãy kiểm tra lại đường dẫn.") from None
    except IsADirectoryError:
        raise UnreadableFile(
            f"{path} là thư mục, không phải tệp. Hãy chỉ rõ một tệp văn bản (.txt)."
        ) from None
    except OSError as error:
        raise UnreadableFile(
            f"Không đọc được tệp {path} ({error.strerror}). Hãy kiểm tra quyền đọc tệp."
        ) from None
    return parse_text(data, path.name)


_OTHER_FORMATS = {".doc", ".docx", ".odt", ".pdf", ".xls", ".xlsx", ".rtf", ".jpg", ".jpeg", ".png", ".zip"}
_LARGEST = 20_000_000  # bytes: a plan of a thousand pages has about three million
_LONGEST_LINE = 200_000  # characters: the longest row of the five plans has 3,000


def _read_bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFile(
            f"Tệp {path.name} lớn hơn {_LARGEST // 1_000_000} MB. Hãy tách thành từng kế hoạch rồi nạp."
        )
    return data


def parse_text(data: bytes, name: str) -> tuple[SourceLine, ...]:
    """The lines of a text file's content; `name` is what the error message calls the file.

    Raises UnreadableFile where the content is empty or not UTF-8 text.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"Tệp {name} không phải văn bản UTF-8 (lỗi ở dòng {line}). Hãy lưu lại tệp với bảng mã UTF-8."
        ) from None
    if "\0" in text:
        raise UnreadableFile(f"Tệp {name} không phải tệp văn bản. Hãy chuyển sang văn bản UTF-8 (.txt).")
    if not text.strip():
        raise UnreadableFile(f"Tệp {name} không có nội dung. Hãy kiểm tra lại tệp.")
    # not str.splitlines: a form feed or U+2028 inside a line must not move the line numbers
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    for at, text_line in enumerate(lines, start=1):
        if len(text_line) > _LONGEST_LINE:
            raise UnreadableFile(
                f"Tệp {name}, dòng {at}: dài hơn {_LONGEST_LINE:,} ký tự, không phải văn bản kế hoạch. "
                "Hãy kiểm tra lại tệp."
            )
    return tuple(SourceLine(number, line) for number, line in enumerate(lines, start=1))
