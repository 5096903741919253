"""Answers to made-up questions, as the scorecard judges them."""

from __future__ import annotations

from eval.judging import Judged
from eval.questions import Case
from rag.schemas import Answer, Status


def judged(category: str, *, answerable: bool, answer: str = "", wanted: str = "") -> Judged:
    """Return one answer; an empty one is a refusal."""
    case = Case(
        id="Q1",
        category=category,
        lang="zh",
        question="某区要建几处公园？",
        answerable=answerable,
        doc="某区",
        clauses=(),
        clauses_mode="any",
        gold_quotes=(),
        gold_answer=wanted,
        must_contain=(wanted,) if wanted else (),
        must_not_contain=(),
    )
    given = Answer(
        id="",
        status=Status.ANSWERED if answer else Status.REFUSED_NO_BASIS,
        answer=answer or "没有找到依据",
        composer="extractive",
        language="zh",
    )
    return Judged(case, given, texts={}, shorts={}, elapsed_ms=5.0)
