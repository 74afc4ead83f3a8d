"""Agencies merged or renamed since the plans were written: found by today's name, told beside the plan's words."""

from __future__ import annotations

import pytest

from bot.service import Service
from index.conversation import Conversation
from index.model import Answer


def asked(service: Service, question: str) -> Answer:
    return service.ask(question, Conversation())


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Sở Nông nghiệp và Môi trường chủ trì những nhiệm vụ nào?",
            "Sở Tài nguyên và Môi trường nay là Sở Nông nghiệp và Môi trường",
        ),
        ("Sở Dân tộc và Tôn giáo chủ trì những nhiệm vụ nào?", "Ban Dân tộc nay là Sở Dân tộc và Tôn giáo"),
        ("Sở Nông nghiệp và Môi trường có nhiệm vụ gì về lâm nghiệp?", "nay là Sở Nông nghiệp và Môi trường"),
        # the plans know a Sở Tài chính as well: its own rows are the list, the others stand apart
        (
            "Sở Tài chính chủ trì những nhiệm vụ nào?",
            "nhiệm vụ giao cho Sở Kế hoạch và Đầu tư (nay là Sở Tài chính): ",
        ),
        # one field of its tasks went elsewhere: today's name alone would be the wrong agency
        (
            "Ai chủ trì xây dựng Đề án giảm nghèo bền vững giai đoạn 2021-2025?",
            "nay là Sở Nội vụ, riêng giáo dục nghề nghiệp: Sở Giáo dục và Đào tạo",
        ),
    ],
)
def test_todays_name_is_told_and_understood(service: Service, question: str, told: str) -> None:
    """The plan's words stay; who has the task today is told beside them."""
    assert told in asked(service, question).text


def test_own_rows_and_those_of_a_merged_agency_are_not_mixed(service: Service) -> None:
    """`items` is what the plans give the agency by that name."""
    answer = asked(service, "Sở Tài chính chủ trì những nhiệm vụ nào?")
    rows = {task.id: task for task in service.engine.tasks}
    assert answer.items
    assert all("Sở Tài chính" in rows[item].agencies.lead for item in answer.items)


def test_todays_name_proposed_is_neither_affirmed_nor_denied(service: Service) -> None:
    """The plan names the predecessor: a plain "Không phải" would mislead today's reader, "Đúng" the plan's."""
    question = "Xây dựng Đề án giảm nghèo bền vững giai đoạn 2021-2025 có phải Sở Nội vụ chủ trì không?"
    assert asked(service, question).text.startswith("Chủ trì: Sở Lao động - Thương binh và Xã hội\n(")


def test_the_district_level_is_told_to_have_ended(service: Service) -> None:
    """A task of the district level has no such agency today."""
    answer = asked(service, "Kế hoạch 220, nhóm XII, dòng 11 ai chủ trì?")
    assert answer.text.startswith("Chủ trì: UBND huyện, thành phố\n(cấp huyện kết thúc hoạt động")
