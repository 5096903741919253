"""The Gradio front end: asks through the same door as the HTTP routes, shows Answers.

It holds no logic of answering. What it shows is rendered, and escaped, by
``rag.web.turns``; what it may be asked for is decided by ``rag.web.front``.
"""

from __future__ import annotations

import base64
import os
import uuid
import warnings
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import Final, get_args

# read by Gradio when it is imported; without it Gradio calls its maker
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from rag.errors import TiaowenError
from rag.exports import TalkFormat, take_away
from rag.schemas import Language, Question
from rag.web.desk import Desk
from rag.web.front import FrontDoor
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
_WAITING_PER_PLACE: Final = 8
_FONTS: Final = (
    "system-ui",
    "-apple-system",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)
# where the values of some components stand among those that a conversation sets
_OPENING, _ASK, _STOP, _LAST = 4, 5, 6, 7

# a data address holds the file, so that nothing of it is ever stored or served from here
_SAVE: Final = """(made) => {
  if (!made) return;
  const [name, address] = made;
  const link = Object.assign(document.createElement('a'), {href: address, download: name});
  link.click();
}"""

Shown = list[object]


def _html(value: str | Callable[[], str]) -> gr.HTML:
    return gr.HTML(value, elem_classes="plain", apply_default_css=False)


class _Chat:
    """One page: its components, and what happens to them. It speaks either language."""

    def __init__(self, desk: Desk, language: Language) -> None:
        self._desk = desk
        self._handoff = desk.settings.handoff
        self._build(language)
        self._connect()

    def _build(self, language: Language) -> None:
        self._language = gr.State(language)
        self._exchanges = gr.State(())
        self._head = _html(render_masthead(language))
        with gr.Column(elem_id="desk"):
            self._opening = _html(lambda: self._render_opening(language))
            self._earlier = _html("")
            self._newest = _html("")
            with gr.Row(elem_id="tools", visible=False) as self._tools:
                self._saves: dict[TalkFormat, gr.Button] = {
                    kind: gr.Button(say(f"front.export.{kind}", language), elem_id=f"save-{kind}")
                    for kind in get_args(TalkFormat)
                }
                self._clear = gr.Button(say("front.clear", language), elem_id="clear")
            with gr.Column(elem_id="asking"):
                self._scope = _html(lambda: self._render_scope(language))
                with gr.Row(elem_id="ask"):
                    self._box = gr.Textbox(
                        label=say("front.question", language),
                        show_label=False,
                        placeholder=say("front.placeholder", language),
                        lines=1,
                        max_lines=5,
                        autofocus=True,
                        interactive=True,
                        elem_id="question",
                        scale=1,
                        html_attributes=gr.InputHTMLAttributes(
                            autocomplete="off", enterkeyhint="send"
                        ),
                    )
                    self._ask = gr.Button(
                        say("front.ask", language), variant="primary", elem_id="send"
                    )
                    self._stop = gr.Button(
                        say("front.stop", language), visible=False, elem_id="stop"
                    )
            self._note = _html(render_note(language))
        # the page's own script fills and presses these
        self._sent = gr.Textbox("", visible="hidden", elem_id="sent")
        self._go = gr.Button("", visible="hidden", elem_id="go")
        self._chosen = gr.Textbox("", visible="hidden", elem_id="chosen")
        self._switch = gr.Button("", visible="hidden", elem_id="switch")
        self._made = gr.JSON(None, visible="hidden", elem_id="made")

    def _connect(self) -> None:
        shown = [
            self._earlier,
            self._newest,
            self._exchanges,
            self._sent,
            self._opening,
            self._ask,
            self._stop,
            self._tools,
        ]
        asked = self._go.click(
            self._answer,
            [self._sent, self._exchanges, self._language, self._chosen],
            shown,
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=self._desk.settings.concurrent_asks,
            concurrency_id="ask",
        )
        for button, act in ((self._stop, self._end), (self._clear, self._forget)):
            button.click(
                act,
                [self._exchanges, self._language],
                shown,
                cancels=[asked],
                show_progress="hidden",
                api_visibility="private",
            )
        for kind, button in self._saves.items():
            button.click(
                self._saver(kind),
                [self._exchanges, self._language],
                self._made,
                show_progress="hidden",
                api_visibility="private",
                api_name=f"_save_{kind}",
            ).then(js=_SAVE, inputs=[self._made], api_visibility="private")
        worded = [
            self._language,
            self._head,
            self._box,
            self._scope,
            self._note,
            self._clear,
            *self._saves.values(),
        ]
        self._switch.click(
            self._speak_other,
            [self._exchanges, self._language],
            [*shown, *worded],
            show_progress="hidden",
            api_visibility="private",
        )

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
        yield self._shown((*before, exchange), language, request)
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
            *(gr.update(value=say(f"front.export.{kind}", other)) for kind in self._saves),
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
            # what was taken is not taken twice, should the page press once too often
            "",
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
        return render_scope(documents_on_file(self._desk), language)


def build(desk: Desk) -> gr.Blocks:
    """Build the two pages of the front end: Chinese at ``/``, English at ``/en``."""
    blocks = gr.Blocks(title=say("front.title"), analytics_enabled=False, fill_width=True)
    with blocks:
        _Chat(desk, "zh")
    with blocks.route(say("front.brand", "en"), "/en", show_in_navbar=False):
        _Chat(desk, "en")
    asks = desk.settings.concurrent_asks
    blocks.queue(max_size=asks * _WAITING_PER_PLACE, default_concurrency_limit=asks)
    return blocks


def mount(app: FastAPI) -> FastAPI:
    """Put the front end at ``/`` of ``app``, behind the door that guards it."""
    desk: Desk = app.state.desk
    with warnings.catch_warnings():
        # said of every front end with two pages, even where it is switched off
        warnings.filterwarnings("ignore", message="SSR mode is not supported")
        gr.mount_gradio_app(
            app,
            build(desk),
            path="/",
            footer_links=[],
            run_history=False,
            show_error=False,
            max_file_size=0,
            ssr_mode=False,
            mcp_server=False,
            pwa=False,
            enable_monitoring=False,
            theme=gr.themes.Base(font=_FONTS, font_mono=("ui-monospace", "monospace")),
        )
    door = app.routes[-1]
    if not isinstance(door, Mount):
        raise TypeError("Gradio no longer mounts itself as the last route")
    door.app = FrontDoor(door.app, app, desk.ending)
    return app
