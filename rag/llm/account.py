"""What the language model was asked, gave and cost; for the meters."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Final, NamedTuple

from rag.llm.protocol import Message
from rag.settings import Settings

_MILLION: Final = 1_000_000


class Spending(NamedTuple):
    """The account at one moment.

    Attributes:
        calls: Calls by how they ended: ``ok``, or the reason of the error.
        tokens: Tokens by kind (``prompt``, ``completion``) and by whether the endpoint
            reported them or they were estimated.
        cost: In the currency of the price settings.
        sentences: Drafted sentences by what became of them: ``proved``, ``recited`` (after
            its marker was put right), ``recomposed``, ``quoted``, ``aside`` (beside the point)
            or ``dropped``.
        in_progress: Calls going on now.
        resting: Whether the model is left alone after repeated faults.
    """

    calls: dict[str, int]
    tokens: dict[tuple[str, str], int]
    cost: float
    sentences: dict[str, int]
    in_progress: int
    resting: bool


class Account:
    """Keeps count. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        """Count from zero, at the prices of the settings."""
        self._prices = {
            "prompt": settings.chat_prompt_price / _MILLION,
            "completion": settings.chat_completion_price / _MILLION,
        }
        self._lock = threading.Lock()
        self._calls: Counter[str] = Counter()
        self._tokens: Counter[tuple[str, str]] = Counter()
        self._sentences: Counter[str] = Counter()
        self._in_progress = 0

    def begin(self) -> None:
        """Count a call that begins."""
        with self._lock:
            self._in_progress += 1

    def end(self, outcome: str) -> None:
        """Count a call that has ended."""
        with self._lock:
            self._in_progress -= 1
            self._calls[outcome] += 1

    def tokens(self, prompt: int, completion: int, counted: str) -> None:
        """Count the tokens of one attempt; ``counted`` is ``reported`` or ``estimated``."""
        with self._lock:
            self._tokens["prompt", counted] += prompt
            self._tokens["completion", counted] += completion

    def sentence(self, outcome: str) -> None:
        """Count what became of a drafted sentence."""
        with self._lock:
            self._sentences[outcome] += 1

    def spending(self, *, resting: bool) -> Spending:
        """Return the account as it stands."""
        with self._lock:
            cost = sum(self._prices[kind] * count for (kind, _), count in self._tokens.items())
            return Spending(
                calls=dict(self._calls),
                tokens=dict(self._tokens),
                cost=cost,
                sentences=dict(self._sentences),
                in_progress=self._in_progress,
                resting=resting,
            )


def estimate(texts: list[str]) -> int:
    """Return about how many tokens texts have: one a Chinese character, one to four others."""
    characters = sum(len(text) for text in texts)
    wide = sum(sum(char > "\u2e7f" for char in text) for text in texts)
    return wide + (characters - wide + 3) // 4


def estimate_prompt(messages: list[Message]) -> int:
    """Return about how many tokens a prompt has."""
    return estimate([message.content for message in messages])
