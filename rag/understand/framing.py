"""Taking what frames a question off its ends; pure."""

from __future__ import annotations

import re


def without_opening(text: str, framing: re.Pattern[str]) -> str:
    """Return a text without a run that matches ``framing`` at its beginning."""
    found = framing.match(text)
    return text[found.end() :] if found else text


def without_end(text: str, framing: re.Pattern[str]) -> str:
    """Return a text without a run that matches ``framing`` at its end.

    Runs are gone through once from the beginning: looked for from every place, a long one
    would be read again and again.
    """
    found = next((one for one in framing.finditer(text) if one.end() == len(text)), None)
    return text[: found.start()] if found else text
