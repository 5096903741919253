"""The question set: its shape, and its fixed split."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rag.schemas import Turn

DEFAULT = Path(__file__).parent / "questions.jsonl"

Split = Literal["tune", "check"]


class GoldClause(BaseModel):
    """A clause that answers: the document's short name and the clause's path."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    doc: str
    clause: str


class Case(BaseModel):
    """One question with what its answer must and must not be.

    Attributes:
        must_contain: Strings that all must stand in the answer shown; ``alt`` gives
            other accepted spellings of one.
        must_not_contain: Strings that must not stand in the answer.
        clauses_mode: Whether every gold clause must be cited or any one will do.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    category: str
    lang: str
    question: str
    answerable: bool
    doc: str | tuple[str, ...]
    clauses: tuple[GoldClause, ...]
    clauses_mode: Literal["all", "any"]
    gold_quotes: tuple[str, ...]
    gold_answer: str
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...]
    alt: dict[str, tuple[str, ...]] = {}
    history: tuple[Turn, ...] = ()

    @property
    def split(self) -> Split:
        """``tune`` or ``check``, by a hash of the id: rules are fitted on ``tune`` only."""
        return split_of(self.id)


def split_of(name: str) -> Split:
    """Return the half that what bears this id belongs to."""
    return "tune" if sha256(name.encode()).digest()[0] % 2 == 0 else "check"


def load(path: Path = DEFAULT, split: Split | None = None) -> tuple[Case, ...]:
    """Return the cases of a JSON Lines file, of one split where ``split`` is given."""
    # a line ends where the format says, and not at every character that some take for an end
    lines = path.read_text(encoding="utf-8").split("\n")
    cases = (Case.model_validate(json.loads(line)) for line in lines if line.strip())
    return tuple(case for case in cases if split is None or case.split == split)
