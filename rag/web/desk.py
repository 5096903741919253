"""What the routes work with, made once for each application."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import Depends, Request

from rag.jobs import Jobs
from rag.loop import Clusters, Inbox, Journal, Statistics
from rag.settings import Settings
from rag.web.asking import Asking
from rag.web.limits import RateLimit
from rag.web.metrics import Metrics
from rag.web.session import Sessions
from rag.web.visitors import Visitors, secret_of

if TYPE_CHECKING:
    from rag.chain import Engine

_MINUTE_S: Final = 60
_FILE_ENDS_S: Final = 3.0
"""What a file being read gets to end at shutdown; if it does not, it is read anew later."""


@dataclass(frozen=True)
class Desk:
    """The engine and what stands between it and the public.

    Attributes:
        engine: Answers, searches, and owns the catalog.
        settings: The settings of this application.
        metrics: Its meters.
        limit: How often one address may ask.
        visitors: Who gives visitors of the widget their tokens.
        visitor_limit: How often one of them may ask.
        asking: The bounded way to the engine.
        journal: What was asked and thought of answers goes there.
        clusters: Groups the questions that found no answer.
        inbox: Bad answers that became cases.
        sessions: Staff in browsers.
        jobs: Work on the documents in the background.
        ending: Set when the server begins to shut down.
    """

    engine: Engine
    settings: Settings
    metrics: Metrics
    limit: RateLimit
    visitors: Visitors
    visitor_limit: RateLimit
    asking: Asking
    journal: Journal
    clusters: Clusters
    inbox: Inbox
    sessions: Sessions
    jobs: Jobs
    ending: asyncio.Event

    @classmethod
    def open(cls, engine: Engine, settings: Settings) -> Desk:
        """Make a desk around an open engine."""
        metrics = Metrics()
        journal = Journal(lambda: engine.catalog.asked, settings.keep_questions_days, metrics.lost)
        if engine.language_model is not None:
            metrics.watch(engine.language_model)
        jobs = Jobs(engine.workspace, lambda: engine.refresh(embed=False))
        jobs.start()
        return cls(
            engine=engine,
            settings=settings,
            metrics=metrics,
            limit=RateLimit(settings.ask_per_minute),
            visitors=Visitors(
                secret_of(settings.data_dir), settings.widget_token_minutes * _MINUTE_S
            ),
            visitor_limit=RateLimit(settings.widget_per_minute),
            asking=Asking(engine, settings, metrics, journal),
            journal=journal,
            inbox=Inbox(settings.data_dir),
            sessions=Sessions(
                settings.staff_token, settings.staff_session_minutes, settings.public_url
            ),
            jobs=jobs,
            clusters=Clusters(lambda: engine.workspace.encoder),
            ending=asyncio.Event(),
        )

    def statistics(self) -> Statistics:
        """Return what counts the questions kept."""
        return Statistics(
            self.engine.catalog,
            self.engine.library,
            self.clusters,
            self.settings.keep_questions_days,
            self.settings.public_url,
        )

    async def close(self) -> None:
        """Take no more questions, and write down what is left to be; the engine stays open."""
        await asyncio.to_thread(self.jobs.close, _FILE_ENDS_S)
        await self.asking.drain()
        await asyncio.to_thread(self.journal.close)


async def desk_of(request: Request) -> Desk:
    """Return the desk of the application that serves ``request``."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]
