"""The Gradio front end: asks through the same door as the HTTP routes, shows Answers.

It holds no logic of answering. What it shows is rendered, and escaped, by
``rag.web.turns``; what it may be asked for is decided by ``rag.web.front``.
"""

from __future__ import annotations

import os
import uuid
import warnings
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from time import monotonic
from typing import Any, Final

# read by Gradio when it is imported; without it Gradio calls its maker
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from rag.errors import TiaowenError
from rag.schemas import Language, Question
from rag.web.desk import Desk
from rag.web.front import FrontDoor
from rag.web.headers import visitor_of
from rag.web.pages import TAGS
from rag.web.problems import problem_of
from rag.web.turns import (
    Exchange,
    history_of,
    render_conversation,
    render_label,
    render_masthead,
    render_note,
    render_opening,
)
from rag.wording import say

_SAMPLES: Final = 4
_FOLLOWUPS: Final = 3
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
_SHOW_NEWEST: Final = """() => setTimeout(() => {
  const all = document.querySelectorAll('.exchange');
  if (all.length) all[all.length - 1].scrollIntoView({block: 'start'});
}, 250)"""

# Gradio takes the browser's language for the page's, and knows one title for both pages
_SPEAK: Final = "() => {{ document.documentElement.lang = '{}'; document.title = '{}'; }}"

Exchanges = tuple[Exchange, ...]
Shown = list[object]


def _html(value: str | Callable[[], str]) -> gr.HTML:
    return gr.HTML(value, elem_classes="plain", apply_default_css=False)


class _Chat:
    """One language's page: its components, and what happens to them."""

    def __init__(self, blocks: gr.Blocks, desk: Desk, language: Language) -> None:
        self._desk = desk
        self._language = language
        self._handoff = desk.settings.handoff
        self._build()
        self._connect()
        speak = _SPEAK.format(TAGS[language], self._say("title"))
        blocks.load(js=speak, api_visibility="private")

    def _say(self, key: str) -> str:
        return say(f"front.{key}", self._language)

    def _build(self) -> None:
        _html(render_masthead(self._language))
        with gr.Column(elem_id="desk"):
            self._opening = _html(self._render_opening)
            with gr.Row(elem_classes="chips") as self._sample_row:
                _html(render_label(self._say("samples"), self._language))
                self._samples = [
                    gr.Button(self._say(f"sample.{n}"), elem_classes="chip")
                    for n in range(1, _SAMPLES + 1)
                ]
            self._log = _html(self._render(()))
            with gr.Row(elem_classes="chips", visible=False) as self._chip_row:
                _html(render_label(self._say("followups"), self._language))
                self._chips = [gr.Button(elem_classes="chip") for _ in range(_FOLLOWUPS)]
            with gr.Row(elem_id="ask"):
                self._box = gr.Textbox(
                    label=self._say("question"),
                    show_label=False,
                    placeholder=self._say("placeholder"),
                    lines=1,
                    max_lines=5,
                    autofocus=True,
                    elem_id="question",
                    scale=1,
                    html_attributes=gr.InputHTMLAttributes(autocomplete="off", enterkeyhint="send"),
                )
                self._ask = gr.Button(self._say("ask"), variant="primary", elem_id="send")
                self._stop = gr.Button(self._say("stop"), visible=False, elem_id="stop")
                self._clear = gr.Button(self._say("clear"), visible=False, elem_id="clear")
            _html(render_note(self._language))
        self._exchanges = gr.State(())

    def _connect(self) -> None:
        shown = [
            self._log,
            self._exchanges,
            self._box,
            self._opening,
            self._ask,
            self._stop,
            self._clear,
            self._sample_row,
            self._chip_row,
            *self._chips,
        ]
        sources: list[tuple[list[Any], gr.Component]] = [
            ([self._box.submit, self._ask.click], self._box)
        ]
        sources.extend(([chip.click], chip) for chip in (*self._samples, *self._chips))
        asked = []
        for triggers, source in sources:
            asked.append(
                gr.on(
                    triggers,
                    self._answer,
                    [source, self._exchanges],
                    shown,
                    show_progress="hidden",
                    api_visibility="private",
                    concurrency_limit=self._desk.settings.concurrent_asks,
                    concurrency_id="ask",
                )
            )
            gr.on(triggers, js=_SHOW_NEWEST, api_visibility="private")
        for button, act in ((self._stop, self._end), (self._clear, self._forget)):
            button.click(
                act,
                [self._exchanges],
                shown,
                cancels=asked,
                show_progress="hidden",
                api_visibility="private",
            )

    async def _answer(
        self, text: str, before: Exchanges, request: gr.Request
    ) -> AsyncGenerator[Shown, None]:
        """Ask the engine, and show the exchange as it grows."""
        if not text.strip():
            yield self._shown(before)
            return
        before = tuple(exchange for exchange in before if not exchange.is_open)
        exchange = Exchange(question=text, stage="start")
        yield self._shown((*before, exchange))
        shown_at = monotonic()
        try:
            self._desk.limit.check(visitor_of(request.client.host), "ask")
            question = Question(
                text=text,
                history=history_of(before),
                # whoever chose the English page is answered in English around the quotes
                language="en" if self._language == "en" else "auto",
            )
            async with aclosing(self._desk.asking.stream(question)) as events:
                async for event in events:
                    exchange = exchange.grown(event)
                    if exchange.is_open and monotonic() - shown_at > _REFRESH_S:
                        shown_at = monotonic()
                        yield self._shown((*before, exchange))
        except TiaowenError as error:
            problem = problem_of(error, self._language, uuid.uuid4().hex)
            exchange = replace(exchange, fault=problem.detail)
        yield self._shown((*before, exchange))

    def _end(self, exchanges: Exchanges) -> Shown:
        """Show that the answer in progress was stopped."""
        if exchanges and exchanges[-1].is_open:
            ended = replace(exchanges[-1], fault=self._say("stopped"))
            exchanges = (*exchanges[:-1], ended)
        return self._shown(exchanges)

    def _forget(self, _: Exchanges) -> Shown:
        """Begin anew."""
        return self._shown(())

    def _shown(self, exchanges: Exchanges) -> Shown:
        """Return the values of every component for a conversation of ``exchanges``."""
        exchanges = exchanges[-_KEPT_EXCHANGES:]
        running = bool(exchanges) and exchanges[-1].is_open
        failed = bool(exchanges) and bool(exchanges[-1].fault)
        answer = exchanges[-1].answer if exchanges else None
        followups = answer.followups[:_FOLLOWUPS] if answer else ()
        chips = [*followups, *[""] * (_FOLLOWUPS - len(followups))]
        return [
            self._render(exchanges),
            exchanges,
            gr.update(value=exchanges[-1].question if failed else ""),
            gr.update(visible=not exchanges),
            gr.update(visible=not running),
            gr.update(visible=running),
            gr.update(visible=bool(exchanges) and not running),
            gr.update(visible=not exchanges),
            gr.update(visible=bool(followups)),
            *(gr.update(value=chip, visible=bool(chip)) for chip in chips),
        ]

    def _render(self, exchanges: Exchanges) -> str:
        return render_conversation(exchanges, self._language, self._handoff)

    def _render_opening(self) -> str:
        return render_opening(self._desk.engine.catalog.documents(), self._language)


def build(desk: Desk) -> gr.Blocks:
    """Build the two pages of the front end: Chinese at ``/``, English at ``/en``."""
    blocks = gr.Blocks(title=say("front.title"), analytics_enabled=False, fill_width=True)
    with blocks:
        _Chat(blocks, desk, "zh")
    with blocks.route(say("front.brand", "en"), "/en", show_in_navbar=False):
        _Chat(blocks, desk, "en")
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
