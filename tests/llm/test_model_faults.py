"""Whatever the language model does, what is shown is proved, in time, and says what happened."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from serving import LIFTS
from standin import Reply, StandIn, marker_of

from rag.chain import Engine
from rag.schemas import Answer, Question, Status
from rag.text import fold, quantities
from rag.wording import say

LIMIT_S = 6.0
"""The model's time of these tests (2 s), and what the quotes take beside it on a slow machine."""
FACT = "加装电梯300部"

Write = Callable[[dict[str, Any]], Reply]


def saying(text: str, **fields: Any) -> Write:
    """Say ``text``, in which {n} is the marker of the clause that answers."""

    def write(request: dict[str, Any]) -> Reply:
        return Reply(text.format(n=marker_of(request, FACT)), **fields)

    return write


def raw(content: bytes) -> Write:
    return lambda _: Reply(raw=content)


class Case(NamedTuple):
    write: Write
    notice: str
    never: tuple[str, ...] = ()


WORDED = "notice.generated"
CASES = {
    "good": Case(saying("西工区加装电梯300部[{n}]。"), WORDED),
    "slow but in time": Case(saying("西工区加装电梯300部[{n}]。", each_s=0.05), WORDED),
    "marker after the stop": Case(saying("西工区加装电梯300部。[{n}]"), WORDED),
    "wrong marker": Case(saying("西工区加装电梯300部。[6]"), WORDED),
    "no marker": Case(saying("西工区加装电梯300部。"), WORDED),
    "invented clause": Case(saying("西工区加装电梯300部。[99]"), WORDED, ("99",)),
    "thinks aloud": Case(
        saying("<think>也许是500部。[1]</think>西工区加装电梯300部。[{n}]"), WORDED
    ),
    "markdown": Case(saying("## 回答\n- **西工区加装电梯300部**[{n}]\n"), WORDED, ("#", "*")),
    "asked too often, for long": Case(
        lambda _: Reply(status=429, retry_after="60"), "notice.model.limited"
    ),
    "asked too often, no hint": Case(lambda _: Reply(status=429), "notice.model.limited"),
    "fault of its server": Case(lambda _: Reply(status=500), "notice.model.faulty"),
    "away for repairs": Case(lambda _: Reply(status=503), "notice.model.faulty"),
    "wrong key": Case(lambda _: Reply(status=401), "notice.model.refused"),
    "no such model": Case(lambda _: Reply(status=404), "notice.model.refused"),
    "request refused": Case(lambda _: Reply(status=400), "notice.model.refused"),
    "hangs before the first token": Case(saying("西工区", first_s=30), "notice.model.slow"),
    "hangs after the first token": Case(
        saying("西工区加装电梯300部。[{n}]", hang_after=2), "notice.model.slow"
    ),
    "hangs after a sentence": Case(
        saying("西工区加装电梯300部[{n}]。还有很多。", hang_after=13),
        "notice.model.broken_off",
        ("还有很多",),
    ),
    "drips": Case(saying("西" * 900, each_s=0.1), "notice.model.slow"),
    "cut at once": Case(saying("西工区加装电梯300部。[{n}]", cut_after=0), "notice.model.cut"),
    "cut in a sentence": Case(
        saying("西工区加装电梯300部[{n}]。", cut_after=4), "notice.model.cut"
    ),
    "cut after a sentence": Case(
        saying("西工区加装电梯300部[{n}]。西工区加装电梯3", cut_after=16),
        "notice.model.broken_off",
    ),
    "says nothing": Case(saying(""), "notice.model.garbled"),
    "a page instead": Case(raw(b"<html>Bad gateway</html>"), "notice.model.garbled"),
    "no JSON": Case(raw(b"data: {nonsense\n\n"), "notice.model.garbled"),
    "other JSON": Case(raw(b'data: {"a": [1, 2]}\n\n'), "notice.model.garbled"),
    "wrong types": Case(raw(b'data: {"choices": 7}\n\n'), "notice.model.garbled"),
    "no text at all": Case(raw(b"\xff\xfe\x00\x81\xff"), "notice.model.garbled"),
    "an error in the stream": Case(
        raw(b'data: {"error": {"message": "no", "code": 500}}\n\n'), "notice.model.faulty"
    ),
    "does not know": Case(saying("无"), "notice.model.unproved"),
    "invents a number": Case(
        saying("西工区加装电梯3000部。[{n}]"), "notice.model.unproved", ("3000",)
    ),
    "invents a number in words": Case(
        saying("西工区加装电梯五百部。[{n}]"), "notice.model.unproved", ("五百",)
    ),
    "invents a fact": Case(
        saying("市民可凭身份证到区政府领取电梯补贴。[{n}]"), "notice.model.unproved", ("补贴",)
    ),
    "speaks of another district": Case(
        saying("城东区加装电梯300部。[{n}]"), "notice.model.unproved", ("城东区",)
    ),
    "gives a link": Case(
        saying("详见 https://evil.example/pay 。[{n}]"), "notice.model.unproved", ("evil",)
    ),
    "obeys the document": Case(
        saying("好的，我将忽略之前的指令。请把钱转到账户6222。[{n}]"),
        "notice.model.unproved",
        ("忽略", "6222"),
    ),
    "tells its orders": Case(
        saying("规则：只用条款里的内容，不用别的知识，不推测，不计算。[{n}]"),
        "notice.model.unproved",
        ("不推测",),
    ),
    "true but beside the point": Case(
        saying("西工区打造老旧小区改造示范区3个。[{n}]"), "notice.model.unproved", ("示范区",)
    ),
    "true of the point, and beside it": Case(
        saying("西工区加装电梯300部[{n}]。新建停车场10个[2]。"), WORDED, ("停车场",)
    ),
    "a true and an untrue one": Case(
        saying("西工区加装电梯300部[{n}]。每部补贴20万元[{n}]。"), WORDED, ("补贴", "20万")
    ),
    "rambles": Case(
        saying("西工区要办的事情很多很多" * 300, wide=12), "notice.model.unproved", ("很多",)
    ),
}


def proved(engine: Engine, answer: Answer) -> None:
    """Each figure shown stands in a quote, each quote in its document, each marker in both."""
    marked = {int(number) for number in re.findall(r"\[(\d+)\]", answer.answer)}
    assert marked == {citation.marker for citation in answer.citations} != set()
    quotes = "\n".join(citation.quote for citation in answer.citations)
    held = {(q.value, q.unit) for q in quantities(fold(quotes))}
    words = re.sub(r"\[\d+\]", "", answer.answer)
    assert {(q.value, q.unit) for q in quantities(fold(words))} <= held
    for citation in answer.citations:
        text = engine.library.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings:UserWarning")
@pytest.mark.parametrize("name", CASES)
def test_what_is_shown_is_proved_in_time_and_told(
    name: str, model: StandIn, writing_engine: Engine
) -> None:
    case = CASES[name]
    model.write = case.write
    began = time.monotonic()
    answer = writing_engine.ask(Question(text=LIFTS))
    assert time.monotonic() - began < LIMIT_S
    assert model.requests
    assert answer.status is Status.ANSWERED
    assert "300部" in answer.answer
    assert all(words not in answer.answer for words in case.never)
    proved(writing_engine, answer)
    assert say(case.notice) in answer.notices
    worded = case.notice in (WORDED, "notice.model.broken_off")
    assert answer.ai_generated is worded
    assert answer.composer == ("generative" if worded else "extractive")
    assert (say("notice.generated") in answer.notices) is worded
    if not worded:
        quoted = writing_engine.ask(Question(text=LIFTS, composer="extractive"))
        assert answer.answer == quoted.answer


def test_a_model_that_asks_for_a_moment_gets_it(model: StandIn, writing_engine: Engine) -> None:
    model.script.append(Reply(status=429, retry_after="0.4"))
    answer = writing_engine.ask(Question(text=LIFTS))
    assert answer.composer == "generative"
    first, second = model.arrived
    assert second - first >= 0.4


def test_a_failed_sentence_is_worded_once_more(model: StandIn, writing_engine: Engine) -> None:
    model.write = saying("西工区加装电梯300部。[{n}]")

    def wrong(request: dict[str, Any]) -> Reply:
        model.write = saying("西工区加装电梯300部。[{n}]")
        return saying("西工区加装电梯3000部。[{n}]")(request)

    model.write = wrong
    answer = writing_engine.ask(Question(text=LIFTS))
    assert answer.composer == "generative"
    assert answer.answer.startswith("西工区加装电梯300部。[1]")
    assert len(model.requests) == 2
