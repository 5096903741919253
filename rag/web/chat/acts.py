"""What happens on a page of the front end: each handler returns what its components show."""

from __future__ import annotations

import base64
import uuid
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import Final, get_args

import gradio as gr

from rag.errors import TiaowenError
from rag.exports import TalkFormat, take_away
from rag.schemas import Language, Question
from rag.web.desk import Desk
from rag.web.headers import visitor_of
from rag.web.library import documents_on_file
from rag.web.problems import problem_of
from rag.web.scope import filters_of
from rag.web.turns import (
    Exchange,
    Exchanges,
    history_of,
    render_earlier,
    render_masthead,
    render_newest,
    render_note,
    render_opening,
    render_scope,
)
from rag.wording import say

_REFRESH_S: Final = 0.12
_KEPT_EXCHANGES: Final = 30
# where the values of some components stand among those that a conversation sets
_SENT, _OPENING, _ASK, _STOP, _LAST = 3, 4, 5, 6, 7

Shown = list[object]


class Acts:
    """What a page does. Values come in the order in which ``Chat`` names its components."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._handoff = desk.settings.handoff

    async def _answer(
        self,
        text: str,
        before: Exchanges,
        language: Language,
        chosen: str,
        request: gr.Request,
    ) -> AsyncGenerator[Shown, None]:
        """Ask the engine, and show the exchange as it grows."""
        if not text.strip():
            yield self._shown(before, language, request)
            return
        before = tuple(exchange for exchange in before if not exchange.is_open)
        exchange = Exchange(question=text, stage="start")
        shown = self._shown((*before, exchange), language, request)
        # what was taken is not taken twice, should the page press once too often
        shown[_SENT] = ""
        yield shown
        shown_at = monotonic()
        try:
            self._desk.limit.check(visitor_of(request.client.host), "ask")
            question = Question(
                text=text,
                history=history_of(before),
                # whoever chose the English page is answered in English around the quotes
                language="en" if language == "en" else "auto",
                filters=filters_of(chosen),
            )
            async with aclosing(self._desk.asking.stream(question)) as events:
                async for event in events:
                    exchange = exchange.grown(event)
                    if exchange.is_open and monotonic() - shown_at > _REFRESH_S:
                        shown_at = monotonic()
                        yield self._grown(exchange, len(before), language, request)
        except TiaowenError as error:
            problem = problem_of(error, language, uuid.uuid4().hex)
            exchange = replace(exchange, fault=problem.detail)
        yield self._shown((*before, exchange), language, request)

    def _end(self, exchanges: Exchanges, language: Language, request: gr.Request) -> Shown:
        """Show that the answer in progress was stopped."""
        if exchanges and exchanges[-1].is_open:
            ended = replace(exchanges[-1], fault=say("front.stopped", language))
            exchanges = (*exchanges[:-1], ended)
        return self._shown(exchanges, language, request)

    def _forget(self, _: Exchanges, language: Language, request: gr.Request) -> Shown:
        """Begin anew."""
        return self._shown((), language, request)

    def _saver(self, kind: TalkFormat) -> Callable[..., list[str] | None]:
        """Return the handler that makes a file of the conversation."""

        def save(exchanges: Exchanges, language: Language, request: gr.Request) -> list[str] | None:
            """Return the file's name, and its content as a data address."""
            said = [(one.question, one.answer) for one in exchanges if one.answer is not None]
            if not said:
                return None
            made_at = datetime.now().astimezone()
            made = take_away(said, kind, language, self._base(request), made_at)
            content = base64.b64encode(made.content).decode()
            return [made.name, f"data:{made.media_type};base64,{content}"]

        return save

    def _speak_other(self, exchanges: Exchanges, language: Language, request: gr.Request) -> Shown:
        """Go on in the other language; what was said stays."""
        other: Language = "zh" if language == "en" else "en"
        shown = self._shown(exchanges, other, request)
        shown[_OPENING] = gr.update(value=self._render_opening(other))
        shown[_ASK] = gr.update(value=say("front.ask", other))
        shown[_STOP] = gr.update(value=say("front.stop", other))
        return [
            *shown,
            other,
            render_masthead(other),
            # what is being typed stays too
            gr.update(
                label=say("front.question", other), placeholder=say("front.placeholder", other)
            ),
            self._render_scope(other),
            render_note(other),
            gr.update(value=say("front.clear", other)),
            *(gr.update(value=say(f"front.export.{kind}", other)) for kind in get_args(TalkFormat)),
        ]

    def _grown(
        self, exchange: Exchange, before: int, language: Language, request: gr.Request
    ) -> Shown:
        """Return the values for an answer that has grown: nothing else changes."""
        page = render_newest(exchange, before + 1, language, self._handoff, self._base(request))
        return [gr.skip(), page, *[gr.skip()] * (_LAST - 1)]

    def _shown(self, exchanges: Exchanges, language: Language, request: gr.Request) -> Shown:
        """Return the values of every component for a conversation of ``exchanges``."""
        exchanges = exchanges[-_KEPT_EXCHANGES:]
        newest = exchanges[-1] if exchanges else None
        running = newest is not None and newest.is_open
        base = self._base(request)
        earlier = render_earlier(exchanges[:-1], language, self._handoff, base)
        shown = render_newest(newest, len(exchanges), language, self._handoff, base)
        return [
            earlier,
            shown,
            exchanges,
            gr.skip(),
            gr.update(visible=newest is None),
            gr.update(visible=not running),
            gr.update(visible=running),
            gr.update(visible=newest is not None and not running),
        ]

    def _base(self, request: gr.Request) -> str:
        """Return the address that links in a text taken away begin with."""
        return self._desk.settings.public_url or str(request.base_url)

    def _render_opening(self, language: Language) -> str:
        return render_opening(documents_on_file(self._desk), language)

    def _render_scope(self, language: Language) -> str:
        longest = self._desk.settings.ask_timeout_s
        return render_scope(documents_on_file(self._desk), language, longest)
