"""What goes through the vendor's door, in either direction."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Literal, NamedTuple, Protocol


class Message(NamedTuple):
    """One message of a prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


class Piece(NamedTuple):
    """Some words as they come.

    Attributes:
        ended: Whether the model said that these are its last words.
        prompt_tokens, completion_tokens: As reported, once; 0 where they are not.
    """

    text: str = ""
    ended: bool = False
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Door(Protocol):
    """A vendor's client. Used on one event loop."""

    def stream(self, messages: Sequence[Message]) -> AsyncGenerator[Piece, None]:
        """Yield the reply as it comes; closing or cancelling closes the request.

        Raises:
            LanguageModelError: There are no more words, for the reason named.
        """
        ...

    async def close(self) -> None:
        """Let go of the connections."""
        ...
