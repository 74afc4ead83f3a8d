"""The words in which each repair of a row is told: short, for the clerk who checks it against the print.

Columns are called by their printed names; lines are those of the source file.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.vietnamese import brief

_LONGEST_NAME = 40


def _short(name: str) -> str:
    return f"“{brief(name, _LONGEST_NAME)}”"


def _list(names: Iterable[str]) -> str:
    return ", ".join(_short(name) for name in names)


def joined(line: int, columns: Iterable[str], page_break: bool) -> str:
    """The rest of the row stands on a later line."""
    return f"nối phần {_CUT if page_break else ''}ở dòng {line} (cột {_list(columns)})"


_CUT = "bị ngắt trang "


def tells_page_break(told: str) -> bool:
    """Whether a repair is that of `joined` over a page break, which leaves nothing to doubt."""
    return told.startswith(f"nối phần {_CUT}")


def joined_from_header(line: int, words: str) -> str:
    """The rest of a cell slipped into the repeated column header."""
    return f"nối chữ {_short(words)} bị lẫn vào tiêu đề cột ở dòng {line}"


def stray_words(words: str, line: int) -> str:
    """Words in a repeated column header that no cut cell misses."""
    return f"chữ {_short(words)} lẫn trong tiêu đề cột ở dòng {line}, không rõ thuộc ô nào"


def unsaid_duty() -> str:
    """Beside an agency marked as the leading one stand others, of which nothing is said."""
    return "ô chủ trì ghi rõ một cơ quan “chủ trì”; các cơ quan khác trong ô được hiểu là phối hợp"


def ditto(line: int, columns: Iterable[str]) -> str:
    """A cell that only says "nt", "như trên"."""
    return f"ghi “như trên”: lấy theo dòng {line} (cột {_list(columns)})"


def doubled(text: str, line: int) -> str:
    """A cut cell that the next page repeats whole."""
    return f"ô bị ngắt được in lại trọn ở dòng {line}: lấy {_short(text)}"


def completed(text: str) -> str:
    """A cut cell whose rest is lost, completed from the other rows of its column."""
    return f"phần còn lại của ô bị mất; ghi {_short(text)} theo các dòng cùng cột"


def respelled(wrong: str, right: str) -> str:
    """A misread word, spelled as the other rows of its column spell it."""
    return f"đọc {_short(wrong)} là {_short(right)} theo các dòng cùng cột"


def gave_tail(line: int, columns: Iterable[str]) -> str:
    """The beginning of this row's cells belonged to the row above."""
    return f"phần đầu ô (cột {_list(columns)}) là của dòng trên ở dòng {line}, đã tách ra"


def shifted_cells(line: int) -> str:
    """Cells stood in the wrong columns."""
    return f"các ô ở dòng {line} bị lệch cột, đã xếp lại theo nội dung"


def lost_cell(column: str, line: int) -> str:
    """A cell was lost and the others moved into its place."""
    return f"ô {_short(column)} ở dòng {line} bị mất làm các ô sau lệch cột, đã xếp lại"


def padding(line: int) -> str:
    """An empty cell too many."""
    return f"bỏ ô trống thừa ở dòng {line}"


def dropped_twin(text: str, line: int) -> str:
    """The same agencies stood in two cells, one of them too many."""
    return f"bỏ ô lặp lại {_short(text)} ở dòng {line}"


def dropped_echo(text: str, line: int) -> str:
    """The last words of a cell, printed once more after a page break."""
    return f"bỏ phần in lặp lại {_short(text)} ở dòng {line}"


def split_cell(column: str, line: int) -> str:
    """One cell's text had been cut into two cells."""
    return f"ghép ô {_short(column)} bị tách đôi ở dòng {line}"


def shifted_number(printed: str, number: str) -> str:
    """The numbers stood one row away from their texts."""
    return f"số thứ tự in lệch dòng ({printed or 'trống'}), đúng là {number}"


def misread_number(printed: str, number: str) -> str:
    """A number that does not fit between its neighbours."""
    return f"{_MISREAD} {printed or 'trống'}, theo thứ tự là {number}"


_MISREAD = "số thứ tự in là"


def tells_misread_number(told: str) -> bool:
    """Whether a repair is that of `misread_number`."""
    return told.startswith(_MISREAD)


def moved_cells(line: int, proved: bool) -> str:
    """The agencies and times stood one row above their text."""
    proof = "phần lời của văn bản xác nhận" if proved else "suy từ thứ tự, cần đối chiếu bản in"
    return f"cơ quan và thời gian lấy ở dòng {line}, vì in lệch lên một dòng ({proof})"


def kept_cells(line: int, proved: bool) -> str:
    """The numbers stood one row away, the agencies and times did not."""
    proof = "phần lời của văn bản xác nhận" if proved else "cần đối chiếu bản in"
    return f"cơ quan và thời gian giữ nguyên ở dòng {line} ({proof})"


def surplus_cells(line: int) -> str:
    """One set of agencies and times more than there are tasks."""
    return f"bỏ bộ ô cơ quan, thời gian thừa ở dòng {line}"


def lost_heading(number: str) -> str:
    """A group whose heading is lost."""
    return f"tên nhóm {number} bị mất, suy ra nhóm từ số thứ tự"


def unnumbered_heading(number: str) -> str:
    """A group whose title is printed, but not its number."""
    return f"số của nhóm {number} bị mất, suy ra từ các nhóm kế bên"


def restarted() -> str:
    """Numbers that begin again though no group begins."""
    return "số thứ tự bắt đầu lại từ 1 mà không thấy tên nhóm"


def swallowed_heading(number: str, line: int) -> str:
    """A group heading that stood inside the cell of a row."""
    return f"tên nhóm {number} in lẫn vào ô ở dòng {line}, đã tách ra"


def inherited_task(line: int) -> str:
    """A blank task cell, read as merged with the one above."""
    return f"ô nhiệm vụ để trống, lấy nhiệm vụ ở dòng {line} (có thể gộp ô)"


def inherited_cells(line: int) -> str:
    """Blank agencies or a blank deadline, read as merged with those above."""
    return f"ô chủ trì hoặc thời hạn để trống, lấy theo dòng {line} (có thể gộp ô)"


def blank_due(start: str, due: str) -> str:
    """A blank due cell beside a filled start cell."""
    return f"ô {_short(due)} để trống; ô {_short(start)} {_MERGED}"


_MERGED = "có thể gộp cả hai cột"


def tells_blank_due(told: str) -> bool:
    """Whether a repair is that of `blank_due`."""
    return told.endswith(_MERGED)
