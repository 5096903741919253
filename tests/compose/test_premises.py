"""Which figure or day that a question supposes the words found do not hold."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.compose.premises import unconfirmed
from rag.text import fold
from rag.understand.premises import without_supposed


@pytest.mark.parametrize(
    ("question", "quotes", "found", "said"),
    [
        ("加装电梯是不是500部", ["加装电梯300部"], [], "500部"),
        ("加装电梯是不是300部", ["加装电梯300部"], [], None),
        ("甲是不是300部、乙是不是10个", ["甲300部,丙5个"], ["乙10个"], None),
        ("甲是不是300部、乙是不是20个", ["甲300部,丙5个"], ["乙10个"], "20个"),
        ("书屋是不是2027年6月底前建成", ["2026年6月底前建成书屋"], [], "2027年6月底前"),
        ("书屋是不是6月底前建成", ["2026年6月底前建成书屋"], [], None),
        ("请告诉我加装电梯是不是500部", ["加装电梯300部"], [], "500部"),
        ("我区加装电梯500部对吗", ["加装电梯300部"], [], "500部"),
        ("奖励5万元,是真的吗", ["奖励1万元至5万元"], [], None),
        # asks, and supposes nothing
        ("7月底前要完成什么", ["6月底前完成"], [], None),
        ("我有5部电梯能不能补吗", ["加装电梯300部"], [], None),
        ("加装500部电梯吗", ["新建公厕12座"], [], None),
    ],
)
def test_what_words_do_not_confirm(
    question: str, quotes: Sequence[str], found: Sequence[str], said: str | None
) -> None:
    assert unconfirmed(fold(question), quotes, iter(found)) == said


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("will 500 lifts be installed?", "will how many lifts be installed?"),
        ("are children under 6 free?", "are children under 6 free?"),
        ("is section 3 of the plan in force?", "is section 3 of the plan in force?"),
        ("does the 2021 plan set targets?", "does the 2021 plan set targets?"),
        ("how many of the 13 parks are new?", "how many of the 13 parks are new?"),
    ],
)
def test_a_supposed_figure_is_asked_for(question: str, asked: str) -> None:
    assert without_supposed(question) == asked
