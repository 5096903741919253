"""The rows of the ledger, clause by clause."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from rag.commitments.categories import category
from rag.commitments.deadlines import Deadline, deadlines
from rag.commitments.drafts import Draft
from rag.commitments.reading import read_sentence
from rag.commitments.statements import Statement, statements
from rag.commitments.tense import is_done, is_reported, is_summed_up
from rag.schemas import Clause, Commitment, Document, Span
from rag.text import fold_aligned, sentences, table_rows

# A news report names who reports, and tells of much that is no commitment.
_REPORT: Final = re.compile("记者|新华社|本报讯|通讯员|日电[(（ ]|来源[:：]|据.{1,8}报道")
_DATE_COLUMN: Final = re.compile("[^:;。]{0,10}(?:时间|时限|期限|日期):")
# A note on when what stands before it is due.
_TERM: Final = re.compile(
    "(?:[(【][^()。]*|[^,;。]{0,6}(?:完成|办结|整改))(?:时限|期限|时间) ?[:为]"
)
# Of policies, this share of the sentences or less speaks of what was.
_MOSTLY: Final = 0.3
_FEWEST: Final = 3
# What someone says runs on for longer than a name does.
_SPEECH: Final = re.compile("[“「]([^“”「」]{1,400}?[,。;!?][^“”「」]{0,400})[”」]")
_STOP: Final = re.compile("[。!?]")
# The fields of a row that say when it is due.
_Dated = dict[str, str | date | None]


def commitments(document: Document, clauses: Sequence[Clause]) -> tuple[Commitment, ...]:
    """Return the commitments of ``document`` in reading order.

    A commitment is a target, a task, a standard of benefit or a limit of time, with a
    number, a date, or all of something (全覆盖, 清零). Names that hold numbers, facts of the
    past, conditions of eligibility and penalties are none.

    Args:
        document: Any document.
        clauses: All its clauses, in reading order.
    """
    report = _is_report(document)
    found: list[Commitment] = []
    taken: Counter[tuple[int, int]] = Counter()
    last: tuple[str, int] | None = None
    rows = _Rows(document.text)
    for statement in statements(document, clauses):
        folded = _unquoted(fold_aligned(document.text[statement.start : statement.end]))
        terms = deadlines(folded, document.meta.year) if _TERM.match(folded) else ()
        if terms:
            if last and last[0] == statement.clause.id:
                dated = _dates(document, statement, terms[-1])
                found[last[1] :] = [_due(row, dated) for row in found[last[1] :]]
            continue
        last = (statement.clause.id, len(found))
        drafts = read_sentence(folded, document.meta.year, report=report)
        if row := rows.around(statement):
            drafts = tuple(_of_row(document, statement, row, drafts))
        for draft in drafts:
            span = (statement.start + draft.start, statement.start + draft.end)
            found.append(_row(document, statement, folded, draft, taken[span]))
            taken[span] += 1
    return tuple(found)


class _Rows:
    """The lines of a text that are rows of a table."""

    def __init__(self, text: str) -> None:
        self._rows = table_rows(text)

    def around(self, statement: Statement) -> Span | None:
        """Return the row that holds a statement."""
        at = bisect_right(self._rows, statement.start, key=lambda row: row.start) - 1
        return self._rows[at] if at >= 0 and statement.start < self._rows[at].end else None


def _of_row(
    document: Document, statement: Statement, row: Span, drafts: Sequence[Draft]
) -> list[Draft]:
    """Return what a row of a table promises: said by all of it, due when its one date says.

    What a column for dates holds is no promise by itself.
    """
    folded = fold_aligned(document.text[row.start : row.end])
    dates = deadlines(folded, document.meta.year)
    found: list[Draft] = []
    for draft in drafts:
        if draft.quantity is None and _DATE_COLUMN.search(folded):
            continue
        whole = replace(draft, start=row.start - statement.start, end=row.end - statement.start)
        if draft.deadline is None and len(dates) == 1:
            moved = row.start - statement.start
            due = replace(dates[0], start=dates[0].start + moved, end=dates[0].end + moved)
            whole = replace(whole, deadline=due)
        found.append(whole)
    return found


def _due(row: Commitment, dated: _Dated) -> Commitment:
    """Return a row with the term that a note after its sentence sets: (完成时限:6月底前)."""
    return row if row.deadline_text else row.model_copy(update=dated)


def _dates(document: Document, statement: Statement, deadline: Deadline) -> _Dated:
    return {
        "deadline_text": document.text[
            statement.start + deadline.start : statement.start + deadline.end
        ],
        "deadline_from": deadline.first,
        "deadline_to": deadline.last,
        "deadline_month_day": deadline.month_day,
    }


def _is_report(document: Document) -> bool:
    """Tell whether a document reports news: it says so, or tells mostly of what was."""
    folded = fold_aligned(document.text)
    if _REPORT.search(folded):
        return True
    said = [folded[span.start : span.end] for span in sentences(folded)]
    past = sum(is_reported(one) or is_summed_up(one) or is_done(one) for one in said)
    return len(said) >= _FEWEST and past > _MOSTLY * len(said)


def _unquoted(sentence: str) -> str:
    """Return a sentence without the marks around what is said in it; offsets stay."""
    return _SPEECH.sub(lambda found: f" {_STOP.sub(';', found[1])} ", sentence)


def _row(
    document: Document, statement: Statement, sentence: str, draft: Draft, ordinal: int
) -> Commitment:
    start, end = statement.start + draft.start, statement.start + draft.end
    quote = document.text[start:end]
    clause, quantity = statement.clause, draft.quantity
    most = quantity.value_max if quantity else None
    subject = "".join(
        document.text[statement.start + words.start : statement.start + words.end]
        for words in draft.subject
    )
    row = Commitment(
        id=_identity(document, start, end, ordinal),
        document_id=document.id,
        source=document.source,
        region=document.meta.region,
        clause_id=clause.id,
        clause_path=clause.path,
        quote=quote,
        start=start,
        end=end,
        action=draft.action,
        subject=subject,
        value=f"{quantity.value:f}" if quantity else None,
        value_max=f"{most:f}" if most is not None else None,
        unit=quantity.unit if quantity else None,
        comparator=draft.comparator,
        is_percentage=quantity is not None and quantity.is_percentage,
        deadline_text=None,
        deadline_from=None,
        deadline_to=None,
        deadline_month_day=None,
        places=draft.places,
        category=category(
            fold_aligned(subject) + draft.action, fold_aligned(quote), sentence, *statement.headings
        ),
        strict=quantity is not None,
    )
    if draft.deadline is None:
        return row
    printed = _dates(document, statement, draft.deadline)
    within = draft.start <= draft.deadline.start and draft.deadline.end <= draft.end
    return row.model_copy(update={**printed, "strict": row.strict or within})


def _identity(document: Document, start: int, end: int, ordinal: int) -> str:
    """Return a name that stays while the version and the words stay."""
    what = f"{document.id}|{document.content_hash}|{start}|{end}|{ordinal}"
    return hashlib.sha256(what.encode(errors="surrogatepass")).hexdigest()[:16]
