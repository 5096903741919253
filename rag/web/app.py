"""Builds the application: routes, limits, faults, and what surrounds them."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import Lifespan

from rag.settings import Settings
from rag.web import (
    compatible,
    differences,
    feedback,
    ledger,
    ledger_page,
    library,
    operators,
    problems,
    public,
    reader,
    shelf,
    staff,
    staff_pages,
    staff_uploads,
    uploads,
    widget,
)
from rag.web.description import describe
from rag.web.desk import Desk
from rag.web.guard import Guard
from rag.web.sharing import share
from rag.web.widget_script import script_of

if TYPE_CHECKING:
    from rag.chain import Engine

STYLE_FOLDER: Final = Path(__file__).parent / "style"
SCRIPT_FOLDER: Final = Path(__file__).parent / "static" / "front"


def bare_app(lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """Build the routes alone, which is all that the OpenAPI document needs."""
    # no pages of documentation: those that FastAPI offers load scripts from elsewhere
    app = FastAPI(
        title="条问 Tiaowen", version="1", docs_url=None, redoc_url=None, lifespan=lifespan
    )
    for audience in (
        public,
        compatible,
        feedback,
        library,
        ledger,
        staff,
        uploads,
        operators,
        reader,
        shelf,
        differences,
        ledger_page,
        staff_uploads,  # before what answers every other address of the staff
        staff_pages,
        widget,
    ):
        app.include_router(audience.router)
    describe(app)
    return app


def create_app(engine: Engine, settings: Settings) -> FastAPI:
    """Build the application around an open engine.

    The caller opens the engine and closes it after the application has ended.
    """
    desk = Desk.open(engine, settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await desk.close()

    app = bare_app(lifespan)
    app.state.desk = desk
    app.state.widget = script_of(settings)
    problems.install(app)
    app.mount("/style", StaticFiles(directory=STYLE_FOLDER), name="style")
    app.mount("/script/front", StaticFiles(directory=SCRIPT_FOLDER), name="script")
    share(app, settings.allowed_origins)
    app.add_middleware(
        Guard,
        metrics=desk.metrics,
        body_limit=settings.public_body_bytes,
        larger=dict.fromkeys((*uploads.LARGE, *staff_uploads.LARGE), settings.max_body_bytes),
    )
    return app
