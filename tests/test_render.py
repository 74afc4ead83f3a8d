"""Answers as pages of Telegram HTML: whole, in order, valid, and short enough."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pages import PAGE, TELEGRAM_LIMIT, units
from bot.render import render_answer, render_documents, render_notice
from bot.telegram.keyboards import compose_keyboard
from bot.telegram.memory import Screen
from corpus.model import Document
from corpus.vietnamese import squeeze
from index.model import Answer, Citation, Status
from tests.telegram_api.markup import Formatted, parse_html, utf16

ROW = "Kế hoạch số 1/KH-UBND ngày 02/01/2024, Danh mục, nhóm I, dòng 1"
OTHER_ROW = "Kế hoạch số 1/KH-UBND ngày 02/01/2024, Danh mục, nhóm I, dòng 16"
QUOTE = "Lập quy hoạch tỉnh thời kỳ 2021 - 2030"


def answered(text: str, *citations: tuple[str, str], **fields: object) -> Answer:
    """An answer with (label, quote) citations; the first row where none is given."""
    cited = tuple(Citation(id="x", label=label, quote=quote) for label, quote in citations or ((ROW, QUOTE),))
    return Answer(status=Status.ANSWERED, text=text, citations=cited, **fields)


def marked(page: str, kind: str) -> list[str]:
    """The parts of a page marked as `kind`."""
    text, entities = parse_html(page)
    units_of_text = text.encode("utf-16-le")
    spans = [(e["offset"], e["length"]) for e in entities if e["type"] == kind]
    return [units_of_text[2 * at : 2 * (at + length)].decode("utf-16-le") for at, length in spans]


def one_page(answer: Answer, question: str = "?") -> str:
    """The only page of a short answer."""
    (page,) = render_answer(answer, question)
    return page


# ── what is what ───────────────────────────────────────────────────────────────────────────────────────────


def test_parts_of_an_answer():
    """The first line is bold, the quote expandable, the source line in italics, the rest plain, in order."""
    page = one_page(answered(f"Chủ trì: Sở Xây dựng\nNhiệm vụ: {QUOTE}\nNguồn: {ROW}\nLưu ý: xem bản gốc."))
    assert page == (
        "<b>Chủ trì: Sở Xây dựng</b>\nNhiệm vụ:\n"
        f"<blockquote expandable>{QUOTE}</blockquote>\n"
        f"<i>Nguồn: {ROW}</i>\nLưu ý: xem bản gốc."
    )


@pytest.mark.parametrize(
    ("text", "quotes", "sources"),
    [
        (f"Sở X\n{QUOTE}\nNguồn: {ROW}", [QUOTE], [f"Nguồn: {ROW}"]),
        (f"Sở X\n“{QUOTE}”\nNguồn: {ROW}", [f"“{QUOTE}”"], [f"Nguồn: {ROW}"]),
        (
            f"Sở X\nLập quy hoạch tỉnh\n  thời kỳ 2021 - 2030\n{ROW}",
            ["Lập quy hoạch tỉnh\n  thời kỳ 2021 - 2030"],
            [ROW],
        ),
        (f"Sở X\n- {ROW}: “{QUOTE}”", [f"“{QUOTE}”"], [f"- {ROW}:"]),
        (f"Sở X\nNguồn: {ROW}", [QUOTE], [f"Nguồn: {ROW}"]),
        (f"Sở X\nNguồn: {ROW}.\nXong", [QUOTE], [f"Nguồn: {ROW}."]),
        ("Sở X", [QUOTE], [f"Nguồn: {ROW}"]),
        (f"Sở X, theo {QUOTE}", [], [f"Nguồn: {ROW}"]),
        (f"{QUOTE}\nNguồn: {ROW}", [], [f"Nguồn: {ROW}"]),
        (f"Có 1 nhiệm vụ:\n1. {QUOTE} ({ROW})", [], []),
    ],
    ids=[
        "a line of its own",
        "in quotation marks",
        "over two lines",
        "after its label",
        "only its source named",
        "source line with a full stop",
        "neither named nor quoted",
        "quoted inside a sentence",
        "the answer itself",
        "a list line holds both",
    ],
)
def test_every_citation_is_shown_once(text: str, quotes: list[str], sources: list[str]):
    """Each place is named and quoted exactly once, whatever the text already says of it."""
    page = one_page(answered(text))
    assert marked(page, "expandable_blockquote") == quotes
    assert marked(page, "italic") == sources
    assert parse_html(page).text.count("2021 - 2030") == 1
    assert parse_html(page).text.count("dòng 1") == 1


LONG = "Lập quy hoạch " + "tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050; " * 6 + "hết."


@pytest.mark.parametrize(
    ("text", "bold", "quotes"),
    [
        (f"Nhiệm vụ: {LONG}\nNguồn: {ROW}", ["Nhiệm vụ:"], [LONG]),
        (f"{LONG}\nNguồn: {ROW}", [], [LONG]),
        (f"Nhiệm vụ: {QUOTE}\nNguồn: {ROW}", [f"Nhiệm vụ: {QUOTE}"], []),
    ],
    ids=["after what it is", "alone", "short"],
)
def test_long_words_of_a_plan_are_no_heading(text: str, bold: list[str], quotes: list[str]):
    """A screen of bold letters tires; a quote can be opened."""
    quote = LONG if LONG in text else QUOTE
    page = one_page(answered(text, (ROW, quote)))
    assert marked(page, "bold") == bold
    assert marked(page, "expandable_blockquote") == quotes


def test_a_long_section_keeps_its_heading():
    """Its first line is bold, what follows can be opened."""
    section = f"1.2. Sở Xây dựng\n{LONG}"
    page = one_page(answered(f"{section}\nNguồn: {ROW}", (ROW, section)))
    assert marked(page, "bold") == ["1.2. Sở Xây dựng"]
    assert marked(page, "expandable_blockquote") == [LONG]
    assert parse_html(page).text.count("Lập quy hoạch") == 1


def test_a_place_named_at_the_end_of_its_line_is_quoted_below_it():
    """ "Nhiệm vụ gần giống: … (nơi ghi)": the words stand there, not in a second list of sources."""
    text = f"Sở X\nNguồn: {ROW}\nNhiệm vụ gần giống: Sở Y ({OTHER_ROW})\nLưu ý: xem bản gốc."
    page = one_page(answered(text, (ROW, "Một"), (OTHER_ROW, "Hai")))
    assert marked(page, "italic") == [f"Nguồn: {ROW}"]
    assert parse_html(page).text.splitlines()[2:] == [
        "Một",
        f"Nhiệm vụ gần giống: Sở Y ({OTHER_ROW})",
        "Hai",
        "Lưu ý: xem bản gốc.",
    ]


def test_a_label_within_a_longer_one():
    """ "dòng 1" is not named by "dòng 16"."""
    page = one_page(answered(f"Sở X\nNguồn: {OTHER_ROW}", (OTHER_ROW, "Một"), (ROW, "Hai")))
    assert marked(page, "italic") == [f"Nguồn: {OTHER_ROW}", f"Nguồn: {ROW}"]
    assert marked(page, "expandable_blockquote") == ["Một", "Hai"]


def test_readings_are_listed_where_the_text_does_not():
    """Options that the text spells out are numbered there as on their buttons; others below it."""
    answer = Answer(
        status=Status.AMBIGUOUS, text="Có hai cách hiểu:\n- Câu một?", options=("Câu một?", "Câu hai?")
    )
    assert parse_html(one_page(answer)).text == "Có hai cách hiểu:\n1. Câu một?\n2. Câu hai?"


@pytest.mark.parametrize(
    ("question", "interpreted", "shown"),
    [
        ("ai chu tri", "ai chủ trì", True),
        ("Ai  chủ trì?", "ai chủ trì", False),
        ("hoà bình", "hòa bình", False),
        ("ai chủ trì", "", False),
    ],
)
def test_how_a_question_was_read_is_said_where_it_differs(question: str, interpreted: str, shown: bool):
    """Accents put back are shown, so that a wrong reading is seen; case and spelling variants are not."""
    page = one_page(answered("Sở X", interpreted=interpreted), question)
    assert ("Tôi hiểu câu hỏi là" in page) is shown


def test_a_chosen_question_is_shown():
    """An answer to a button says which question it answers."""
    (page,) = render_answer(answered("Sở X"), "Ai chủ trì?", chosen=True)
    assert "Câu hỏi: Ai chủ trì?" in page


def test_documents_lead_to_reading():
    """Each by its number, one without a number by its title."""
    numbered = Document(id="1/K", kind="Kế hoạch", number="1/K", title="Việc A")
    titled = Document(id="b.txt", kind="Thông báo", number="", title="Việc B", source_file="b.txt")
    (page,) = render_documents([numbered, titled])
    text = parse_html(page.replace("?start=", "https://t.me/x?start=")).text
    assert text.endswith("• Kế hoạch số 1/K: Việc A\n\n• Thông báo: Việc B")
    assert [words for words in ("1/K", "Việc B") if f">{words}</a>" in page] == ["1/K", "Việc B"]


def test_notices():
    """A notice of one line is plain, of several has its first line bold, paragraphs stay apart."""
    assert render_notice("Một dòng.") == ("Một dòng.",)
    assert render_notice("Đầu\n\nThân & <b>\nhết") == ("<b>Đầu</b>\n\nThân &amp; &lt;b&gt;\nhết",)


def test_documents():
    """Documents are cited as a person cites them, whatever of it is known."""
    documents = [
        Document(
            id="1/KH-UBND",
            kind="Kế hoạch",
            number="1/KH-UBND",
            date=dt.date(2024, 10, 31),
            issuer="UBND tỉnh",
            title="Về <việc>",
        ),
        Document(id="2/UBND-TH", kind="Công văn", number="2/UBND-TH"),
    ]
    (page,) = render_documents(documents)
    assert parse_html(page).text == (
        "Đang tra cứu được 2 văn bản\n\n"
        "• Kế hoạch số 1/KH-UBND ngày 31/10/2024 của UBND tỉnh: Về <việc>\n\n"
        "• Công văn số 2/UBND-TH"
    )
    assert render_documents([]) == render_notice("Hiện chưa có văn bản nào để tra cứu.")


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "\n\n"])
def test_nothing_to_show(text: str):
    """A message is never empty."""
    answer = Answer(status=Status.NOT_FOUND, text=text)
    assert [parse_html(page) for page in render_answer(answer, "?")]


# ── pages ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_pages_break_between_lines():
    """A page ends with a whole line, and none is more than half empty before its time."""
    lines = [f"{number}. {'nhiệm vụ ' * 12}".strip() for number in range(100)]
    pages = [parse_html(page).text for page in render_answer(answered("\n".join(["Có 100:", *lines])), "?")]
    whole = {*lines, "Có 100:", "", f"Nguồn: {ROW}", QUOTE}
    assert {line for page in pages for line in page.splitlines()} == whole
    assert all(len(page) > PAGE / 2 for page in pages[:-1])


def test_a_source_line_keeps_its_quote():
    """A source line never stands alone at the foot of a page."""
    citations = [(f"Nguồn số {number}, dòng {number}", f"{number} " + "chữ " * 180) for number in range(40)]
    pages = render_answer(answered("Sở X", *citations), "?")
    assert len(pages) > 5
    assert not any(parse_html(page).entities[-1]["type"] == "italic" for page in pages)


@pytest.mark.parametrize("letters", ["🏛\ufe0f", "👩\u200d💻", "a", "&", "<", "ế", "e\u0302\u0301"])
def test_words_without_end(letters: str):
    """Where there is nothing to break at, a page ends between two letters, never inside one."""
    for before in ("", "x", "xy"):
        text = before + letters * 4000
        pages = [parse_html(page).text for page in render_answer(answered(text), "?")]
        assert "".join(pages).startswith(text)
        assert all(page.startswith(letters) for page in pages[1 : 4000 * len(letters) // PAGE])


WORDS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
    | st.sampled_from(
        [*"<>&;/\"' \n\u0323ếộ🏛\u200d\ufe0f“”:", "<b>", "</blockquote>", "&amp;", "&#60;", "Nguồn: "]
    ),
    max_size=60,
).map("".join)
LONG_TEXTS = st.builds(
    lambda part, times, between: between.join([part] * times),
    WORDS,
    st.integers(1, 60),
    st.sampled_from(["", " ", "\n", "\n\n", ". "]),
)


def without_blanks(text: str) -> str:
    """What can be seen of a text."""
    return "".join(text.split())


def parsed(pages: tuple[str, ...]) -> list[Formatted]:
    """The pages as Telegram parses them: valid, short enough, not too many entities."""
    assert all(units(page) == utf16(page) for page in pages)
    found = [parse_html(page) for page in pages]
    assert all(utf16(page.text) <= PAGE <= TELEGRAM_LIMIT for page in found)
    return found


def visible(text: str) -> bool:
    """Whether Telegram would take a text: blanks alone are refused."""
    return bool(text.strip())


@settings(max_examples=150, deadline=None)
@given(LONG_TEXTS.filter(visible))
def test_all_of_a_text_is_on_its_pages(text: str):
    """Whatever an answer says, all of it stands on the pages, in order, and nothing else."""
    answer = Answer(status=Status.NOT_FOUND, text=text)
    pages = parsed(render_answer(answer, "?"))
    assert without_blanks("".join(page.text for page in pages)) == without_blanks(text)


@settings(max_examples=100, deadline=None)
@given(
    LONG_TEXTS.filter(visible), st.lists(st.tuples(WORDS, LONG_TEXTS.filter(visible)), min_size=1, max_size=4)
)
def test_all_of_an_answer_is_on_its_pages(text: str, cited: list[tuple[str, str]]):
    """With citations, the text is there in order, and every label and quote."""
    answer = answered(text, *cited)
    shown = without_blanks("".join(page.text for page in parsed(render_answer(answer, "?"))))
    letters = iter(shown)
    assert all(letter in letters for letter in without_blanks(text))
    assert all(
        without_blanks(part) in shown or squeeze(part) in squeeze(text) for pair in cited for part in pair
    )


@settings(max_examples=50, deadline=None)
@given(LONG_TEXTS.filter(visible))
def test_notices_are_whole(text: str):
    """The bot's own texts are treated like answers."""
    shown = without_blanks("".join(page.text for page in parsed(render_notice(text))))
    assert shown == without_blanks(text)


def test_readings_on_buttons():
    """On a button a reading is told by what sets it apart: no date, no ending that all have; numbers stay."""
    options = tuple(f"Kế hoạch số 1/KH-UBND ngày 02/3/2024, nhóm {n}, dòng 5 nói gì?" for n in ("I", "II"))
    keyboard = compose_keyboard(Screen(("",), options), 0)
    assert keyboard
    labels = [row[0].text for row in keyboard.inline_keyboard]
    assert labels == ["1. 1/KH-UBND, nhóm I, dòng 5", "2. 1/KH-UBND, nhóm II, dòng 5"]
