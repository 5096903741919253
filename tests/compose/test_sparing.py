"""What cannot decide an answer is not read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.chain import Engine
from rag.reader import Reader, Reading
from rag.schemas import Question, Status


class Counting:
    """A reader that remembers which texts it was given."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.texts: list[str] = []

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        self.texts += texts
        return self._reader.read(question, texts)


@pytest.fixture
def counting(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Counting:
    reader = Counting(engine.composer.finder.reader)
    monkeypatch.setattr(engine.composer.finder, "reader", reader)
    return reader


def test_nothing_is_read_after_a_sure_answer(engine: Engine, counting: Counting) -> None:
    answer = engine.ask(Question(text="西工区今年要加装多少部电梯？"))
    assert answer.status is Status.ANSWERED
    assert len(counting.texts) == 1
    assert "加装电梯300部" in counting.texts[0]


def test_a_matter_without_an_answer_is_looked_for_further(
    engine: Engine, counting: Counting
) -> None:
    answer = engine.ask(Question(text="西工区幼儿园几点放学？"))
    assert answer.status is Status.REFUSED_NO_BASIS
    assert len(counting.texts) > 1


def test_a_passage_far_behind_is_not_read(engine: Engine) -> None:
    first, second, third, *_ = engine.search("西工区加装电梯", k=3)
    hits = [
        first.model_copy(update={"score": 1.0}),
        second.model_copy(update={"score": 0.59}),
        third.model_copy(update={"score": 0.61}),
    ]
    assert engine.composer.finder.readable(hits) == [hits[0], hits[2]]
