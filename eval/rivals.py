"""Plain ways to answer from documents, to be compared with: each ranks pieces of text.

The answer of each is its best piece. None of them refuses.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import chromadb
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from rag.index import terms
from rag.index.lexical import Entry, LexicalIndex
from rag.schemas import Document
from rag.text import fold

CHUNK: Final = 300
OVERLAP: Final = 50
TOP: Final = 4

_BATCH: Final = 1000


class Piece(NamedTuple):
    """Some of a document's text, ``start`` to ``end``."""

    document_id: str
    start: int
    end: int
    text: str


class Rival(ABC):
    """One way to find the piece that answers."""

    name: str

    @abstractmethod
    def best(self, question: str) -> list[Piece]:
        """Return at most ``TOP`` pieces, best first."""


def chunks(documents: Sequence[Document]) -> list[Piece]:
    """Return the documents cut as LangChain's splitter cuts them."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True
    )
    pieces = []
    for document in documents:
        for cut in splitter.create_documents([document.text]):
            start, text = cut.metadata["start_index"], cut.page_content
            pieces.append(Piece(document.id, start, start + len(text), text))
    return pieces


def lines(documents: Sequence[Document]) -> list[Piece]:
    """Return the lines of the documents, without empty ones."""
    pieces = []
    for document in documents:
        start = 0
        for line in document.text.splitlines(keepends=True):
            text = line.strip()
            at = start + line.index(text)
            if text:
                pieces.append(Piece(document.id, at, at + len(text), text))
            start += len(line)
    return pieces


class PlainLangChain(Rival):
    """Recursive splitter and Chroma, the nearest pieces by vector."""

    name = "plain LangChain: recursive splitter, Chroma, top 4"

    def __init__(self, pieces: Sequence[Piece], embeddings: Embeddings) -> None:
        self._pieces = pieces
        # Chroma keeps collections in memory by name, for the whole process.
        client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False, allow_reset=True))
        client.reset()
        self._store = Chroma(client=client, embedding_function=embeddings)
        for first in range(0, len(pieces), _BATCH):
            texts = [piece.text for piece in pieces[first : first + _BATCH]]
            self._store.add_texts(texts, ids=[str(first + n) for n in range(len(texts))])

    def best(self, question: str) -> list[Piece]:
        """Return the pieces nearest to the question."""
        found = self._store.similarity_search(question, k=TOP)
        return [self._pieces[int(one.id)] for one in found if one.id]


class Words(Rival):
    """BM25 on dictionary words, over the same pieces."""

    name = "BM25 on words"

    def __init__(self, pieces: Sequence[Piece], folder: Path) -> None:
        """Index the pieces in ``folder``, which must not exist."""
        self._pieces = pieces
        self._index = LexicalIndex.build(
            folder,
            (
                Entry(str(number), piece.document_id, (), terms.words(fold(piece.text)), ())
                for number, piece in enumerate(pieces)
            ),
        )

    def best(self, question: str) -> list[Piece]:
        """Return the pieces with the highest score."""
        found = self._index.search(set(terms.words(fold(question))), TOP, field="words")
        return [self._pieces[int(name)] for name, _ in found]


class Grep(Rival):
    """The first lines that hold the longest run of characters of the question."""

    name = "grep: the line that shares the longest run of characters"

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._folded = [fold(piece.text) for piece in pieces]
        self._whole = "\n".join(self._folded)

    def best(self, question: str) -> list[Piece]:
        """Return the first lines that hold the longest shared run."""
        run = longest_shared(fold(question).replace("\n", " "), self._whole)
        if not run:
            return []
        holding = (p for p, text in zip(self._pieces, self._folded, strict=True) if run in text)
        return [piece for piece, _ in zip(holding, range(TOP), strict=False)]


def longest_shared(question: str, text: str) -> str:
    """Return the longest run of characters of ``question`` that stands in ``text``."""
    longest = ""
    for start in range(len(question)):
        # A run can only win if it is longer than the best so far, so that is tried first.
        while (
            start + len(longest) < len(question)
            and question[start : start + len(longest) + 1] in text
        ):
            longest = question[start : start + len(longest) + 1]
    return longest
