"""The gate as the composer of a language model's words is given it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rag.compose.proving import Omitted, Said
from rag.gate import Cited, Source, left_out, prove
from rag.library import Library
from rag.schemas import Evidence


class Proving:
    """Proves sentences by the documents of one library."""

    def __init__(self, library: Library) -> None:
        """Prove by the documents of ``library``."""
        self._library = library

    def proof(self, text: str, passages: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """Return the words of the passages that prove a sentence; none where they do not.

        Passages that are not, to the letter, what their documents say prove nothing.
        """
        documents = self._library.document
        if any(documents(p.document_id).text[p.start : p.end] != p.quote for p in passages):
            return ()
        shown = dict(zip(_markers(passages), passages, strict=True))
        verdict = prove(text, list(shown), self._sources(shown.values()), self._regions())
        if not verdict.proved:
            return ()
        return tuple(
            joined
            for marker, passage in shown.items()
            for joined in _joined(
                passage, [(s.start, s.end) for s in verdict.support if s.marker == marker]
            )
        )

    def left_out(self, said: Sequence[Said], question: str) -> Omitted:
        """Return what the sentences shown leave out of the passages they rest on."""
        passages = list(dict.fromkeys(p for sentence in said for p in sentence.passages))
        markers = dict(zip(passages, _markers(passages), strict=True))
        found = left_out(
            [Cited(s.text, tuple(markers[p] for p in s.passages)) for s in said],
            self._sources(passages),
            question,
        )
        shown = dict(zip(markers.values(), passages, strict=True))
        quotes = tuple(_part(shown[o.marker], o.start, o.end) for o in found.quotes)
        return Omitted(quotes, found.whole)

    def _sources(self, passages: Iterable[Evidence]) -> dict[str, Source]:
        passages = list(passages)
        return dict(zip(_markers(passages), map(self._source, passages), strict=True))

    def _source(self, passage: Evidence) -> Source:
        clauses = {clause.id: clause for clause in self._library.clauses(passage.document_id)}
        titles: list[str] = []
        over = clauses.get(passage.clause_id)
        while over is not None:
            if over.title:
                titles.append(over.title)
            over = clauses.get(over.parent_id or "")
        meta = self._library.summaries[passage.document_id].meta
        return Source.of(passage, meta, tuple(reversed(titles)))

    def _regions(self) -> dict[str, tuple[str, ...]]:
        gazetteer = self._library.gazetteer
        return {region: gazetteer.names_of(region) for region in gazetteer.regions}


def _markers(passages: Sequence[Evidence]) -> list[str]:
    return [str(place) for place in range(1, len(passages) + 1)]


def _part(passage: Evidence, start: int, end: int) -> Evidence:
    return passage.model_copy(
        update={
            "start": passage.start + start,
            "end": passage.start + end,
            "quote": passage.quote[start:end],
        }
    )


def _joined(passage: Evidence, spans: Iterable[tuple[int, int]]) -> list[Evidence]:
    """Return the parts of a passage at some spans, those that meet as one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if whole and not passage.quote[whole[-1][1] : start].strip():
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return [_part(passage, start, end) for start, end in whole]
