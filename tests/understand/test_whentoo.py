"""Of two questions of which the second only asks when, the first is asked."""

from __future__ import annotations

import pytest

from rag.text import fold
from rag.understand.whentoo import without_when


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("要建多少座公厕，什么时候建好？", "要建多少座公厕"),
        ("新建哪些学校，几月底前完成", "新建哪些学校"),
        ("How many toilets will be built, and by when?", "how many toilets will be built"),
        ("what will be repaired and when will it be done?", "what will be repaired"),
    ],
)
def test_what_only_asks_when_is_taken_off(text: str, first: str) -> None:
    assert without_when(fold(text)) == (first, True)


@pytest.mark.parametrize(
    "text",
    [
        "什么时候建好公厕",
        "装电梯，什么时候装好",
        "182个重点点位什么时候提升，谁负责",
        "新建多少座公厕，什么时候完成东片区征迁",
        "when will the toilets be built",
    ],
)
def test_what_names_something_is_left(text: str) -> None:
    assert without_when(fold(text)) == (fold(text), False)
