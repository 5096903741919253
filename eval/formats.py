"""The shipped documents in other formats: the same questions, and what the format costs.

``python -m eval.formats [--formats docx,html,pdf,scan] [--split tune|check|all] [--json]``.
Each document is written as an office would have it (Word numbers its headings by itself,
the page has a site around it), read back, and asked every question of the set; the score
is held against that of the plain text.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from rich.console import Console

from eval.hardware import hardware
from eval.questions import load
from eval.run import CORPUS, judge, scorecard
from eval.session import engine_over
from eval.writing.page import page
from eval.writing.scan import scan
from eval.writing.sheet import sheet
from eval.writing.word import word
from rag.documents import discover, read_text
from rag.documents.manifest import NAME as MANIFEST

WRITERS: Final[Mapping[str, Callable[[str], bytes]]] = {
    "docx": word,
    "html": page,
    "pdf": sheet,
    "scan": scan,
}
"""What writes the text of a document as a file of each format."""
_SUFFIXES: Final = {"scan": "pdf"}


def export(name: str, folder: Path) -> dict[str, bool]:
    """Write the shipped documents and their manifest into ``folder`` as files of a format.

    Returns:
        For each source, whether what is read back is the stored text to the letter.
    """
    same: dict[str, bool] = {}
    folder.mkdir(parents=True, exist_ok=True)
    suffix = _SUFFIXES.get(name, name)
    for path, source in discover(CORPUS):
        text = read_text(path)
        written = folder / Path(source).with_suffix(f".{suffix}").name
        written.write_bytes(WRITERS[name](text))
        same[written.name] = read_text(written) == text
    manifest = (CORPUS / MANIFEST).read_text(encoding="utf-8")
    renamed = re.sub(r'(?m)^(source = ".*)\.txt"$', rf'\1.{suffix}"', manifest)
    (folder / MANIFEST).write_text(renamed, encoding="utf-8")
    return same


def scores_of(documents: Path, split: str | None) -> dict[str, float | None]:
    """Return every metric over ``documents``."""
    cases = load(split=split)  # type: ignore[arg-type]  # the parser allows no other
    with tempfile.TemporaryDirectory() as data, engine_over(documents, Path(data)) as engine:
        return scorecard(judge(engine, cases))


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns 1 where a format loses more than it may."""
    parser = argparse.ArgumentParser(prog="python -m eval.formats", description=__doc__)
    parser.add_argument("--formats", default="docx,html,pdf", help="with commas; scan takes long")
    parser.add_argument("--split", choices=("tune", "check", "all"), default="all")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument("--out", type=Path, default=None, help="write the figures here")
    parser.add_argument("--keep", type=Path, default=None, help="keep the files written here")
    given = parser.parse_args(arguments)
    split = None if given.split == "all" else given.split
    base = scores_of(CORPUS, split)
    found: dict[str, object] = {"split": given.split, "text": base, "hardware": hardware()}
    worst = 0.0
    with tempfile.TemporaryDirectory() as temporary:
        for suffix in given.formats.split(","):
            folder = Path(temporary) / suffix
            same = export(suffix, folder)
            if given.keep:
                shutil.copytree(folder, given.keep / suffix, dirs_exist_ok=True)
            scores = scores_of(folder, split)
            found[suffix] = {"same_text": same, **scores}
            lost = max(_lost(base[name], scores[name]) for name in _HIGHER)
            worst = max(worst, lost - _MOST_LOST[suffix == "scan"])
    if given.out:
        given.out.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    if given.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    else:
        Console().print_json(data=found)
    return int(worst > 0)


_HIGHER: Final = ("answer_accuracy", "citation_recall", "citation_precision", "quote_fidelity")
# What is recognised in a picture may cost more.
_MOST_LOST: Final = (0.01, 0.03)


def _lost(before: float | None, after: float | None) -> float:
    return (before or 0.0) - (after or 0.0)


if __name__ == "__main__":
    sys.exit(main())
