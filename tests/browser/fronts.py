"""The front end as a test meets it."""

from __future__ import annotations

import time
from typing import Final

from playwright.sync_api import Error, Page

_OPENED: Final = "performance.getEntriesByType('resource').some(e => e.name.includes('queue/data'))"


def is_fault(error: Error) -> bool:
    """Tell whether an error of a page is one: a page that is left gives up what it fetches."""
    return error.name != "AbortError"


def wait_until_open(page: Page) -> None:
    """Wait until the front end has asked for what it opens with, which it does once.

    Asked from outside the page: its policy lets no words be run as a script.
    """
    deadline = time.monotonic() + 15
    while not page.evaluate(_OPENED):
        assert time.monotonic() < deadline
        page.wait_for_timeout(20)
