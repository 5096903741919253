"""Calls to a language model: how many, how long, after which faults, and what they cost."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from standin import Reply, StandIn
from waiting import until

from rag.errors import LanguageModelError
from rag.llm import LanguageModel, Message, open_language_model
from rag.llm.patience import Patience, wait_with
from rag.settings import Settings

PROMPT = [Message("system", "规则"), Message("user", "{问题} 300部")]


@pytest.fixture
def opened(model: StandIn) -> Iterator[Callable[..., LanguageModel]]:
    with ExitStack() as stack:

        def make(**changes: Any) -> LanguageModel:
            values = {
                "chat_model": "a-model",
                "chat_base_url": model.url,
                "chat_api_key": "a-key",
                "chat_first_token_s": 0.5,
                "chat_total_s": 3.0,
                "chat_retries": 0,
                **changes,
            }
            made = open_language_model(Settings(_env_file=None, **values))
            assert made is not None
            stack.callback(made.close)
            return made

        yield make


def reason_of(made: LanguageModel, seconds: float = 3.0) -> str:
    with pytest.raises(LanguageModelError) as caught:
        made.reply(PROMPT, seconds)
    return caught.value.reason


def test_a_prompt_goes_out_as_it_is(model: StandIn, opened: Callable[..., LanguageModel]) -> None:
    model.write = lambda _: Reply("好")
    assert opened().reply(PROMPT, 3) == "好"
    (request,) = model.requests
    assert [m["content"] for m in request["messages"]] == [m.content for m in PROMPT]
    assert (request["model"], request["temperature"]) == ("a-model", 0.0)
    assert "response_format" not in request


def test_no_temperature_is_sent_where_none_is_wanted(
    model: StandIn, opened: Callable[..., LanguageModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIAOWEN_CHAT_TEMPERATURE", "null")
    model.write = lambda _: Reply("好")
    opened().reply(PROMPT, 3)
    assert "temperature" not in model.requests[0]


def test_tokens_and_their_price_are_counted(
    model: StandIn, opened: Callable[..., LanguageModel]
) -> None:
    model.write = lambda _: Reply("加装三部")
    made = opened(chat_stream_usage=True, chat_prompt_price=2, chat_completion_price=10)
    made.reply(PROMPT, 3)
    spent = made.spending
    sent = sum(len(message.content) for message in PROMPT)
    assert spent.tokens == {("prompt", "reported"): sent, ("completion", "reported"): 4}
    assert spent.cost == pytest.approx((sent * 2 + 4 * 10) / 1_000_000)
    assert spent.calls == {"ok": 1}


def test_tokens_that_are_not_reported_are_estimated(
    model: StandIn, opened: Callable[..., LanguageModel]
) -> None:
    model.write = lambda _: Reply("加装三部", usage=False)
    made = opened(chat_stream_usage=True)
    made.reply(PROMPT, 3)
    assert made.spending.tokens[("completion", "estimated")] == 4
    assert made.spending.tokens[("prompt", "estimated")] > 0


def test_after_faults_in_a_row_it_is_left_alone_for_a_while(
    model: StandIn, opened: Callable[..., LanguageModel]
) -> None:
    model.write = lambda _: Reply(status=500)
    made = opened(chat_breaker_failures=3, chat_breaker_reset_s=0.5)
    assert [reason_of(made) for _ in range(3)] == ["faulty"] * 3
    assert made.is_resting
    began = time.monotonic()
    assert reason_of(made) == "resting"
    assert time.monotonic() - began < 0.4
    assert len(model.requests) == 3
    until(lambda: not made.is_resting)
    assert reason_of(made) == "faulty"
    assert made.is_resting
    until(lambda: not made.is_resting)
    model.write = lambda _: Reply("好")
    assert made.reply(PROMPT, 3) == "好"
    assert not made.is_resting
    assert made.reply(PROMPT, 3) == "好"


def test_no_more_calls_at_the_same_time_than_allowed(
    model: StandIn, opened: Callable[..., LanguageModel]
) -> None:
    model.write = lambda _: Reply("好", first_s=0.1)
    made = opened(chat_concurrency=2)
    calls = [made.call(PROMPT, 3) for _ in range(6)]
    assert ["".join(call) for call in calls] == ["好"] * 6
    assert model.most_open == 2


def test_waiting_for_a_place_counts_as_time(
    model: StandIn, opened: Callable[..., LanguageModel]
) -> None:
    model.write = lambda _: Reply("好", first_s=0.4)
    made = opened(chat_concurrency=1)
    with made.call(PROMPT, 3):
        assert reason_of(made, 0.2) == "slow"


def test_what_passes_is_tried_again_and_what_does_not_is_not(
    model: StandIn, opened: Callable[..., LanguageModel]
) -> None:
    made = opened(chat_retries=2)
    model.script.extend([Reply(status=503), Reply(status=500), Reply("好")])
    assert made.reply(PROMPT, 3) == "好"
    assert len(model.requests) == 3
    model.write = lambda _: Reply(status=400)
    assert reason_of(made) == "refused"
    assert len(model.requests) == 4


def test_what_has_begun_is_not_begun_again(
    model: StandIn, opened: Callable[..., LanguageModel]
) -> None:
    model.write = lambda _: Reply("加装三部", cut_after=2)
    made = opened(chat_retries=2)
    with made.call(PROMPT, 3) as call:
        pieces = iter(call)
        assert next(pieces) == "加"
        with pytest.raises(LanguageModelError, match="cut"):
            list(pieces)
    assert len(model.requests) == 1


def test_nobody_there_is_told_at_once(opened: Callable[..., LanguageModel]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        made = opened(chat_base_url=f"http://127.0.0.1:{taken.getsockname()[1]}/v1")
        assert reason_of(made) == "unreachable"


def test_leaving_the_block_closes_the_request(
    model: StandIn, opened: Callable[..., LanguageModel]
) -> None:
    model.write = lambda _: Reply("加装", hang_after=1)
    with opened().call(PROMPT, 3) as call:
        assert next(iter(call)) == "加"
    assert model.abandoned.wait(5)


def test_whoever_leaves_is_not_worked_for(
    model: StandIn, opened: Callable[..., LanguageModel]
) -> None:
    model.write = lambda _: Reply("加装", first_s=30)
    made = opened(chat_first_token_s=20, chat_total_s=20)
    left = threading.Event()
    told: list[str] = []

    def ask() -> None:
        wait_with(Patience(left))
        told.append(reason_of(made, 20))

    asking = threading.Thread(target=ask)
    asking.start()
    until(lambda: model.open_requests > 0)
    left.set()
    asking.join(5)
    assert told == ["left"]
    assert model.abandoned.wait(5)
    # the thread that asked upstream ends a moment after its connection
    until(lambda: made.spending.in_progress == 0)


def test_a_long_reply_is_cut_short(model: StandIn, opened: Callable[..., LanguageModel]) -> None:
    model.write = lambda _: Reply("西" * 5000)
    assert len(opened(chat_max_chars=100).reply(PROMPT, 3)) == 101


def test_closing_ends_what_goes_on(model: StandIn, opened: Callable[..., LanguageModel]) -> None:
    model.write = lambda _: Reply("加装", first_s=30)
    made = opened(chat_first_token_s=20, chat_total_s=20)
    call = made.call(PROMPT, 20)
    until(lambda: model.open_requests > 0)
    made.close()
    with pytest.raises(LanguageModelError, match="left"):
        list(call)
    assert model.abandoned.wait(5)
