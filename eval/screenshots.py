"""Pictures of every face, as a visitor sees them: ``python -m eval.screenshots``.

Serves the shipped corpus on a free port of this machine, opens each view in Chromium, and
writes ``docs/screenshots/NAME.png`` in a palette of 128 colours. ``make screenshots`` runs it.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final, Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, sync_playwright
from pydantic import SecretStr

from eval.bench import free_port, served
from eval.bench_faces import quote_of
from eval.run import CORPUS
from eval.session import engine_over
from rag.wording import say

TARGET: Final = Path("docs/screenshots")
_PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
_DESK: Final[ViewportSize] = {"width": 1440, "height": 900}
_COLOURS: Final = 128
_SETTLED_MS: Final = 1000
_NOTICE: Final = "青浦工区河道保洁工作方案\n\n(一)清理河道。\n年底前清理淀湖河道317公里。\n"
_TOKEN: Final = "a-token-for-pictures-only"  # noqa: S105

Act = Callable[[Page], None]


class View(NamedTuple):
    """One picture.

    Attributes:
        path: Where the page is; ``{reader}`` stands for the reader page at a quote.
        act: What is done on it first.
    """

    name: str
    path: str
    size: ViewportSize
    act: Act
    scheme: Literal["light", "dark"] = "light"


def _still(_: Page) -> None:
    """Do nothing."""


def _ask(question: str) -> Act:
    def act(page: Page) -> None:
        page.locator("#question textarea").fill(question)
        page.locator("#send").click()
        page.locator(".outcome, .reply .words").first.wait_for()

    return act


def _open_widget(page: Page) -> None:
    page.locator("tiaowen-widget .launcher").click()


def _sign_in(page: Page) -> None:
    page.get_by_label(say("staff.token")).fill(_TOKEN)
    page.get_by_role("button", name=say("staff.sign_in")).click()
    page.wait_for_load_state()


def _staff_documents(page: Page) -> None:
    _sign_in(page)
    page.locator(".views").get_by_role("link", name=say("staff.documents"), exact=True).click()
    files: list[FilePayload] = [
        {"name": "河道.txt", "mimeType": "text/plain", "buffer": _NOTICE.encode()},
        {"name": "空白.txt", "mimeType": "text/plain", "buffer": b" "},
    ]
    page.locator("#files").set_input_files(files)
    page.locator("#upload button").click()
    page.locator("#results li").first.wait_for()
    page.locator("#upload").scroll_into_view_if_needed()


def _compare(page: Page) -> None:
    page.get_by_role("link", name=say("diff.choose")).first.click()
    page.locator(".choices a").first.click()
    page.wait_for_load_state()


VIEWS: Final = (
    View("front-phone", "/", _PHONE, _still),
    View("front-desk", "/", _DESK, _still),
    View("answer-phone", "/", _PHONE, _ask("西工区今年要加装多少部电梯？")),
    View("answer-desk", "/", _DESK, _ask("城东区要改造多少个老旧小区？")),
    View("answer-dark", "/", _DESK, _ask("西工区今年要加装多少部电梯？"), "dark"),
    View("list-desk", "/", _DESK, _ask("西工区有哪些6月底前的任务？")),
    View("refusal-phone", "/", _PHONE, _ask("西工区的失业率目标是多少？")),
    View("english-desk", "/en", _DESK, _ask("How many lifts will Xigong install this year?")),
    View("reader-desk", "{reader}", _DESK, _still),
    View("reader-phone", "{reader}", _PHONE, _still),
    View("documents-desk", "/documents", _DESK, _still),
    View("compare-desk", "/documents", _DESK, _compare),
    View("missing-phone", "/no/such/page", _PHONE, _still, "dark"),
    View("commitments-desk", "/commitments", _DESK, _still),
    View("widget-phone", "/widget/demo", _PHONE, _open_widget),
    View("widget-desk", "/widget/demo", _DESK, _open_widget),
    View("staff-desk", "/staff", _DESK, _sign_in),
    View("upload-desk", "/staff", _DESK, _staff_documents),
)


def shoot(browser: Browser, address: str, reader: str, view: View) -> bytes:
    """Return one view as a PNG."""
    context = browser.new_context(
        viewport=view.size, locale="zh-CN", color_scheme=view.scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + view.path.format(reader=reader))
    page.wait_for_timeout(_SETTLED_MS)
    view.act(page)
    page.wait_for_timeout(_SETTLED_MS)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(_COLOURS)
    context.close()
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.screenshots", description=__doc__)
    parser.add_argument("--only", default="", help="views whose name holds this")
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args(arguments)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("no Chromium here: apt-get install chromium fonts-noto-cjk\n")
        return 1
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, engine_over(CORPUS, Path(folder)) as engine:
        settings = engine.settings.model_copy(
            update={"port": free_port(), "staff_token": SecretStr(_TOKEN)}
        )
        with served(engine, settings) as address, sync_playwright() as playwright:
            logging.disable(logging.INFO)
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for view in VIEWS:
                if given.only in view.name:
                    picture = shoot(browser, address, quote_of(engine), view)
                    (given.out / f"{view.name}.png").write_bytes(picture)
                    sys.stdout.write(f"{view.name} {len(picture) // 1000} kB\n")
            browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
