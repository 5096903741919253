"""Documents erased: not only no longer found, but gone from the disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from rag.errors import NotFoundError
from rag.workspace import Workspace

_DUE: Final = "erasing"
"""Marks that indexes on disk may still hold what the catalog has deleted."""


def erase(workspace: Workspace, document_ids: Sequence[str], changed: Callable[[], None]) -> None:
    """Delete documents from the catalog, then from answers, then from the indexes' files.

    Raises:
        NotFoundError: There is no document of one of the ids; none is deleted.
        StorageError: The erasing could not be finished.
    """
    catalog = workspace.catalog
    sources = {summary.id: summary.source for summary in catalog.documents()}
    for name in document_ids:
        if name not in sources:
            raise NotFoundError(name, reason="document")
    catalog.set_marker(_DUE, "1")
    for name in document_ids:
        catalog.delete(name)
    # a version that still waits to be read would bring the document back
    catalog.jobs.withdraw({sources[name] for name in document_ids})
    changed()
    finish_erasing(workspace)


def finish_erasing(workspace: Workspace) -> None:
    """Finish what an erasing left to do, if it was cut short.

    Neither index lets go of the words and vectors of what is deleted from it; built anew
    they hold nothing of it.

    Raises:
        StorageError: An index cannot be built.
    """
    catalog = workspace.catalog
    if catalog.marker(_DUE):
        workspace.index.rebuild()
        catalog.give_back()
        catalog.set_marker(_DUE, "")
