"""One page of the front end: its components, and which of them starts what."""

from __future__ import annotations

from typing import Final, get_args

import gradio as gr

from rag.exports import TalkFormat
from rag.schemas import Language
from rag.web.chat.acts import Acts
from rag.web.desk import Desk
from rag.web.turns import render_masthead, render_note
from rag.wording import say

# a data address holds the file, so that nothing of it is ever stored or served from here
_SAVE: Final = """(made) => {
  if (!made) return;
  const [name, address] = made;
  const link = Object.assign(document.createElement('a'), {href: address, download: name});
  link.click();
}"""


def _html(value: str) -> gr.HTML:
    return gr.HTML(value, elem_classes="plain", apply_default_css=False)


class Chat(Acts):
    """One page: its components, and what happens to them. It speaks either language."""

    def __init__(self, desk: Desk, language: Language, blocks: gr.Blocks) -> None:
        super().__init__(desk)
        self._build(language)
        self._connect()
        # one event for all that a visit brings up to date: of two that start together,
        # Gradio may wait for the second in a stream that nothing comes through any more
        blocks.load(
            lambda: (self._render_opening(language), self._render_scope(language)),
            None,
            [self._opening, self._scope],
            show_progress="hidden",
            api_visibility="private",
        )

    def _build(self, language: Language) -> None:
        self._language = gr.State(language)
        self._exchanges = gr.State(())
        self._head = _html(render_masthead(language))
        with gr.Column(elem_id="desk"):
            self._opening = _html(self._render_opening(language))
            self._earlier = _html("")
            self._newest = _html("")
            with gr.Row(elem_id="tools", visible=False) as self._tools:
                self._saves: dict[TalkFormat, gr.Button] = {
                    kind: gr.Button(say(f"front.export.{kind}", language), elem_id=f"save-{kind}")
                    for kind in get_args(TalkFormat)
                }
                self._clear = gr.Button(say("front.clear", language), elem_id="clear")
            with gr.Column(elem_id="asking"):
                self._scope = _html(self._render_scope(language))
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
