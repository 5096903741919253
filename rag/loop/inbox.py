"""The inbox: bad answers as cases for the evaluation, one JSON line each.

``tiaowen eval --dataset inbox.jsonl`` measures them. A case of the same question
replaces the older one, and a line that something else has spoilt is left as it is.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

from pydantic import ValidationError

from rag.errors import InputError, StorageError
from rag.library import Library
from rag.loop.masking import masked
from rag.schemas import CuratedQuote, GoldPlace, InboxCase
from rag.text import fold

FILE_NAME: Final = "inbox.jsonl"
_MOST: Final = 10_000
_CHARS: Final = 500
_FIGURE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_FIGURES: Final = 3
_HAN: Final = re.compile("[一-鿿]")


def case_of(
    question: str,
    quotes: Sequence[CuratedQuote],
    must_contain: Sequence[str],
    library: Library,
) -> InboxCase:
    """Return the case of a question that ``quotes`` answer; none of them: nothing does.

    Where nothing is said of what the answer must hold, the figures of the quotes must be
    in it, if they are few.

    Raises:
        InputError: The question has no words.
    """
    words = masked(question, _CHARS)
    if not words:
        raise InputError(reason="no_words")
    wanted = [one for text in must_contain if (one := masked(text, _CHARS))]
    if not wanted:
        figures = list(dict.fromkeys(f for q in quotes for f in _FIGURE.findall(fold(q.quote))))
        wanted = figures if len(figures) <= _FIGURES else []
    places = [
        GoldPlace(
            doc=library.summaries[quote.document_id].source.partition("-")[0],
            clause=library.clause_at(quote.document_id, quote.start, quote.end).path,
        )
        for quote in quotes
    ]
    return InboxCase(
        id=f"IN{sha256(fold(words).encode()).hexdigest()[:12]}",
        lang="zh" if _HAN.search(words) else "en",
        question=words,
        answerable=bool(quotes),
        doc=tuple(dict.fromkeys(place.doc for place in places)),
        clauses=tuple(dict.fromkeys(places)),
        gold_quotes=tuple(quote.quote for quote in quotes),
        gold_answer=" ".join(quote.quote for quote in quotes),
        must_contain=tuple(dict.fromkeys(wanted)),
    )


class Inbox:
    """The file of cases in the data folder. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._lock = Lock()

    def add(self, case: InboxCase) -> int:
        """Keep a case; return how many there are.

        Raises:
            InputError: The inbox is full.
            StorageError: The file cannot be written; it is as it was.
        """
        line = json.dumps(case.model_dump(mode="json"), ensure_ascii=False)
        # these would end a line for some who read it
        line = line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        with self._lock:
            lines = [one for one in self._lines() if _id_of(one) != case.id]
            if len(lines) >= _MOST:
                raise InputError(reason="inbox_full")
            lines.append(line)
            self._replace("".join(f"{one}\n" for one in lines))
        return len(lines)

    def cases(self) -> tuple[InboxCase, ...]:
        """Return every case that can be read, the oldest first."""
        with self._lock:
            lines = self._lines()
        found = []
        for line in lines:
            try:
                found.append(InboxCase.model_validate_json(line))
            except ValidationError:
                continue
        return tuple(found)

    def text(self) -> str:
        """Return the whole file."""
        with self._lock:
            return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> list[str]:
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise StorageError(f"{FILE_NAME}: {error}") from error
        return [line for line in text.split("\n") if line.strip()]

    def _replace(self, text: str) -> None:
        """Write the file as a whole, or leave it as it was."""
        name = ""
        try:
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=self._path.parent, prefix=FILE_NAME, delete=False
            ) as file:
                name = file.name
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        except OSError as error:
            if name:
                Path(name).unlink(missing_ok=True)
            raise StorageError(f"{FILE_NAME}: {error}") from error


def _id_of(line: str) -> str | None:
    try:
        found = json.loads(line)
    except json.JSONDecodeError:
        return None
    return found.get("id") if isinstance(found, dict) else None
