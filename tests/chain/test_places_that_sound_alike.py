"""Who names no place held, but one that sounds like it, is asked whether that is meant."""

from __future__ import annotations

import pytest

from rag.chain import Engine
from rag.schemas import Question, Status


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("西宫区今年加装多少部电梯", True),
        ("城西区今年加装多少部电梯", False),
        ("涧西区和西宫区今年加装多少部电梯", False),
    ],
)
def test_the_place_that_sounds_alike_is_suggested(
    engine: Engine, text: str, suggested: bool
) -> None:
    answer = engine.ask(Question(text=text))
    assert answer.status is Status.REFUSED_NO_BASIS
    assert "300" not in answer.answer
    assert ("您要问的是不是洛阳市西工区" in answer.answer) is suggested
