"""The data folder opened for work: lock, catalog, encoder and index, in that order."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from rag.catalog import Catalog
from rag.embeddings import Encoder, open_embeddings
from rag.errors import EmbeddingError
from rag.index import Index
from rag.settings import Settings
from rag.storage import DataDirectory

logger = logging.getLogger(__name__)


class Workspace:
    """Everything that ingesting and asking share, opened together and closed together.

    Attributes:
        settings: As given.
        catalog: The system of record, upgraded to its present shape.
        encoder: What makes vectors, or None where search goes by words alone.
        encoder_problem: Why there is no encoder although one is configured, or None.
        index: In line with the catalog, as far as vectors are there.
    """

    def __init__(self, settings: Settings, address: str | None = None) -> None:
        """See ``open``."""
        self.settings = settings
        self.encoder_problem: str | None = None
        with ExitStack() as stack:
            stack.enter_context(DataDirectory.own(settings.data_dir, address))
            self.catalog = Catalog(settings.catalog_url)
            stack.callback(self.catalog.dispose)
            self.catalog.upgrade()
            self.encoder = self._open_encoder()
            self.index = Index.open(settings, self.catalog, self.encoder)
            stack.callback(self.index.close)
            self._stack = stack.pop_all()

    @classmethod
    def open(cls, settings: Settings, address: str | None = None) -> Workspace:
        """Own the data folder and open what is in it.

        ``address`` is where this process answers questions, if it is a server: whoever
        finds the folder busy is told of it. A model that cannot be opened is noted in
        ``encoder_problem``, and words alone answer.

        Raises:
            DataDirectoryBusyError: Another process owns the folder.
            StorageError: The folder, the catalog or the lexical index cannot be used.
            ConfigurationError: A setting is wrong.
        """
        return cls(settings, address)

    def close(self) -> None:
        """Close everything, and let other processes own the folder."""
        self._stack.close()

    def __enter__(self) -> Self:
        """Return the workspace, which closes at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the workspace."""
        self.close()

    def _open_encoder(self) -> Encoder | None:
        try:
            return open_embeddings(self.settings)
        except EmbeddingError as error:
            logger.warning("words alone answer: %s", error.detail)
            self.encoder_problem = error.detail or error.code
            return None
