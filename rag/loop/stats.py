"""The numbers that staff steer by."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Final

from rag.catalog import Catalog
from rag.citing import clause_link
from rag.library import Library
from rag.loop.clusters import Clusters
from rag.schemas import AskedQuery, ClauseHit, Cluster, DayCount, Stats, Status

_LOOKED_AT: Final = 5_000
"""Most questions that are grouped: the last asked."""
_HITS: Final = 20
_CLUSTERS: Final = 50


class Statistics:
    """Counts what the catalog keeps of questions.

    Args:
        catalog: Where they are kept.
        library: The documents now.
        clusters: Groups questions.
        kept_days: How long they are kept.
        base: The public address, for links; None makes them relative.
    """

    def __init__(
        self,
        catalog: Catalog,
        library: Library,
        clusters: Clusters,
        kept_days: int,
        base: str | None,
    ) -> None:
        self._catalog = catalog
        self._library = library
        self._clusters = clusters
        self._kept_days = kept_days
        self._base = base

    def of(self, days: int) -> Stats:
        """Return the numbers of the last ``days`` days, today included."""
        book = self._catalog.asked
        mornings = _mornings(days)
        counted = [book.outcomes(begin, end) for begin, end in pairwise(mornings)]
        by_status: Counter[Status] = Counter()
        by_composer: Counter[str] = Counter()
        per_day = []
        for morning, outcomes in zip(mornings, counted, strict=False):
            questions = refusals = 0
            for (status, composer), count in outcomes.items():
                by_status[status] += count
                by_composer[composer] += count
                questions += count
                refusals += count * status.value.startswith("refused")
            per_day.append(DayCount(day=morning.date(), questions=questions, refusals=refusals))
        return Stats(
            since=mornings[0],
            questions=sum(one.questions for one in per_day),
            refusals=sum(one.refusals for one in per_day),
            by_status=dict(by_status),
            by_composer=dict(by_composer),
            ratings=book.ratings(mornings[0]),
            days=tuple(per_day),
            unanswered=self.unanswered(days),
            clause_hits=tuple(
                self._hit(clause_id, hits)
                for clause_id, hits in book.clause_hits(mornings[0], _HITS)
            ),
            kept_days=self._kept_days,
        )

    def unanswered(self, days: int) -> tuple[Cluster, ...]:
        """Return the questions of the last days without a good answer, those alike together."""
        query = AskedQuery(show="unanswered", since=_mornings(days)[0], limit=_LOOKED_AT)
        found, _ = self._catalog.asked.find(query)
        return self._clusters.group(found, self._library.gazetteer, _CLUSTERS)

    def _hit(self, clause_id: str, hits: int) -> ClauseHit:
        clause = self._catalog.clause(clause_id)
        summary = self._library.summaries.get(clause.document_id) if clause else None
        if clause is None or summary is None:
            return ClauseHit(
                clause_id=clause_id,
                hits=hits,
                document_id=None,
                title=None,
                clause_path=None,
                permalink=None,
            )
        return ClauseHit(
            clause_id=clause_id,
            hits=hits,
            document_id=summary.id,
            title=summary.meta.title,
            clause_path=clause.path,
            permalink=clause_link(self._base, summary.id, clause.id),
        )


def _mornings(days: int) -> list[datetime]:
    """Return the midnights, in this machine's time, that the last days begin with, and tomorrow's.

    Each is taken by itself, as the offset to UTC may change on the way.
    """
    today = datetime.now().astimezone().date()
    return [
        datetime.combine(today - timedelta(days=back), time()).astimezone()
        for back in range(days - 1, -2, -1)
    ]
