"""The Gradio front end: asks through the same door as the HTTP routes, shows Answers.

It holds no logic of answering. What is on its pages, and what happens there, is in
``rag.web.chat``; what it shows is rendered, and escaped, by ``rag.web.turns``; what it may
be asked for is decided by ``rag.web.front``.
"""

from __future__ import annotations

import os
import warnings
from typing import Final

# read by Gradio when it is imported; without it Gradio calls its maker
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from rag.web.chat import Chat
from rag.web.desk import Desk
from rag.web.front import FrontDoor
from rag.wording import say

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


def build(desk: Desk) -> gr.Blocks:
    """Build the two pages of the front end: Chinese at ``/``, English at ``/en``."""
    blocks = gr.Blocks(title=say("front.title"), analytics_enabled=False, fill_width=True)
    with blocks:
        Chat(desk, "zh", blocks)
    with blocks.route(say("front.brand", "en"), "/en", show_in_navbar=False):
        Chat(desk, "en", blocks)
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
