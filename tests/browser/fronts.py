"""The front end as a test meets it."""

from __future__ import annotations

import time
from typing import Final

from playwright.sync_api import Page

_ENDED: Final = (
    "Math.max(-1, ...performance.getEntriesByType('resource')"
    ".filter(e => e.name.includes('{}')).map(e => e.responseEnd))"
)
_OPENED: Final = f"{_ENDED.format('queue/data')} > {_ENDED.format('queue/join')}"


def wait_until_open(page: Page) -> None:
    """Wait until the front end has been told what it opens with, which it asks for once.

    Who leaves it before ends a stream that its framework still reads.

    Asked from outside the page: its policy lets no words be run as a script.
    """
    deadline = time.monotonic() + 15
    while not page.evaluate(_OPENED):
        assert time.monotonic() < deadline
        page.wait_for_timeout(20)
