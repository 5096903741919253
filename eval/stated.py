"""How much of what documents state of themselves is found, and how much of that is right."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from rag.documents.stated import describe
from rag.documents.title import find_title
from rag.text import clean

GOLD: Final = Path(__file__).parent / "gold" / "stated.jsonl"
FIELDS: Final = ("number", "issuer", "issued_on", "effective_on", "expires_on", "supersedes")


def main() -> None:
    """Print precision and recall of each field over the documents of the gold file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("documents", type=Path, help="folder that holds the documents")
    folder: Path = options.parse_args().documents
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    wrong = []
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    for line in lines:
        gold = json.loads(line)
        text = clean((folder / gold["file"]).read_text(encoding="utf-8")).strip()
        meta = describe(text, find_title(text)).model_dump(mode="json")
        for field in FIELDS:
            value, true = meta[field] or None, gold.get(field)
            found[field] += value is not None
            wanted[field] += true is not None
            right[field] += value is not None and value == true
            if value != true:
                wrong.append({"file": gold["file"], "field": field, "found": value, "gold": true})
    report = {
        field: {
            "right": right[field],
            "found": found[field],
            "stated": wanted[field],
            "precision": round(right[field] / found[field], 3) if found[field] else None,
            "recall": round(right[field] / wanted[field], 3) if wanted[field] else None,
        }
        for field in FIELDS
    }
    json.dump(
        {"documents": len(lines), "fields": report, "wrong": wrong},
        sys.stdout,
        ensure_ascii=False,
        indent=2,
    )


if __name__ == "__main__":
    main()
