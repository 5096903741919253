"""How soon the faces show something in a real browser, offline, on the shipped corpus.

``python -m eval.bench_faces [--rounds 15] [--out FILE]`` serves the corpus on a free port of
this machine and opens it in Chromium, each time with an empty cache. Reported are medians
and the slowest, in milliseconds:

- ``reader``: first contentful paint of the reader page at a quote;
- ``launcher``: from the start of the widget's script to the frame that shows its button;
- ``panel``: from the click on the button to the frame that shows the panel, its first time.

``shift`` is the greatest sum of layout shifts that the demo page saw.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from eval.bench import free_port, served
from eval.hardware import hardware
from eval.run import CORPUS
from eval.session import engine_over
from rag.chain import Engine

_SIZES: Final[dict[str, ViewportSize]] = {
    "phone": {"width": 390, "height": 844},
    "desk": {"width": 1440, "height": 900},
}

_PAINT: Final = """() => new Promise(done => new PerformanceObserver(list => {
  const [first] = list.getEntriesByName('first-contentful-paint');
  if (first) done(first.startTime);
}).observe({type: 'paint', buffered: true}))"""

_WATCH: Final = """
window.shift = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value; })
  .observe({type: 'layout-shift', buffered: true});
new MutationObserver((_, all) => {
  const host = document.querySelector('tiaowen-widget');
  if (!host) return;
  all.disconnect();
  const script = performance.getEntriesByType('resource').find(e => e.name.endsWith('/widget.js'));
  requestAnimationFrame(() => setTimeout(() => {
    window.launched = performance.now() - script.responseEnd; }));
}).observe(document, {childList: true, subtree: true});
"""

# the task after a frame's callbacks runs once that frame has been painted
_PANEL: Final = """() => new Promise(done => {
  const root = document.querySelector('tiaowen-widget').shadowRoot;
  const began = performance.now();
  root.querySelector('.launcher').click();
  requestAnimationFrame(() => setTimeout(() => done(
    root.querySelector('.panel').open ? performance.now() - began : -1)));
})"""


def quote_of(engine: Engine) -> str:
    """Return the path of the reader page at some quote of the longest document."""
    longest = max(engine.catalog.passages(), key=lambda passage: passage.start)
    span = longest.sentences[0]
    place = f"start={span.start}&end={span.end}#{longest.clause_id}"
    return f"/documents/{longest.document_id}?{place}"


def once(browser: Browser, address: str, reader: str, size: ViewportSize) -> dict[str, float]:
    """Open each face once, with an empty cache; return its milliseconds."""
    context = browser.new_context(viewport=size)
    page = context.new_page()
    page.goto(address + reader)
    seen = {"reader": float(page.evaluate(_PAINT))}
    page.add_init_script(_WATCH)
    page.goto(f"{address}/widget/demo")
    page.wait_for_function("window.launched")
    seen["launcher"] = float(page.evaluate("window.launched"))
    seen["panel"] = float(page.evaluate(_PANEL))
    page.wait_for_timeout(300)
    seen["shift"] = float(page.evaluate("window.shift"))
    context.close()
    return seen


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_faces", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args(arguments)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("no Chromium here: apt-get install chromium fonts-noto-cjk\n")
        return 1
    report: dict[str, object] = {"hardware": hardware(), "rounds": given.rounds}
    with tempfile.TemporaryDirectory() as folder, engine_over(CORPUS, Path(folder)) as engine:
        settings = engine.settings.model_copy(update={"port": free_port()})
        with served(engine, settings) as address, sync_playwright() as playwright:
            logging.disable(logging.INFO)
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            reader = quote_of(engine)
            for name, size in _SIZES.items():
                once(browser, address, reader, size)
                rounds = [once(browser, address, reader, size) for _ in range(given.rounds)]
                report[name] = {
                    face: {
                        "median": round(median(one[face] for one in rounds), 2),
                        "slowest": round(max(one[face] for one in rounds), 2),
                    }
                    for face in rounds[0]
                }
            browser.close()
    text = json.dumps(report, ensure_ascii=False, indent=2)
    if given.out is not None:
        given.out.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
