"""Years to come that are named by no number."""

from __future__ import annotations

import pytest

from rag.understand.places import coming_years


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("明年加装多少部", ("明年",)),
        ("后年建几个停车场", ("后年",)),
        ("下一年度补贴多少", ("下一年度",)),
        ("what is planned for next year?", ("next year",)),
        ("今年加装多少部", ()),
        ("今后年年都有吗", ()),
        ("满两年后年检怎么办", ()),
        ("全年完成多少", ()),
    ],
)
def test_a_coming_year_is_told_from_words_that_only_look_like_one(
    text: str, named: tuple[str, ...]
) -> None:
    assert coming_years(text) == named
