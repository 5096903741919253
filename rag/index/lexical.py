"""The lexical index: BM25 over our own terms. The only user of tantivy."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Final, Literal, NamedTuple

import tantivy

from rag.errors import SearchIndexError

Field = Literal["bigrams", "words", "head"]
FIELDS: Final[tuple[Field, ...]] = ("bigrams", "words", "head")

FORMAT: Final = "2"
"""Change it with the schema, the terms, or what is indexed: every index is then built anew."""

UNSTEADY: Final = frozenset({".tantivy-writer.lock", ".tantivy-meta.lock", ".managed.json"})
"""Files that tantivy touches without changing the index."""

_PASSAGES: Final = "passages"
_DOCUMENTS: Final = "documents"

_HEAP_BYTES: Final = 64_000_000
_TERMS_TO_FIND: Final = 12


class Entry(NamedTuple):
    """One passage as indexed: its names, and its terms in each field."""

    passage_id: str
    document_id: str
    bigrams: Sequence[str]
    words: Sequence[str]
    head: Sequence[str]


class LexicalIndex:
    """An index on disk. Searching is safe from many threads; changing is for one.

    Beside the passages it holds every document as a whole, so that a passage can be
    judged by the document it stands in.
    """

    def __init__(self, folder: Path) -> None:
        """Open the index in ``folder``.

        Raises:
            SearchIndexError: There is none, or it cannot be opened.
        """
        with _translated():
            self._index = _opened(folder / _PASSAGES)
            self._wholes = _opened(folder / _DOCUMENTS)
        self._schema = self._index.schema

    @classmethod
    def build(cls, folder: Path, entries: Iterable[Entry]) -> LexicalIndex:
        """Make a new index of ``entries`` in ``folder``, which must not exist."""
        with _translated():
            _create(folder / _PASSAGES, "passage", FIELDS)
            _create(folder / _DOCUMENTS, "document", ("bigrams",))
        built = cls(folder)
        built.change((), entries)
        return built

    def change(self, without: Collection[str], entries: Iterable[Entry]) -> None:
        """Take the documents ``without`` out and ``entries`` in.

        The entries of one document must follow each other. What a torn change leaves
        is told by the digests of the files (see ``rag.index.state``).
        """
        with _translated():
            # One thread: the order of passages, and so of ties, is the same each time.
            passages = self._index.writer(_HEAP_BYTES, num_threads=1)
            wholes = self._wholes.writer(_HEAP_BYTES, num_threads=1)
            for document_id in without:
                passages.delete_documents_by_term("document", document_id)
                wholes.delete_documents_by_term("document", document_id)
            for document_id, own in groupby(entries, lambda entry: entry.document_id):
                every: list[str] = []
                for entry in own:
                    passages.add_document(_row(entry))
                    every.extend(entry.bigrams)
                whole = tantivy.Document()
                whole.add_text("document", document_id)
                whole.add_text("bigrams", " ".join(every))
                wholes.add_document(whole)
            for writer, index in ((passages, self._index), (wholes, self._wholes)):
                writer.commit()
                writer.wait_merging_threads()
                index.reload()

    def count(self) -> int:
        """Return the number of passages."""
        return self._index.searcher().num_docs

    def count_documents(self) -> int:
        """Return the number of documents held as a whole."""
        return self._wholes.searcher().num_docs

    def search(
        self,
        terms: Collection[str],
        k: int,
        document_ids: Collection[str] | None = None,
        field: Field = "bigrams",
    ) -> list[tuple[str, float]]:
        """Return the ``k`` passages with the highest BM25 score for any of ``terms``.

        Source: Robertson & Zaragoza 2009, k1 = 1.2, b = 0.75; each distinct term
        counts once. Equal scores are ordered by passage id.
        """
        return _best(self._index, "passage", field, terms, k, document_ids)

    def whole(
        self, terms: Collection[str], k: int, document_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return the ``k`` documents whose whole text has the highest BM25 score, likewise."""
        return _best(self._wholes, "document", "bigrams", terms, k, document_ids)

    def covered(
        self, terms: Collection[str], k: int, document_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return the ``k`` documents that hold most of ``terms``, with the share they hold.

        Each distinct term weighs its inverse document frequency over whole documents, and
        counts once however often it occurs: a share of 1 is a document that holds all.
        """
        with _translated():
            searcher = self._wholes.searcher()
            rarity = {
                term: _idf(searcher.num_docs, searcher.doc_freq("bigrams", term))
                for term in dict.fromkeys(terms)
            }
        total = sum(rarity.values())
        found = _best(self._wholes, "document", "bigrams", rarity, k, document_ids, rarity)
        return [(name, score / total) for name, score in found]

    def idf(self, term: str, field: Field = "bigrams") -> float:
        """Return the inverse document frequency of a term, as BM25 weighs it.

        Natural logarithm of ``1 + (N - n + 0.5) / (n + 0.5)`` for ``n`` of ``N``
        passages; a term that no passage has gets the highest value.
        """
        with _translated():
            searcher = self._index.searcher()
            return _idf(searcher.num_docs, searcher.doc_freq(field, term))

    def unreachable(self, entries: Iterable[Entry]) -> Iterator[str]:
        """Yield the passages of ``entries`` that their own rarest terms do not lead to."""
        with _translated():
            searcher = self._index.searcher()
            for entry in entries:
                for field in FIELDS:
                    terms = set(getattr(entry, field))
                    rarest = sorted(terms, key=lambda term: searcher.doc_freq(field, term))
                    if rarest and not self._leads_to(searcher, entry, field, rarest):
                        yield entry.passage_id
                        break

    def _leads_to(
        self, searcher: tantivy.Searcher, entry: Entry, field: Field, terms: Sequence[str]
    ) -> bool:
        itself = tantivy.Query.term_query(self._schema, "passage", entry.passage_id, "basic")
        each = [
            (tantivy.Occur.Must, tantivy.Query.term_query(self._schema, field, term, "freq"))
            for term in terms[:_TERMS_TO_FIND]
        ]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, itself), *each])
        return bool(searcher.search(query, 1, count=False).hits)


def _idf(texts: int, holding: int) -> float:
    return math.log(1 + (texts - holding + 0.5) / (holding + 0.5))


def _create(folder: Path, name: str, fields: Iterable[str]) -> None:
    """Make an empty index whose rows are named by the stored field ``name``."""
    builder = tantivy.SchemaBuilder()
    for key in dict.fromkeys((name, "document")):
        builder.add_text_field(key, stored=key == name, tokenizer_name="raw", index_option="basic")
    for field in fields:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    folder.mkdir(parents=True)
    tantivy.Index(builder.build(), path=str(folder))


def _opened(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.config_reader(reload_policy="manual")
    index.reload()
    return index


def _row(entry: Entry) -> tantivy.Document:
    row = tantivy.Document()
    row.add_text("passage", entry.passage_id)
    row.add_text("document", entry.document_id)
    for field in FIELDS:
        row.add_text(field, " ".join(getattr(entry, field)))
    return row


def _best(
    index: tantivy.Index,
    name: str,
    field: str,
    terms: Collection[str],
    k: int,
    document_ids: Collection[str] | None,
    weights: Mapping[str, float] | None = None,
) -> list[tuple[str, float]]:
    """Search by BM25, or where ``weights`` are given by the sum of those of the terms held."""
    distinct = dict.fromkeys(terms)
    if not distinct or k <= 0 or (document_ids is not None and not document_ids):
        return []
    query = tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, _term(index, field, term, weights)) for term in distinct]
    )
    if document_ids is not None:
        within = tantivy.Query.term_set_query(index.schema, "document", list(document_ids))
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, query),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(within, 0.0)),
            ]
        )
    with _translated():
        searcher = index.searcher()
        found = [
            (str(searcher.doc(address).get_first(name)), float(score))
            for score, address in searcher.search(query, k, count=False).hits
        ]
    return sorted(found, key=lambda hit: (-hit[1], hit[0]))


def _term(
    index: tantivy.Index, field: str, term: str, weights: Mapping[str, float] | None
) -> tantivy.Query:
    if weights is None:
        return tantivy.Query.term_query(index.schema, field, term, "freq")
    held = tantivy.Query.term_query(index.schema, field, term, "basic")
    return tantivy.Query.const_score_query(held, weights[term])


@contextmanager
def _translated() -> Iterator[None]:
    """Turn tantivy's exceptions, and those of the file system, into ours."""
    try:
        yield
    except (ValueError, RuntimeError, OSError) as error:
        raise SearchIndexError(str(error), reason=str(error)) from error
