"""The tools for one assistant on this machine, over standard input and output."""

from __future__ import annotations

import asyncio
import signal

from mcp.server.stdio import stdio_server

from rag.assistants.server import build_server
from rag.chain import Engine
from rag.schemas import Language
from rag.settings import Settings
from rag.web.desk import Desk


def serve_stdio(engine: Engine, settings: Settings, language: Language) -> None:
    """Serve until the assistant closes its end.

    Nothing but the protocol reaches standard output: what else is printed in this process
    meanwhile goes to standard error. SIGINT ends the process at once, as SIGTERM does.
    """
    # a thread that reads standard input cannot be interrupted, and would be waited for
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asyncio.run(_serve(engine, settings, language))


async def _serve(engine: Engine, settings: Settings, language: Language) -> None:
    desk = Desk.open(engine, settings)
    server = build_server(desk, language)
    try:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())
    finally:
        await desk.close()
