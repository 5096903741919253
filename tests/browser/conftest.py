"""A real browser on a real server, both on this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from fronts import wait_until_open
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from serving import serving, whole_app

from rag.chain import Engine


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a screen.

    Playwright keeps an event loop running, in which other tests could not start theirs: so
    it is closed with each module.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium here: apt-get install chromium fonts-noto-cjk")
        pytest.skip("no Chromium here: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(engine: Engine) -> Iterator[str]:
    """The address of the whole application over the shipped documents."""
    settings = engine.settings.model_copy(update={"ask_per_minute": 100_000})
    with serving(whole_app(engine, settings), settings) as (_, caller):
        yield str(caller.base_url)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of its own; at the end nothing may have gone out, or gone wrong."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []
    hosts: set[str | None] = set()

    def make(address: str, size: dict[str, int], *, broken: str = "", **options: object) -> Page:
        # a browser itself logs requests that fail; a test that breaks them says how
        def watch(page: Page) -> None:
            page.on("console", lambda m: m.type == "error" and note(m.text))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))

        def note(text: str) -> None:
            if not (broken and text.startswith("Failed to load resource") and broken in text):
                wrong.append(text)

        context = browser.new_context(viewport=size, locale="zh-CN", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        context.on("page", watch)
        context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page = context.new_page()
        page.goto(address)
        if not any(part in address for part in ("/documents", "/commitments", "/staff")):
            wait_until_open(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []
    assert hosts <= {"127.0.0.1", None}
