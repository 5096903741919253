"""A chapter's opening words are of everything in it, and answer nothing in particular."""

from __future__ import annotations

from rag.chain import Engine
from rag.schemas import Question, Status


def test_a_slogan_is_no_answer_to_who_asks_for_something(engine: Engine) -> None:
    answer = engine.ask(Question(text="我想给老娘办个助餐，西工有没有"))
    assert answer.status is Status.REFUSED_NO_BASIS


def test_who_asks_for_the_slogan_is_told_it(engine: Engine) -> None:
    answer = engine.ask(Question(text="办惠民实事时，西工区聚焦哪几类人？"))
    assert "一老一小一青壮" in answer.answer
