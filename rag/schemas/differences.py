"""What tells two documents, or two versions of one, apart."""

from __future__ import annotations

from datetime import date
from typing import Literal

from rag.schemas.commitments import Commitment
from rag.schemas.documents import DocumentStatus
from rag.schemas.record import Record

DiffKind = Literal["same", "moved", "changed", "removed", "added"]
TargetPart = Literal["value", "unit", "comparator", "deadline"]


class DiffPiece(Record):
    """A run of words that both sides have, or only one of them."""

    kind: Literal["same", "removed", "added"]
    text: str


class DiffSide(Record):
    """A clause's own words on one side: the stored text from ``start`` to ``end``.

    What stands in the clauses inside it is theirs. Space between clauses goes with the
    one before.
    """

    clause_id: str
    clause_path: str
    clause_title: str
    start: int
    end: int


class ClauseDiff(Record):
    """A clause of both sides, or of one that the other lacks.

    Attributes:
        kind: ``moved`` has the same words under another number, ``changed`` other words,
            ``removed`` stands only left, ``added`` only right.
        pieces: Its words in order. Those not ``added`` are together the left side's words,
            those not ``removed`` the right side's.
    """

    kind: DiffKind
    left: DiffSide | None
    right: DiffSide | None
    pieces: tuple[DiffPiece, ...]


class TargetDiff(Record):
    """A commitment that differs between the sides.

    Attributes:
        kind: ``new`` stands only right, ``dropped`` only left.
        parts: What of a changed one is not the same.
    """

    kind: Literal["changed", "new", "dropped"]
    parts: tuple[TargetPart, ...]
    left: Commitment | None
    right: Commitment | None


class DiffDocument(Record):
    """One of the documents compared; ``version`` is the hash of its text."""

    id: str
    version: str
    title: str
    region: str | None
    document_status: DocumentStatus
    issued_on: date | None


class DocumentDiff(Record):
    """Two documents compared clause by clause, from ``left`` to ``right``.

    Attributes:
        clauses: Every clause of both sides; those of the right side are in its reading
            order, and one removed stands after the clause before it.
        targets: The commitments that differ; those alike are only counted.
        counts: How many clauses there are of each kind, by name.
        targets_same: How many commitments are the same on both sides.
        fine: False where a clause is so long that its words are told apart only in part.
    """

    left: DiffDocument
    right: DiffDocument
    clauses: tuple[ClauseDiff, ...]
    targets: tuple[TargetDiff, ...]
    counts: dict[DiffKind, int]
    targets_same: int
    fine: bool
