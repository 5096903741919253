"""The tools over HTTP, called by the SDK's own client."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx
import pytest
from mcp import Client, MCPError
from mcp.types import CallToolResult
from serving import LIFTS, Paced, serving

from rag.assistants import mount
from rag.assistants.server import build_server
from rag.chain import Engine
from rag.schemas import Answer
from rag.settings import Settings
from rag.web import create_app
from rag.wording import say

T = TypeVar("T")

HEADERS = {
    "content-type": "application/json",
    "accept": "application/json, text/event-stream",
    "mcp-protocol-version": "2025-06-18",
}


def with_client(address: str, act: Callable[[Client], Awaitable[T]], mode: str = "auto") -> T:
    async def run() -> T:
        async with Client(f"{address}/mcp", mode=mode) as client:
            return await act(client)

    return asyncio.run(run())


def call(address: str, tool: str, **arguments: Any) -> CallToolResult:
    return with_client(address, lambda client: client.call_tool(tool, arguments))


def text_of(result: CallToolResult) -> str:
    (block,) = result.content
    assert block.type == "text"
    return block.text


def result_of(reply: httpx.Response) -> dict[str, Any]:
    """The result in a reply, which may come as JSON or as an event."""
    (said,) = [line for line in reply.text.splitlines() if '"jsonrpc"' in line]
    return json.loads(said.removeprefix("data: "))["result"]


def raw_call(address: str, tool: str, **more: Any) -> httpx.Response:
    body = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": tool, "arguments": {"question": LIFTS}},
    }
    headers = {**HEADERS, **more.pop("headers", {})}
    return httpx.post(f"{address}/mcp", json=body, headers=headers, timeout=30, **more)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_are_described(address: str, mode: str) -> None:
    found = with_client(address, lambda client: client.list_tools(), mode).tools
    assert [tool.name for tool in found] == ["ask", "list_commitments", "read_clause", "search"]
    for tool in found:
        assert tool.title
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert tool.input_schema["type"] == "object"
        assert tool.output_schema is not None
        assert tool.output_schema["type"] == "object"
        assert "passage" not in json.dumps(tool.output_schema["properties"])


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_answer_comes_with_its_proof(address: str, mode: str) -> None:
    result = with_client(address, lambda client: client.call_tool("ask", {"question": LIFTS}), mode)
    assert not result.is_error
    answer = Answer.model_validate(result.structured_content)
    plain = httpx.post(f"{address}/api/ask", json={"question": LIFTS}).json()
    assert answer.answer == plain["answer"]
    assert [c.model_dump(mode="json") for c in answer.citations] == plain["citations"]
    for citation in answer.citations:
        for words in (citation.quote, citation.title, citation.permalink):
            assert words in text_of(result)


def test_a_conversation_and_filters_reach_the_engine(address: str) -> None:
    whole = {"question": "城东区加装多少部电梯？"}
    history = [{"role": "user", "content": LIFTS}, {"role": "assistant", "content": "300部"}]
    followed = call(address, "ask", question="城东区呢？", history=history).structured_content
    assert followed is not None
    expected = httpx.post(f"{address}/api/ask", json=whole).json()
    assert followed["status"] == expected["status"]


def test_a_passage_leads_to_its_clause(address: str) -> None:
    found = call(address, "search", query="加装电梯", k=3)
    assert found.structured_content is not None
    hits = found.structured_content["hits"]
    assert 1 <= len(hits) <= 3
    assert set(hits[0]) == {
        "document_id", "source", "title", "clause_id", "clause_path", "text", "start", "end",
        "score", "ranks",
    }  # fmt: skip
    assert hits[0]["clause_id"] in text_of(found)
    clause = call(address, "read_clause", clause_id=hits[0]["clause_id"])
    plain = httpx.get(f"{address}/api/clauses/{hits[0]['clause_id']}").json()
    assert clause.structured_content == plain
    assert plain["text"] in text_of(clause)


def test_commitments_are_listed_and_counted(address: str) -> None:
    found = call(address, "list_commitments", region="西工区", strict=True, limit=2)
    plain = httpx.get(
        f"{address}/api/commitments", params={"region": "西工区", "strict": True, "limit": 2}
    ).json()
    assert found.structured_content == plain
    assert plain["total"] > 2
    assert say("export.cut", shown=2, total=plain["total"]) in text_of(found)
    for row in plain["commitments"]:
        assert row["quote"] in text_of(found)
        assert row["permalink"] in text_of(found)


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("ask", {"question": " "}, say("bad_question.empty")),
        ("ask", {"question": "电" * 501}, say("bad_question.too_long", limit=500, length=501)),
        ("ask", {}, say("missing_fields", fields="question")),
        ("ask", {"question": "a", "colour": 1}, say("unknown_fields", fields="colour")),
        ("search", {"k": 3}, say("missing_fields", fields="query")),
        ("search", {"query": "a", "k": 51}, say("bad_fields", fields="k")),
        ("read_clause", {"clause_id": "none"}, say("not_found.clause")),
        ("list_commitments", {"deadline_after": "soon"}, say("bad_input.day", day="soon")),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    address: str, tool: str, arguments: dict[str, Any], words: str
) -> None:
    result = call(address, tool, **arguments)
    assert result.is_error
    assert text_of(result) == words
    assert result.structured_content is None


def test_a_tool_that_there_is_not(address: str) -> None:
    async def misname(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await client.call_tool("delete_everything")
        return caught.value.message

    assert with_client(address, misname) == say("assistants.no_tool", name="delete_everything")


def test_faults_speak_the_callers_language(address: str) -> None:
    reply = raw_call(address, "read_clause", headers={"accept-language": "en"})
    result = result_of(reply)
    assert result["isError"]
    assert "clause_id" in result["content"][0]["text"]
    assert "请" not in result["content"][0]["text"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://localhost:3000"}, 200),
    ],
)
def test_only_known_hosts_and_origins_are_let_in(
    address: str, headers: dict[str, str], status: int
) -> None:
    assert raw_call(address, "ask", headers=headers).status_code == status


def test_the_public_address_is_let_in(engine: Engine, settings: Settings) -> None:
    own = settings.model_copy(update={"public_url": "https://ask.example"})
    app = mount(create_app(engine, own))
    with serving(app, own) as (_, caller):
        headers = {"host": "ask.example", "origin": "https://ask.example"}
        reply = raw_call(str(caller.base_url), "ask", headers=headers)
    assert reply.status_code == 200
    assert not result_of(reply).get("isError")


def test_calls_count_against_the_limit(engine: Engine, settings: Settings) -> None:
    own = settings.model_copy(update={"ask_per_minute": 1})
    with serving(mount(create_app(engine, own)), own) as (_, caller):
        address = str(caller.base_url)
        assert caller.post("/api/ask", json={"question": LIFTS}).status_code == 200
        result = result_of(raw_call(address, "ask"))
    assert result["isError"]
    seconds = [word for word in result["content"][0]["text"].split() if word.isdigit()]
    assert seconds


def test_a_body_over_the_limit_is_refused(address: str) -> None:
    reply = httpx.post(f"{address}/mcp", content=b" " * 2_000_001, headers=HEADERS)
    assert reply.status_code == 413


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_leaving_stops_the_work(engine: Engine, settings: Settings, mode: str) -> None:
    paced = Paced(engine, pause=0.5)
    with serving(mount(create_app(paced, settings)), settings) as (_, caller):

        async def give_up() -> None:
            async with Client(f"{caller.base_url}/mcp", mode=mode) as client:
                asking = asyncio.ensure_future(client.call_tool("ask", {"question": LIFTS}))
                await asyncio.to_thread(paced.begun.wait, 10)
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)

        asyncio.run(give_up())
        assert paced.ended.wait(5)
        assert "answer" not in paced.given


async def taken_back(client: Client, paced: Paced) -> tuple[bool, CallToolResult]:
    """Ask, take the call back while it is worked on, and ask for something else."""
    asking = asyncio.ensure_future(client.call_tool("ask", {"question": LIFTS}))
    await asyncio.to_thread(paced.begun.wait, 10)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    stopped = await asyncio.to_thread(paced.ended.wait, 5)
    return stopped, await client.call_tool("search", {"query": "加装电梯"})


def test_a_call_taken_back_stops_and_the_session_goes_on(
    engine: Engine, settings: Settings
) -> None:
    paced = Paced(engine, pause=0.5)
    with serving(mount(create_app(paced, settings)), settings) as (_, caller):
        address = str(caller.base_url).rstrip("/")
        stopped, after = with_client(address, lambda client: taken_back(client, paced))
    assert stopped
    assert "answer" not in paced.given
    assert "电梯" in text_of(after)


def test_a_notice_of_cancelling_stops_the_work(engine: Engine, settings: Settings) -> None:
    # older clients say so in a message of its own, where the line is one for all messages
    paced = Paced(engine, pause=0.5)

    async def run() -> tuple[bool, CallToolResult]:
        app = create_app(paced, settings)
        async with app.router.lifespan_context(app):
            server = build_server(app.state.desk, "zh")
            async with Client(server, mode="legacy") as client:
                return await taken_back(client, paced)

    stopped, after = asyncio.run(run())
    assert stopped
    assert "answer" not in paced.given
    assert "电梯" in text_of(after)
