"""Builds the application with its front end, and serves it: ``python server.py``."""

from __future__ import annotations

from fastapi import FastAPI

import ui
from rag.assistants import mount
from rag.chain import Engine
from rag.errors import TiaowenError
from rag.settings import Settings, get_settings
from rag.web.app import create_app
from rag.web.serve import address_of, serve


def build(engine: Engine, settings: Settings) -> FastAPI:
    """Build the whole application around an open engine."""
    return ui.mount(mount(create_app(engine, settings)))


def main() -> None:
    """Serve until told to stop."""
    try:
        settings = get_settings()
        with Engine.open(settings, address_of(settings)) as engine:
            serve(build(engine, settings), settings)
    except TiaowenError as error:
        raise SystemExit(f"{error.code}: {error.detail}") from None


if __name__ == "__main__":
    main()
