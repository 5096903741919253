"""What a client of OpenAI's protocol sends, and the question in it."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from rag.errors import InputError
from rag.schemas import ComposerChoice, Filters, Question, Record, Turn
from rag.web.compatible.footnotes import without_footnotes
from rag.web.models import FiltersBody

MODEL: Final = "tiaowen"
MODELS: Final[dict[str, ComposerChoice]] = {MODEL: "auto", "tiaowen-extractive": "extractive"}
"""Models offered, and the composer that each stands for."""

_TURNS_KEPT: Final = 20
_TURN_CHARS: Final = 8000
_TEXT: Final = "text"


class _Open(BaseModel):
    """A body of which parameters that mean nothing here are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(_Open):
    """One part of a message's content; only those of type ``text`` can be read."""

    type: str
    text: str | None = None


class Message(_Open):
    """One message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | tuple[Part, ...] | None = None

    @property
    def text(self) -> str:
        """What it says, without parts that are not text."""
        if isinstance(self.content, tuple):
            return "\n".join(part.text or "" for part in self.content if part.type == _TEXT)
        return self.content or ""

    @property
    def only_text(self) -> bool:
        """Whether it holds nothing that is not text."""
        return not isinstance(self.content, tuple) or all(p.type == _TEXT for p in self.content)


class StreamOptions(_Open):
    """What a stream tells beside the answer."""

    include_usage: StrictBool | None = None


class Format(_Open):
    """The form the answer is wanted in."""

    type: str


class Particulars(Record):
    """What ``/api/ask`` takes and OpenAI's protocol has no word for."""

    composer: ComposerChoice | None = None
    language: Literal["auto", "zh", "en"] = "auto"
    filters: FiltersBody = Filters()


class ChatRequest(_Open):
    """A conversation whose last user message is the question.

    Parameters not named here, such as ``temperature`` or ``max_tokens``, are ignored: an
    answer is neither sampled nor cut.
    """

    messages: Annotated[tuple[Message, ...], Field(min_length=1)]
    model: str = MODEL
    stream: StrictBool | None = None
    stream_options: StreamOptions | None = None
    n: Annotated[int, Field(ge=1, le=128)] | None = None
    tool_choice: str | dict[str, object] | None = None
    function_call: str | dict[str, object] | None = None
    response_format: Format | None = None
    modalities: tuple[str, ...] | None = None
    tiaowen: Particulars = Particulars()

    @property
    def served_by(self) -> str:
        """The model that answers: the one named, or ours where there is none of that name."""
        return self.model if self.model in MODELS else MODEL

    @property
    def wants_usage(self) -> bool:
        """Whether a stream is to end with its usage."""
        return bool(self.stream_options and self.stream_options.include_usage)

    def to_question(self) -> Question:
        """Return the record the engine takes.

        Raises:
            InputError: Something is asked for that cannot be had, or there is no
                question; ``param`` names the parameter.
        """
        self._check()
        asked = max((i for i, m in enumerate(self.messages) if m.role == "user"), default=None)
        if asked is None:
            raise InputError(reason="no_question", param="messages")
        if not all(m.only_text for m in self.messages if m.role == "user"):
            raise InputError(reason="only_text", param="messages")
        return Question(
            text=self.messages[asked].text,
            history=tuple(turn for m in self.messages[:asked] if (turn := _turn(m)) is not None)[
                -_TURNS_KEPT:
            ],
            composer=self.tiaowen.composer or MODELS[self.served_by],
            language=self.tiaowen.language,
            filters=self.tiaowen.filters,
        )

    def _check(self) -> None:
        if self.n not in (None, 1):
            raise InputError(reason="one_choice", param="n")
        for name in ("tool_choice", "function_call"):
            if getattr(self, name) not in (None, "auto", "none"):
                raise InputError(reason="no_tools", param=name)
        if self.response_format is not None and self.response_format.type != _TEXT:
            raise InputError(reason="plain_text", param="response_format")
        if self.modalities is not None and set(self.modalities) - {_TEXT}:
            raise InputError(reason="plain_text", param="modalities")


def _turn(message: Message) -> Turn | None:
    """Return a message as a turn; None where it is nobody's turn, or says nothing."""
    text = message.text.strip()
    if message.role == "user" and text:
        return Turn(role="user", content=text[:_TURN_CHARS])
    if message.role == "assistant" and text:
        return Turn(role="assistant", content=without_footnotes(text)[:_TURN_CHARS])
    return None
