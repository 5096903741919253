"""What a drafted sentence is held against, and what comes of it."""

from __future__ import annotations

from rag.gate.faults import Fault, Rule
from rag.schemas import DocumentMeta, DocumentStatus, Evidence, Record


class Source(Record):
    """Words of one clause that a composer was shown under a marker.

    Attributes:
        quote: The words, verbatim.
        start: Where they start in the document's stored text.
        headings: Titles of the clauses they stand in, and their run-in heading: words that
            may name what the quote speaks of, but prove no figure.
        region, region_aliases, issuer, title, status, year: What is known of the document.
    """

    quote: str
    document_id: str = ""
    start: int = 0
    headings: tuple[str, ...] = ()
    title: str = ""
    issuer: str | None = None
    region: str | None = None
    region_aliases: tuple[str, ...] = ()
    status: DocumentStatus = DocumentStatus.UNKNOWN
    year: int | None = None

    @classmethod
    def of(cls, evidence: Evidence, meta: DocumentMeta, headings: tuple[str, ...] = ()) -> Source:
        """Return the source that a piece of evidence is."""
        topic = (evidence.topic,) if evidence.topic else ()
        return cls(
            quote=evidence.quote,
            document_id=evidence.document_id,
            start=evidence.start,
            headings=(*headings, *topic),
            title=meta.title,
            issuer=meta.issuer,
            region=meta.region,
            region_aliases=meta.region_aliases,
            status=meta.status,
            year=meta.year,
        )


class Support(Record):
    """The words of one source that a proved sentence rests on.

    ``start`` and ``end`` are offsets into the source's ``quote``.
    """

    marker: str
    start: int
    end: int


class Verdict(Record):
    """Whether a drafted sentence may be shown.

    Attributes:
        faults: Why not; empty where its quotes prove it.
        support: Where it is proved, the whole sentences of the quotes that prove it, in
            the order of the claim, none twice.
    """

    faults: tuple[Fault, ...] = ()
    support: tuple[Support, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.faults

    @property
    def rules(self) -> frozenset[Rule]:
        """The rules that the sentence breaks."""
        return frozenset(fault.rule for fault in self.faults)
