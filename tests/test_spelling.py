"""Reading what was typed: accents put back, slips undone, typed accents kept."""

from __future__ import annotations

import pytest

from corpus.model import Document, Plan, Section
from index.reading.spelling import SpellingModel, runs
from index.reading.typing_slips import OneSlipAway, is_syllable, slips
from index.reading.wording import expand_abbreviations, kept_tokens, normal, read_question
from index.spelling_sources import learn_spelling

PRINTED = """
Cơ quan chủ trì đẩy nhanh giải ngân vốn đầu tư công năm 2022. Sở Kế hoạch và Đầu tư phối hợp với Sở Tài chính.
Đưa khu công nghiệp Sơn Nam ra khỏi danh sách khu công nghiệp. Kỷ luật của Đảng. Nâng cao chất lượng giáo dục đại trà.
Xây dựng đường giao thông nông thôn, đương đầu với dịch bệnh, cây dương. Cải cách thủ tục hành chính ở thành phố Tuyên Quang.
Mức độ hài lòng của người dân đạt tối thiểu 85%. Ai chủ trì, bao nhiêu nhiệm vụ, mấy xã, hạn khi nào phải xong.
"""


@pytest.fixture(scope="module")
def model() -> SpellingModel:
    return SpellingModel.learn([], corpus=[(runs(PRINTED), 1.0)])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ai chu tri giai ngan von dau tu cong", "ai chủ trì giải ngân vốn đầu tư công"),
        ("ai chur trif giải ngân", "ai chủ trì giải ngân"),
        ("ai chu3 tri2 giải ngân vốn", "ai chủ trì giải ngân vốn"),
        ("đua khu công ngiệp Sơn Nam ra khoi danh sách", "đưa khu công nghiệp Sơn Nam ra khỏi danh sách"),
        ("kỷ luạt của dảng", "kỷ luật của đảng"),
        ("thành phố Tuyên Quangg", "thành phố Tuyên Quang"),
        ("phoois hợp với sở tài chính", "phối hợp với sở tài chính"),
        ("bao nhieeu nhiêm vụ", "bao nhiêu nhiệm vụ"),
        ("cảicách thủ tục hành chính", "cải cách thủ tục hành chính"),
        ("Ai chủ trì giải ngân vốn đầu tư công?", "Ai chủ trì giải ngân vốn đầu tư công?"),
    ],
)
def test_what_was_meant_is_read(model: SpellingModel, typed: str, meant: str) -> None:
    """Missing accents, Telex and VNI slips, doubled and lost letters, missing spaces."""
    assert model.read(typed).text == meant


@pytest.mark.parametrize("word", ["đường", "đương", "dương"])
def test_a_typed_accent_counts(model: SpellingModel, word: str) -> None:
    """Words that differ by a mark alone are never mixed up when the mark is typed."""
    assert model.read(f"làm {word} mới").text == f"làm {word} mới"


@pytest.mark.parametrize("name", ["Vị Xuyên", "Phúc Ứng", "Covid", "UNESCO", "KĐTM"])
def test_a_name_the_plans_lack_stays(model: SpellingModel, name: str) -> None:
    """Well-formed Vietnamese that no source knows is a name, not a slip."""
    assert model.read(f"khu công nghiệp {name}").text == f"khu công nghiệp {name}"


@pytest.mark.parametrize(
    ("text", "formed"),
    [("nghiêng", True), ("quyết", True), ("ngiệp", False), ("thinhh", False), ("sjc", False), ("ưu", True)],
)
def test_well_formed_syllables(text: str, formed: bool) -> None:
    """Onset and rhyme of Vietnamese, marks aside."""
    assert is_syllable(text) is formed


def test_slips_never_yield_what_was_typed() -> None:
    """A correction differs from what it corrects."""
    meant = {meant for meant, _ in slips("trif", OneSlipAway(["tri", "trif"]))}
    assert "tri" in meant
    assert "trif" not in meant


@pytest.mark.parametrize(
    ("typed", "cost"),
    [("nghep", 1.0), ("ngheip", 0.9), ("nghieep", 1.0), ("nghiek", 1.3), ("nghe", None)],
)
def test_one_slip_away(typed: str, cost: float | None) -> None:
    """A letter lost, swapped, too many or mistaken leads back to a known syllable; two slips do not."""
    assert dict(OneSlipAway(["nghiep", "nghin"]).find(typed)).get("nghiep") == cost


@pytest.mark.parametrize("syllable", ["nghiep", "cong", "o", "y"])
def test_every_slip_is_found(syllable: str) -> None:
    """Whatever one slip makes of a syllable, the syllable is found from it."""
    near = OneSlipAway([syllable, "trinh"])
    letters = "abcdeghiklmnopqrstuvxy"
    typed = {syllable[:at] + syllable[at + 1 :] for at in range(len(syllable))}
    typed |= {
        syllable[:at] + letter + syllable[at + width :]
        for at in range(len(syllable))
        for letter in letters
        for width in (0, 1)
    }
    typed |= {syllable[:at] + syllable[at : at + 2][::-1] + syllable[at + 2 :] for at in range(len(syllable))}
    assert not [one for one in typed if syllable not in dict(near.find(one))]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("TTHC", "thủ tục hành chính"),
        ("cchc năm 2024", "cải cách hành chính năm 2024"),
        ("Chương trình KT-XH", "Chương trình kinh tế xã hội"),
        ("dn", "doanh nghiệp"),
        ("an toàn", "an toàn"),
        ("54/KH-UBND", "54/KH-UBND"),
    ],
)
def test_abbreviations_are_written_out(text: str, written: str) -> None:
    """Administrative abbreviations, in capitals or as typed on a phone; syllables and numbers stay."""
    assert expand_abbreviations(text) == written


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("CV 1510 nói gì", "công văn 1510 nói gì"),
        ("theo kh 54 thì đv nào làm", "theo kế hoạch 54 thì đơn vị nào làm"),
        ("nói j về Đảng 😀", "nói gì về Đảng"),
        ("AI CHỦ TRÌ GIẢI NGÂN VỐN", "ai chủ trì giải ngân vốn"),
    ],
)
def test_shorthand_is_written_out(model: SpellingModel, asked: str, read: str) -> None:
    """Phone shorthand, document kinds before a number, ornaments and capitals."""
    assert read_question(asked, model).text == read


def test_normal_keeps_the_length() -> None:
    """Offsets in the normal form are offsets in the text."""
    text = "Hoà giải, THUỶ lợi; Uỷ ban – 54/KH-UBND ở đó"
    assert len(normal(text)) == len(text)
    assert normal(text).startswith("hòa giải, thủy lợi; ủy ban")


def test_abbreviations_stay_as_typed() -> None:
    """The spelling model is told which tokens are abbreviations."""
    assert {"kh", "cchc", "đtc"} <= kept_tokens()


def test_one_long_document_does_not_drown_the_others() -> None:
    """A law a hundred times as long as the plans must not turn their words into its own."""

    def plan(name: str, text: str) -> Plan:
        section = Section(
            id=f"{name}@1",
            doc=name,
            number="1",
            printed_number="1",
            title="",
            text=text,
            body=text,
            lines=(1, 1),
        )
        return Plan(document=Document(id=name, kind="Kế hoạch", number=name), sections=(section,))

    plans = [plan(str(at), "lưu trữ hồ sơ. " * 20) for at in range(3)]
    model = learn_spelling([*plans, plan("long", "đăng ký lưu trú tạm thời. " * 5_000)])
    assert model.read("luu tru ho so").text == "lưu trữ hồ sơ"
    assert model.bigrams["lưu"]["trú"] < 10 * model.bigrams["lưu"]["trữ"]
