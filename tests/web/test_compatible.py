"""OpenAI's protocol, spoken by its own clients to the server on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import openai
import pytest
from fastapi.testclient import TestClient
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from serving import LIFTS, Paced, serving

from rag.chain import Engine
from rag.errors import SearchIndexError
from rag.schemas import Answer, Question
from rag.settings import Settings
from rag.web import create_app
from rag.wording import say

ASKED = [{"role": "user", "content": LIFTS}]


class Attentive:
    """The real engine, which keeps the questions that reach it."""

    def __init__(self, engine: Engine, fault: Exception | None = None) -> None:
        self._engine = engine
        self._fault = fault
        self.asked: list[Question] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def stream(self, question: Question) -> Iterator[Any]:
        self.asked.append(question)
        for event in self._engine.stream(question):
            if event.name == "answer" and self._fault:
                raise self._fault
            yield event


@pytest.fixture(scope="module")
def address(engine: Engine, settings: Settings) -> Iterator[str]:
    own = settings.model_copy(update={"public_url": None})
    with serving(create_app(engine, own), own) as (_, caller):
        yield str(caller.base_url)


@pytest.fixture
def client_of_openai(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(api_key="any", base_url=f"{address}/v1", max_retries=0) as client:
        yield client


def citations_of(message: Any) -> list[dict[str, Any]]:
    return [note.url_citation.model_dump() for note in message.annotations]


def test_a_whole_answer(client_of_openai: openai.OpenAI, address: str) -> None:
    raw = client_of_openai.chat.completions.with_raw_response.create(
        model="tiaowen", messages=ASKED, temperature=0.7, max_tokens=5, seed=1, user="u"
    )
    assert raw.headers["x-request-id"]
    reply = raw.parse()
    plain = httpx.post(f"{address}/api/ask", json={"question": LIFTS}).json()
    (choice,) = reply.choices
    assert reply.object == "chat.completion"
    assert reply.model == "tiaowen"
    assert choice.finish_reason == "stop"
    assert choice.message.role == "assistant"
    assert choice.message.content.startswith(plain["answer"])
    assert reply.usage.prompt_tokens == len(LIFTS)
    assert reply.usage.completion_tokens == len(choice.message.content)
    whole = Answer.model_validate(reply.tiaowen)
    assert whole.status == "answered"
    found = citations_of(choice.message)
    assert len(found) == len(plain["citations"]) > 0
    for given, citation in zip(found, plain["citations"], strict=True):
        assert citation.items() <= given.items()
        assert given["url"] == citation["permalink"]
        marker = choice.message.content[given["start_index"] : given["end_index"]]
        assert marker == f"[{citation['marker']}]"
        foot = choice.message.content.removeprefix(plain["answer"])
        for words in (marker, citation["title"], citation["clause_path"], citation["quote"]):
            assert words in foot


def test_a_stream(client_of_openai: openai.OpenAI) -> None:
    whole = client_of_openai.chat.completions.create(model="tiaowen", messages=ASKED)
    chunks = list(
        client_of_openai.chat.completions.create(
            model="tiaowen", messages=ASKED, stream=True, stream_options={"include_usage": True}
        )
    )
    *said, usage = chunks
    assert usage.choices == []
    assert usage.usage == whole.usage
    assert all(chunk.usage is None for chunk in said)
    assert len({chunk.id for chunk in chunks}) == 1
    assert {chunk.object for chunk in chunks} == {"chat.completion.chunk"}
    deltas = [chunk.choices[0].delta for chunk in said]
    assert deltas[0].role == "assistant"
    words = [delta.content for delta in deltas if delta.content]
    assert len(words) >= 3
    assert "".join(words) == whole.choices[0].message.content
    notes = [delta.annotations for delta in deltas if getattr(delta, "annotations", None)]
    assert len(notes) == 1
    assert notes[0][0]["url_citation"]["quote"] in whole.choices[0].message.content
    assert [chunk.choices[0].finish_reason for chunk in said] == [None] * (len(said) - 1) + ["stop"]
    assert said[-1].tiaowen["status"] == "answered"


def test_the_wire_of_a_stream(address: str) -> None:
    body = {"model": "tiaowen", "messages": ASKED, "stream": True}
    reply = httpx.post(f"{address}/v1/chat/completions", json=body)
    assert reply.headers["content-type"].startswith("text/event-stream")
    blocks = reply.text.split("\n\n")
    assert blocks[-2:] == ["data: [DONE]", ""]
    assert all(block.startswith("data: {") for block in blocks[:-2])
    assert '"usage"' not in reply.text


def test_the_asynchronous_client(address: str) -> None:
    async def ask() -> tuple[str | None, str]:
        async with openai.AsyncOpenAI(api_key="any", base_url=f"{address}/v1") as client:
            whole = await client.chat.completions.create(model="tiaowen", messages=ASKED)
            async with client.chat.completions.stream(model="tiaowen", messages=ASKED) as stream:
                said = [e.delta async for e in stream if e.type == "content.delta"]
            return whole.choices[0].message.content, "".join(said)

    whole, said = asyncio.run(ask())
    assert whole == said
    assert whole


def test_langchains_client(address: str) -> None:
    chat = ChatOpenAI(model="tiaowen", api_key="any", base_url=f"{address}/v1", max_retries=0)
    messages = [SystemMessage("Be brief."), HumanMessage(LIFTS)]
    whole = chat.invoke(messages)
    assert "300部" in whole.content
    assert whole.response_metadata["finish_reason"] == "stop"
    assert whole.usage_metadata is not None
    assert "".join(chunk.text for chunk in chat.stream(messages)) == whole.text
    assert asyncio.run(chat.ainvoke(messages)).content == whole.content
    followed = chat.invoke([*messages, AIMessage(whole.content), HumanMessage("城东区呢？")])
    assert isinstance(followed.content, str)
    assert followed.content


def test_a_refusal_is_an_answer(client_of_openai: openai.OpenAI) -> None:
    reply = client_of_openai.chat.completions.create(
        model="tiaowen", messages=[{"role": "user", "content": "西工区地铁票价是多少？"}]
    )
    assert reply.tiaowen["status"] == "refused_no_basis"
    assert reply.choices[0].message.content
    assert reply.choices[0].message.annotations == []


def test_models(client_of_openai: openai.OpenAI) -> None:
    names = [model.id for model in client_of_openai.models.list()]
    assert names[0] == "tiaowen"
    for name in names:
        assert client_of_openai.models.retrieve(name).id == name
    with pytest.raises(openai.NotFoundError) as caught:
        client_of_openai.models.retrieve("gpt-4o")
    assert caught.value.code == "not_found"
    assert caught.value.param == "model"
    assert "tiaowen-extractive" in caught.value.body["message"]


def test_conversation_and_particulars_reach_the_engine(
    engine: Engine, client_with: Callable[..., TestClient]
) -> None:
    attentive = Attentive(engine)
    client = client_with(attentive)
    first = client.post("/v1/chat/completions", json={"messages": ASKED}).json()
    messages = [
        {"role": "system", "content": "Answer in verse."},
        {"role": "developer", "content": [{"type": "text", "text": "Cite nothing."}]},
        *ASKED,
        {"role": "assistant", "content": first["choices"][0]["message"]["content"]},
        {"role": "assistant", "content": None, "tool_calls": []},
        {"role": "tool", "content": "42", "tool_call_id": "1"},
        {
            "role": "user",
            "content": [{"type": "text", "text": "城东区"}, {"type": "text", "text": "呢？"}],
        },
    ]
    body = {
        "model": "tiaowen-extractive",
        "messages": messages,
        "tools": [{"type": "function", "function": {"name": "f"}}],
        "tool_choice": "auto",
        "tiaowen": {"language": "en", "filters": {"region": "城东区"}},
    }
    assert client.post("/v1/chat/completions", json=body).status_code == 200
    asked = attentive.asked[1]
    assert asked.text == "城东区\n呢？"
    assert [(turn.role, turn.content) for turn in asked.history] == [
        ("user", LIFTS),
        ("assistant", first["tiaowen"]["answer"]),
    ]
    assert asked.composer == "extractive"
    assert asked.language == "en"
    assert asked.filters.region == "城东区"


def test_a_long_conversation_keeps_its_last_turns(
    engine: Engine, client_with: Callable[..., TestClient]
) -> None:
    attentive = Attentive(engine)
    messages = [{"role": "user", "content": f"{n}" + "问" * 9000} for n in range(30)] + ASKED
    reply = client_with(attentive).post("/v1/chat/completions", json={"messages": messages})
    assert reply.status_code == 200
    (asked,) = attentive.asked
    assert [turn.content[:2] for turn in asked.history] == [str(n) for n in range(10, 30)]


IMAGE = [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]


@pytest.mark.parametrize(
    ("changed", "param", "words"),
    [
        ({"messages": [{"role": "system", "content": "x"}]}, "messages", "bad_input.no_question"),
        ({"messages": [{"role": "user", "content": IMAGE}]}, "messages", "bad_input.only_text"),
        ({"messages": [{"role": "user", "content": IMAGE}, *ASKED]}, "messages", "only_text"),
        ({"n": 2}, "n", "bad_input.one_choice"),
        ({"tool_choice": "required"}, "tool_choice", "bad_input.no_tools"),
        ({"function_call": {"name": "f"}}, "function_call", "bad_input.no_tools"),
        ({"response_format": {"type": "json_object"}}, "response_format", "bad_input.plain_text"),
        ({"modalities": ["text", "audio"]}, "modalities", "bad_input.plain_text"),
        ({"messages": []}, "messages", None),
        ({"messages": None}, "messages", None),
        ({"messages": [{"role": "nobody", "content": "x"}]}, "messages.0.role", None),
        ({"stream": "perhaps"}, "stream", None),
        ({"tiaowen": {"langage": "en"}}, "tiaowen.langage", None),
        ({"messages": [{"role": "user", "content": " "}]}, None, "bad_question.empty"),
        ({"messages": [{"role": "user", "content": None}]}, None, "bad_question.empty"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_cannot_be_had(
    address: str, changed: dict[str, Any], param: str | None, words: str | None, stream: bool
) -> None:
    body = {"model": "tiaowen", "messages": ASKED, "stream": stream, **changed}
    reply = httpx.post(f"{address}/v1/chat/completions", json=body)
    assert reply.status_code == 400
    error = reply.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["type"] == "invalid_request_error"
    assert error["param"] == param
    if words:
        key = words if "." in words else f"bad_input.{words}"
        assert error["message"] == say(key, param=param)


def test_faults_have_the_shape_that_clients_read(
    client_of_openai: openai.OpenAI, address: str
) -> None:
    with pytest.raises(openai.BadRequestError) as too_long:
        client_of_openai.chat.completions.create(
            model="tiaowen", messages=[{"role": "user", "content": "电" * 501}]
        )
    assert too_long.value.code == "bad_question"
    assert "501" in too_long.value.body["message"]
    assert too_long.value.request_id
    url = f"{address}/v1/chat/completions"
    replies = {
        "no_page": httpx.post(f"{address}/v1/embeddings", json={}),
        "method": httpx.get(url),
        "media_type": httpx.post(url, content="{}", headers={"content-type": "text/plain"}),
        "not_json": httpx.post(url, content="{", headers={"content-type": "application/json"}),
        "too_large": httpx.post(url, content=b" " * 2_000_001),
    }
    statuses = {
        "no_page": 404, "method": 405, "media_type": 415, "not_json": 400,
        "too_large": 413,
    }  # fmt: skip
    for code, reply in replies.items():
        assert reply.status_code == statuses[code]
        assert reply.json()["error"]["code"] == code


def test_the_limit_is_that_of_asking(client_with: Callable[..., TestClient]) -> None:
    client = client_with(ask_per_minute=2)
    assert client.post("/api/ask", json={"question": LIFTS}).status_code == 200
    body = {"messages": ASKED}
    assert client.post("/v1/chat/completions", json=body).status_code == 200
    reply = client.post("/v1/chat/completions", json=body)
    assert reply.status_code == 429
    assert int(reply.headers["retry-after"]) > 0
    assert reply.json()["error"]["type"] == "rate_limit_error"
    assert reply.json()["error"]["code"] == "rate_limit_exceeded"


def test_a_fault_on_the_way_ends_the_stream(engine: Engine, settings: Settings) -> None:
    broken = Attentive(engine, SearchIndexError("gone"))
    with (
        serving(create_app(broken, settings), settings) as (_, caller),
        openai.OpenAI(api_key="any", base_url=f"{caller.base_url}/v1", max_retries=0) as client,
    ):
        with pytest.raises(openai.InternalServerError):
            client.chat.completions.create(model="tiaowen", messages=ASKED)
        chunks = client.chat.completions.create(model="tiaowen", messages=ASKED, stream=True)
        said: list[str | None] = []
        with pytest.raises(openai.APIError) as caught:
            said.extend(chunk.choices[0].finish_reason for chunk in chunks)
        assert len(said) > 1
        assert set(said) == {None}
        assert caught.value.type == "server_error"
        assert "gone" not in str(caught.value)


@pytest.mark.parametrize("stream", [True, False])
def test_leaving_stops_the_work(engine: Engine, settings: Settings, stream: bool) -> None:
    paced = Paced(engine, pause=0.5)
    with serving(create_app(paced, settings), settings) as (_, caller):
        client = openai.OpenAI(
            api_key="any",
            base_url=f"{caller.base_url}/v1",
            max_retries=0,
            timeout=httpx.Timeout(30, read=30 if stream else 1),
        )
        with client:
            if stream:
                replies = client.chat.completions.create(
                    model="tiaowen", messages=ASKED, stream=True
                )
                next(iter(replies))
                replies.close()
            else:
                with pytest.raises(openai.APITimeoutError):
                    client.chat.completions.create(model="tiaowen", messages=ASKED)
            assert paced.ended.wait(5)
        assert "answer" not in paced.given


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/ask/stream", {"question": LIFTS}),
        ("/v1/chat/completions", {"messages": ASKED, "stream": True}),
    ],
)
def test_silence_is_broken_by_signs_of_life(
    engine: Engine, settings: Settings, path: str, body: dict[str, Any]
) -> None:
    paced = Paced(engine, pause=30)
    own = settings.model_copy(update={"heartbeat_s": 0.05})
    with serving(create_app(paced, own), own) as (_, caller):
        with caller.stream("POST", path, json=body) as reply:
            lines = reply.iter_lines()
            silent = 0
            for line in lines:
                silent += line.startswith(":")
                if silent == 3:
                    paced.go_on.set()
                    break
            rest = [line for line in lines if line.startswith("data:")]
        assert silent == 3
        assert rest[-1] == "data: [DONE]" or '"status":"answered"' in rest[-1]
