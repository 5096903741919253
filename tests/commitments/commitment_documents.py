"""Documents of invented words, and the rows read from them."""

from rag.clauses import clause_tree
from rag.commitments import commitments
from rag.schemas import Commitment, Document, DocumentMeta


def document(text: str, year: int | None = None, content_hash: str = "one") -> Document:
    return Document(
        id="d-1",
        source="d.txt",
        text=text,
        content_hash=content_hash,
        meta=DocumentMeta(title="题", year=year),
    )


def rows(text: str, year: int | None = None, content_hash: str = "one") -> tuple[Commitment, ...]:
    made = document(text, year, content_hash)
    return commitments(made, clause_tree(made))
