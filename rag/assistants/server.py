"""The server of the Model Context Protocol: its tools, their faults in words."""

from __future__ import annotations

import pkgutil
import uuid
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from mcp import MCPError
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp.types import Tool as Described
from pydantic import ValidationError
from starlette.requests import Request

from rag.assistants import tools
from rag.assistants.tool import Tool
from rag.errors import TiaowenError
from rag.schemas import Language
from rag.web.desk import Desk
from rag.web.headers import language_of, visitor_of
from rag.web.problems import problem_of, words_for_fields
from rag.wording import say

Context = ServerRequestContext[dict[str, Any], Request]

NAME: Final = "tiaowen"
_VERSION: Final = "1"
_READS_ALONE: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


@cache
def known_tools() -> Mapping[str, Tool[Any]]:
    """Return every tool in ``rag.assistants.tools`` by name.

    Raises:
        TypeError: A module there has no ``TOOL``.
    """
    found: dict[str, Tool[Any]] = {}
    for module in pkgutil.iter_modules(tools.__path__, f"{tools.__name__}."):
        tool = getattr(import_module(module.name), "TOOL", None)
        if not isinstance(tool, Tool):
            raise TypeError(f"{module.name}: TOOL is missing")
        found[tool.name] = tool
    return MappingProxyType(found)


def build_server(desk: Desk, language: Language) -> Server[dict[str, Any]]:
    """Build a server over what ``desk`` holds.

    Args:
        desk: The engine with its limits.
        language: Of descriptions, and of what is said where a caller names none.
    """

    async def list_tools(_: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_described(t, language) for t in known_tools().values()])

    async def call_tool(context: Context, params: CallToolRequestParams) -> CallToolResult:
        tool = known_tools().get(params.name)
        if tool is None:
            words = say("assistants.no_tool", language, name=params.name[:60])
            raise MCPError(INVALID_PARAMS, words)
        return await _call(desk, tool, params.arguments or {}, context.request, language)

    return Server(
        NAME,
        version=_VERSION,
        title=say("front.brand", language),
        instructions=say("assistants.instructions", language),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(tool: Tool[Any], language: Language) -> Described:
    return Described(
        name=tool.name,
        title=say(f"assistants.title.{tool.name}", language),
        description=say(f"assistants.tool.{tool.name}", language),
        input_schema=tool.arguments.model_json_schema(),
        output_schema=tool.result.model_json_schema(mode="serialization"),
        annotations=_READS_ALONE,
    )


async def _call(
    desk: Desk,
    tool: Tool[Any],
    arguments: dict[str, Any],
    request: Request | None,
    language: Language,
) -> CallToolResult:
    if request is not None:
        language = language_of(request)
    try:
        if request is not None:
            host = request.client.host if request.client else None
            desk.limit.check(visitor_of(host), tool.act)
        made = await tool.run(desk, tool.arguments.model_validate(arguments), language)
    except ValidationError as error:
        return _failed(words_for_fields(error.errors(), language).detail)
    except TiaowenError as error:
        name = request.state.request_id if request is not None else uuid.uuid4().hex
        return _failed(problem_of(error, language, name).detail)
    return CallToolResult(
        content=[TextContent(text=made.text)],
        structured_content=made.record.model_dump(mode="json"),
    )


def _failed(words: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=words)], is_error=True)
