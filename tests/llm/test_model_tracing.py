"""What LangChain's callbacks are told of the model's call within the chain."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from standin import Reply, StandIn, marker_of

from rag import build_chain
from rag.chain import Engine

LIFTS = "西工区今年要加装多少部电梯？"


class Tracer(BaseCallbackHandler):
    """Keeps what it is told of chains and of the model."""

    def __init__(self) -> None:
        self.parents: dict[UUID, UUID | None] = {}
        self.names: dict[UUID, str] = {}
        self.prompts: list[Any] = []
        self.tokens: list[str] = []
        self.ended: list[UUID] = []
        self.failed: list[UUID] = []
        self.model: UUID | None = None

    def on_chain_start(
        self, *_: Any, run_id: UUID, parent_run_id: UUID | None, **more: Any
    ) -> None:
        self.parents[run_id] = parent_run_id
        self.names[run_id] = str(more.get("name"))

    def on_chat_model_start(
        self, _: Any, messages: Any, *, run_id: UUID, parent_run_id: UUID | None, **more: Any
    ) -> None:
        self.model = run_id
        self.parents[run_id] = parent_run_id
        self.prompts.append(messages)

    def on_llm_new_token(self, token: str, *, run_id: UUID, **_: Any) -> None:
        assert run_id == self.model
        self.tokens.append(token)

    def on_llm_end(self, *_: Any, run_id: UUID, **more: Any) -> None:
        self.ended.append(run_id)

    def on_llm_error(self, *_: Any, run_id: UUID, **more: Any) -> None:
        self.failed.append(run_id)

    def above(self, run: UUID) -> list[str]:
        """Return the names of the runs that a run is within, the nearest first."""
        found = []
        over = self.parents[run]
        while over is not None:
            found.append(self.names[over])
            over = self.parents[over]
        return found


def test_a_handler_of_the_chain_sees_the_models_run_and_its_tokens(
    model: StandIn, writing_engine: Engine
) -> None:
    tracer = Tracer()
    answer = build_chain(engine=writing_engine).invoke(LIFTS, config={"callbacks": [tracer]})
    assert answer.ai_generated
    assert tracer.model is not None
    assert "compose" in tracer.above(tracer.model)
    assert "加装电梯300部" in str(tracer.prompts)
    (number,) = {marker_of(request, "加装电梯300部") for request in model.requests}
    assert "".join(tracer.tokens) == f"西工区加装电梯300部[{number}]。"
    assert tracer.ended == [tracer.model]


def test_a_handler_sees_that_the_models_run_failed(model: StandIn, writing_engine: Engine) -> None:
    model.write = lambda _: Reply(status=401)
    tracer = Tracer()
    answer = build_chain(engine=writing_engine).invoke(LIFTS, config={"callbacks": [tracer]})
    assert "300" in answer.answer
    assert not answer.ai_generated
    assert tracer.failed == [tracer.model]
