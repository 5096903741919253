"""The product in one object: it owns the data folder, and answers questions from it."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from types import TracebackType
from typing import Any, Final, Self

from langchain_core.runnables import Runnable, RunnableLambda

from rag.chain.helper import Helper
from rag.chain.journey import Journey
from rag.chain.proving import Proving
from rag.chain.steps import Steps
from rag.compose import (
    ExtractiveComposer,
    Finder,
    GenerativeComposer,
    ItemVectors,
    LedgerComposer,
    shipped_models,
)
from rag.errors import TiaowenError
from rag.library import Library
from rag.llm import open_language_model
from rag.reader import open_reader
from rag.retrieve import Retriever
from rag.schemas import Answer, AskEvent, Filters, Hit, Question, Readiness
from rag.settings import Settings, get_settings
from rag.text import fold
from rag.understand import check_question
from rag.understand.rewording import Rewording
from rag.workspace import Workspace

_log = logging.getLogger(__name__)

_PIECES: Final = re.compile(r"\[\d+\]|[^\[，。；：,;:\n]{1,12}[，。；：,;:\n]?|.", re.DOTALL)


class Engine:
    """Answers questions from one data folder. Safe to share between threads.

    While it is open no other process may open the same folder.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Answer from an open workspace, which is closed with the engine."""
        self.workspace = workspace
        self.settings = workspace.settings
        self.language_model = open_language_model(self.settings)
        self.catalog = workspace.catalog
        self.index = workspace.index
        self._rare = lru_cache(maxsize=100_000)(self.index.idf)
        self.library = Library(self.catalog)
        self._retriever = Retriever(
            self.library, self.index, workspace.encoder, candidates=self.settings.candidates
        )
        finder = Finder(
            self.library,
            open_reader(self.settings, self.rarity),
            self.rarity,
            shipped_models(),
            ItemVectors(workspace.encoder) if workspace.encoder else None,
        )
        self.composer = ExtractiveComposer(self.library, finder)
        self.steps = Steps(
            self.settings,
            self.library,
            self.index,
            self._retriever,
            self.composer,
            LedgerComposer(self.library, self.catalog.commitments),
            self.catalog.curated.every,
            self._helper(),
        )
        self._embedding: threading.Thread | None = None

    @classmethod
    def open(cls, settings: Settings | None = None, address: str | None = None) -> Engine:
        """Open the data folder of the settings, and go on with what is left to embed.

        Args:
            settings: The settings; None reads them from the environment.
            address: Where this process answers questions, if it is a server.

        Raises:
            DataDirectoryBusyError: Another process owns the folder.
            StorageError: The folder, the catalog or the index cannot be used.
            ConfigurationError: A setting is wrong.
            EmbeddingError: The shipped reader does not fit the installed weights.
        """
        workspace = Workspace.open(settings or get_settings(), address)
        try:
            engine = cls(workspace)
        except TiaowenError:
            workspace.close()
            raise
        engine._embed_in_background()
        return engine

    def __enter__(self) -> Self:
        """Return the engine, which closes at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        self.close()

    def close(self) -> None:
        """Let go of the index, the catalog and the data folder."""
        if self.language_model is not None:
            self.language_model.close()
        self.library.close()
        self.workspace.close()
        if self._embedding is not None:
            self._embedding.join()

    def refresh(self, *, embed: bool = True) -> None:
        """Take up what was ingested or deleted through this engine's catalog.

        With ``embed=False`` making vectors is left to the caller.
        """
        # first, so that nothing is found of which nothing is known
        self.library.refresh()
        self.index.refresh()
        self.steps.pinned.refresh()
        self._rare.cache_clear()
        if embed:
            self._embed_in_background()

    def ask(self, question: Question) -> Answer:
        """Return the answer to a question; a refusal is an answer too.

        Raises:
            QuestionError: The question is empty, too long or unreadable.
            TiaowenError: The catalog, the index or the model failed.
        """
        answer: Answer = self.chain.invoke(question)
        return answer

    def stream(self, question: Question) -> Iterator[AskEvent]:
        """Yield what happens on the way to the answer; the answer itself comes last.

        Raises:
            QuestionError: The question is empty, too long or unreadable.
            TiaowenError: The catalog, the index or the model failed.
        """
        journey = Journey(question)
        shown = ""
        for name, step in self.steps.flowing:
            if journey.answer is None:
                yield AskEvent(name="stage", data={"stage": name})
                flow = step(journey)
                while True:
                    try:
                        words = next(flow)
                    except StopIteration as end:
                        journey = end.value
                        break
                    shown += words
                    yield AskEvent(name="token", data={"text": words})
        answer = _answer_of(journey)
        for piece in _PIECES.findall(answer.answer.removeprefix(shown)):
            yield AskEvent(name="token", data={"text": piece})
        for citation in answer.citations:
            yield AskEvent(name="citation", data=citation.model_dump(mode="json"))
        yield AskEvent(name="answer", data=answer.model_dump(mode="json"))

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> tuple[Hit, ...]:
        """Return the ``k`` best passages for a query, best first.

        Raises:
            QuestionError: The query is empty, too long or unreadable.
        """
        text = fold(check_question(query, self.settings.question_chars))
        confined = self.library.confine(filters or Filters())
        return tuple(self._retriever.find(text, k, confined))

    @property
    def chain(self) -> Runnable[Question | str | dict[str, Any], Answer]:
        """The asking journey as LangChain's Runnable, one named step after the other."""
        chain: Runnable[Any, Any] = RunnableLambda(_begin, name="question")
        for name, step in self.steps.ordered:
            chain = chain | RunnableLambda(step, name=name)
        return chain | RunnableLambda(_answer_of, name="answer")

    def readiness(self) -> Readiness:
        """Tell whether questions can be answered now, by asking the index."""
        problems: list[str] = []
        try:
            problems.extend(self.index.check())
            summaries = self.catalog.documents()
        except TiaowenError as error:
            return Readiness(ready=False, documents=0, passages=0, problems=(error.code,))
        if not summaries:
            problems.append("no_documents")
        return Readiness(
            ready=not problems,
            documents=len(summaries),
            passages=sum(summary.passages for summary in summaries),
            problems=tuple(problems),
        )

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a bigram, as the index has it."""
        return self._rare(term)

    def _helper(self) -> Helper:
        model, settings = self.language_model, self.settings
        if model is None:
            return Helper(self.library)
        writer = GenerativeComposer(
            self.library, model, Proving(self.library), self.composer.also_answers, settings
        )
        return Helper(self.library, writer, Rewording(model, settings.chat_rewrite_s))

    def _embed_in_background(self) -> None:
        if not self.index.pending or (self._embedding and self._embedding.is_alive()):
            return
        self._embedding = threading.Thread(target=self._embed, name="embedding", daemon=True)
        self._embedding.start()

    def _embed(self) -> None:
        try:
            self.index.embed_missing()
        except TiaowenError as error:
            _log.warning("embedding stopped: %s", error.detail)


def _begin(question: Question | str | dict[str, Any]) -> Journey:
    if isinstance(question, str):
        question = Question(text=question)
    elif isinstance(question, dict):
        question = Question.model_validate(question)
    return Journey(question)


def _answer_of(journey: Journey) -> Answer:
    if journey.answer is None:
        raise ValueError("the journey has not ended")
    return journey.answer
