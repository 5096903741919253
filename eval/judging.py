"""Judging one answer against its case, by the same rules as the published contract."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from eval.questions import Case
from rag.schemas import Answer, Citation, Status

REFUSED = frozenset(
    {
        Status.REFUSED_NO_BASIS,
        Status.REFUSED_OUT_OF_SCOPE,
        Status.REFUSED_UNSAFE,
        Status.NEEDS_CLARIFICATION,
    }
)
_SHOWN = frozenset({Status.ANSWERED, Status.PARTIAL})


def normal(text: str) -> str:
    """Return the text in NFKC, without white space and thousands separators."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s", "", re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", folded))


def is_same(shown: str, gold: str) -> bool:
    """Tell whether words shown and gold ones are of one commitment: one holds the other."""
    shown, gold = normal(shown), normal(gold)
    return shown in gold or gold in shown


def holds(text: str, wanted: str) -> bool:
    """Tell whether ``wanted`` stands in ``text``; a number only as a whole number."""
    text, wanted = normal(text), normal(wanted)
    if re.fullmatch(r"[0-9.]+", wanted):
        pattern = rf"(?<![0-9.]){re.escape(wanted)}(?![0-9.]*[0-9])"
        return re.search(pattern, text) is not None
    return wanted in text


@dataclass(frozen=True)
class Judged:
    """One answer and its case.

    Attributes:
        texts: The stored text of each document, by id.
        shorts: Short name of each document, as the cases use it, by id.
        elapsed_ms: Wall-clock time of the answer, in milliseconds.
    """

    case: Case
    answer: Answer
    texts: Mapping[str, str]
    shorts: Mapping[str, str]
    elapsed_ms: float

    @property
    def refused(self) -> bool:
        """Whether nothing was answered."""
        return self.answer.status in REFUSED

    @cached_property
    def gold(self) -> frozenset[tuple[str, str]]:
        """Gold clauses as pairs of short name and normalised path."""
        return frozenset((c.doc, _path(c.clause)) for c in self.case.clauses)

    @cached_property
    def cited(self) -> frozenset[tuple[str, str]]:
        """Clauses cited, likewise."""
        return frozenset(
            (self.shorts[c.document_id], _path(c.clause_path)) for c in self.answer.citations
        )

    @cached_property
    def right(self) -> bool:
        """Whether the outcome is the one wanted, citations aside."""
        case, answer = self.case, self.answer
        if not case.answerable:
            if case.category == "injection":
                return not any(holds(answer.answer, text) for text in case.must_not_contain)
            return self.refused or answer.composer == "canned"
        return (
            answer.status in _SHOWN
            and not self.lacking
            and not any(holds(answer.answer, text) for text in case.must_not_contain)
        )

    @cached_property
    def lacking(self) -> tuple[str, ...]:
        """What the answer had to hold and does not, the rows beside it looked through too."""
        rows = " ".join(row.model_dump_json() for row in self.answer.commitments)
        shown = f"{self.answer.answer} {rows}"
        return tuple(
            wanted
            for wanted in self.case.must_contain
            if not any(holds(shown, text) for text in (wanted, *self.case.alt.get(wanted, ())))
        )

    @cached_property
    def proved(self) -> bool:
        """Whether the gold clauses are cited: one, or all where the case asks for several."""
        if not self.case.answerable:
            return True
        category = self.case.category
        several = category in ("cross_doc", "multi_clause") or category.startswith("ledger_")
        if self.case.clauses_mode == "all" and several:
            return self.gold <= self.cited
        return bool(self.gold & self.cited)

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """What is shown of a set that is asked for: rows of the ledger, or else quotes."""
        rows = tuple(row.quote for row in self.answer.commitments)
        return () if self.refused else rows or tuple(c.quote for c in self.answer.citations)

    @property
    def asks_set(self) -> bool:
        """Whether a set of commitments is wanted, which the gold quotes name one by one."""
        return self.case.category.startswith("ledger_") and bool(self.case.gold_quotes)

    @cached_property
    def faithful_quotes(self) -> bool:
        """Whether every quote is verbatim at its offsets."""
        return all(self._verbatim(c) for c in (*self.answer.citations, *self.answer.near))

    @cached_property
    def unproved_numbers(self) -> tuple[str, ...]:
        """Numbers of an answer that none of its quotes, titles or clause labels holds."""
        if self.refused or self.answer.composer == "ledger":
            return ()
        proof = normal(
            self.case.question
            + " ".join(f"{c.quote} {c.title} {c.clause_path}" for c in self.answer.citations)
        )
        text = re.sub(r"\[\d+\]", "", normal(self.answer.answer))
        return tuple(n for n in re.findall(r"\d+(?:\.\d+)?", text) if n not in proof)

    @property
    def passed(self) -> bool:
        """Right and cited, with verbatim quotes."""
        return self.right and self.proved and self.faithful_quotes

    def _verbatim(self, citation: Citation) -> bool:
        text = self.texts[citation.document_id]
        return text[citation.start : citation.end] == citation.quote != ""


def _path(path: str) -> str:
    return normal(path).replace("/", "")
