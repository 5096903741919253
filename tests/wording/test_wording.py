"""Every sentence is there in both languages, takes the same values, and is said somewhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from rag.wording import PAGES, keys

ROOT = Path(__file__).parents[2]

STARTS = re.compile(r'"([a-z._]+\.)" ~|`([a-z._]+\.)\$\{')


def sources() -> list[Path]:
    files = [p for p in (ROOT / "rag").rglob("*.py") if "wording" not in p.parts]
    return [
        *files,
        *(ROOT / "rag").rglob("*.html"),
        *(ROOT / "rag").rglob("*.js"),
        ROOT / "server.py",
        ROOT / "ui.py",
    ]


def spoken() -> tuple[set[str], set[str]]:
    """String constants of the product, and what its formatted strings start with."""
    whole: set[str] = set()
    starts: set[str] = set()
    for path in sources():
        text = path.read_text(encoding="utf-8")
        if path.suffix in (".html", ".js"):
            whole |= {key for key in keys() if key in text}
            # a key put together there: "demo.news." ~ n, or `widget.reason.${reason}`
            starts |= {start for pair in STARTS.findall(text) for start in pair if start}
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                starts.add(str(node.values[0].value))
            if isinstance(node, ast.ClassDef):
                whole |= {
                    statement.value.value
                    for statement in node.body
                    if isinstance(statement, ast.Assign)
                    and isinstance(statement.value, ast.Constant)
                    and isinstance(statement.value.value, str)
                }
    return whole, starts


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(keys()))
def test_both_languages_take_the_same_values(key: str) -> None:
    (entry,) = [page[key] for page in PAGES if key in page]
    assert set(entry) == {"zh", "en"}
    assert fields(entry["zh"]) == fields(entry["en"]) or not entry["zh"].strip()


def test_no_key_stands_on_two_pages() -> None:
    assert sum(map(len, PAGES)) == len(keys())


def test_every_sentence_is_said_somewhere() -> None:
    whole, starts = spoken()
    prefixes = {start for start in starts if "." in start or start.endswith("_")}
    codes = {text for text in whole if text.replace("_", "").isalpha()}
    silent = {
        key
        for key in keys()
        if key not in whole
        and not any(key.startswith(prefix) for prefix in prefixes)
        # a fault's code, alone or with its reason, is put together where it is shown
        and key.removeprefix("title.").split(".")[0] not in codes
    }
    assert silent == set()
