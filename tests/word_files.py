"""Word documents made up for the tests, written in WordprocessingML and packed by python-docx."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.oxml import parse_xml

SPACES = (
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def write_word(path: Path, body: str, numbering: str = "", styles: str = "") -> Path:
    """A document with this body; `numbering` and `styles` are the children of those parts."""
    document = docx.Document()
    root = document.element.body
    for element in list(root)[:-1]:
        root.remove(element)
    for element in reversed(list(parse_xml(f"<w:body{SPACES}>{body}</w:body>"))):
        root.insert(0, element)
    part = document.part.numbering_part.element
    for element in list(part):
        part.remove(element)
    for element in list(parse_xml(f"<w:numbering{SPACES}>{numbering}</w:numbering>")):
        part.append(element)
    for element in list(parse_xml(f"<w:styles{SPACES}>{styles}</w:styles>")):
        document.styles.element.append(element)
    document.save(str(path))
    return path


def run(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content: str, properties: str = "") -> str:
    """A paragraph of words, or of runs."""
    inside = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph of an automatic list."""
    return par(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, kind: str, text: str, more: str = "") -> str:
    """One level of an abstract list; `more` stands before the number's form."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(abstract: str, *numbers: str) -> str:
    """One abstract list and the lists made of it, numbered from 1; each is the overrides it has."""
    made = (
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="7"/>{overrides}</w:num>'
        for at, overrides in enumerate(numbers or ("",), start=1)
    )
    return f'<w:abstractNum w:abstractNumId="7">{abstract}</w:abstractNum>{"".join(made)}'


def cell(*paragraphs: str, properties: str = "") -> str:
    """A table cell of paragraphs, written as words or as WordprocessingML."""
    inside = "".join(text if text.startswith("<") else par(text) for text in paragraphs or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: tuple[str, ...], lined: bool = True, widths: tuple[int, ...] = ()) -> str:
    """A table of rows of cells, each words or a `cell`."""
    borders = '<w:top w:val="single"/>' if lined else '<w:top w:val="nil"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        f"<w:tr>{''.join(text if text.startswith('<w:tc>') else cell(text) for text in row)}</w:tr>"
        for row in rows
    )
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}"
        "</w:tbl>"
    )


def merged(span: int = 1, vertical: str = "") -> str:
    """Cell properties: columns spanned, and "restart" or "continue" of a vertical merge."""
    down = f'<w:vMerge w:val="{vertical}"/>' if vertical else ""
    return f'<w:gridSpan w:val="{span}"/>{down}'


def text_box(*paragraphs: str) -> str:
    """A run with a text box as Word writes it: a drawing, and the same again for older programs."""
    inside = f"<w:txbxContent>{''.join(map(par, paragraphs))}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
