"""Keeping a derived index in line with the catalog, whatever happens to it.

An index is opened only when its files are exactly those last written; otherwise,
and when much has changed, it is built anew beside the one in use, checked, and put
in its place by name. The one in use answers until then.
"""

from __future__ import annotations

import logging
import shutil
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import ClassVar, Final, Generic, NamedTuple, TypeVar
from uuid import uuid4

from rag.catalog import PassageKey, Stored
from rag.errors import SearchIndexError
from rag.index.state import Built, Pointer, digests

logger = logging.getLogger(__name__)

Store = TypeVar("Store")
Wanted = Mapping[str, Stored]
"""The documents an index ought to hold, as they stand in the catalog, by id."""

_FREE_DRIFT: Final = 1_000
_MOST_DRIFT: Final = 0.2
"""Share of an index that may be replaced piece by piece before it is built as a whole."""


class Written(NamedTuple):
    """What writing came to: passages taken in of each document, and all strays now."""

    passages: Mapping[str, int]
    strays: tuple[PassageKey, ...] = ()


class Plan(NamedTuple):
    """What brings an index in line.

    Attributes:
        without, into: Documents to take out and to take in.
        passages: How many passages that concerns.
        anew: Whether to build the whole index instead.
    """

    without: frozenset[str]
    into: frozenset[str]
    passages: int
    anew: bool


class Upkeep(ABC, Generic[Store]):
    """One derived index: opened, changed, and built anew where it must be.

    Attributes:
        store: The index in use, or None while there is none.
        built: What it holds, or None while there is none.
        faults: Why it had to be built anew since this process opened it.
    """

    prefix: ClassVar[str]
    unsteady: ClassVar[frozenset[str]]

    def __init__(self, folder: Path, pointer: Pointer, made_by: str) -> None:
        """Keep an index in ``folder``, made by the means that ``made_by`` names."""
        self.store: Store | None = None
        self.built: Built | None = None
        self.faults: list[str] = []
        self._folder = folder
        self._pointer = pointer
        self._made_by = made_by

    def adopt(self) -> None:
        """Open the index that the pointer names, if it is whole and made by the same means."""
        latest = self._pointer.read()
        if latest is not None and latest == self.built:
            return
        self.close()
        if latest is None or latest.made_by != self._made_by:
            return
        try:
            self._check_files(latest)
            self.store = self._open(latest)
        except SearchIndexError as error:
            self._must_be_rebuilt(latest.name, error.detail)
        else:
            self.built = latest

    def plan(self, wanted: Wanted) -> Plan:
        """Return what makes the index hold just the documents ``wanted``."""
        held = self.built.documents if self.built is not None else {}
        without = frozenset(name for name in held if held[name] != wanted.get(name))
        into = frozenset(name for name in wanted if held.get(name) != wanted[name])
        touched = sum(held[name].passages for name in without)
        touched += sum(wanted[name].passages for name in into)
        if self.built is not None and wanted:
            share = max(_FREE_DRIFT, _MOST_DRIFT * self.built.passages)
            if not touched or self.built.drift + touched <= share:
                return Plan(without, into, touched, anew=False)
        total = sum(stored.passages for stored in wanted.values())
        return Plan(without, into, total, anew=bool(held or wanted))

    def bring_up(self, wanted: Wanted) -> None:
        """Make the index hold just the documents ``wanted``.

        Raises:
            SearchIndexError: It cannot be written; the one in use stays.
        """
        plan = self.plan(wanted)
        if plan.anew:
            self.rebuild(wanted)
        elif self.store is not None and self.built is not None and (plan.without or plan.into):
            try:
                self._amend(self.store, self.built, plan, wanted)
            except SearchIndexError as error:
                self._must_be_rebuilt(self.built.name, error.detail)
                self.rebuild(wanted)

    def heal(self, wanted: Wanted) -> None:
        """Build the index anew if a look at it finds it damaged.

        Raises:
            SearchIndexError: It cannot be built; the one in use stays.
        """
        if self.store is not None and self.built is not None:
            try:
                self.check(self.store, self.built)
            except SearchIndexError as error:
                self._must_be_rebuilt(self.built.name, error.detail)
                self.rebuild(wanted)

    def rebuild(self, wanted: Wanted) -> None:
        """Build the index anew beside the one in use, and put it in its place.

        Raises:
            SearchIndexError: It cannot be built; the one in use stays.
        """
        former, former_built = self.store, self.built
        if wanted:
            name = f"{self.prefix}-{uuid4().hex[:12]}"
            try:
                store, written = self._build(name, tuple(wanted))
            except SearchIndexError:
                self._discard(name)
                raise
            self._record(
                Built(
                    name=name,
                    made_by=self._made_by,
                    documents=_held(wanted, written),
                    strays=written.strays,
                )
            )
            self.store = store
        else:
            self._pointer.clear()
            self.store = self.built = None
        if former is not None and former_built is not None:
            self._close(former)
            self._discard(former_built.name)

    def sweep(self) -> None:
        """Remove what was left behind by a process that was killed while building."""
        for path in self._folder.glob(f"{self.prefix}-*"):
            if self.built is None or path.name != self.built.name:
                self._discard(path.name)

    def close(self) -> None:
        """Let go of the index in use."""
        if self.store is not None:
            self._close(self.store)
        self.store = self.built = None

    def _check_files(self, built: Built) -> None:
        there = self._digests(built.name)
        if changed := {name for name, _ in there.items() ^ built.files.items()}:
            raise SearchIndexError(f"{len(changed)} files are not as last written: {min(changed)}")

    def _must_be_rebuilt(self, name: str, reason: str) -> None:
        logger.warning("%s must be built anew: %s", name, reason)
        self.faults.append(reason)

    def _amend(self, store: Store, built: Built, plan: Plan, wanted: Wanted) -> None:
        written = self._change(store, built, plan)
        kept = {name: held for name, held in built.documents.items() if name not in plan.without}
        self._record(
            built.model_copy(
                update={
                    "documents": kept | _held(wanted, written),
                    "drift": built.drift + plan.passages,
                    "strays": written.strays,
                }
            )
        )

    def _record(self, built: Built) -> None:
        marked = built.model_copy(update={"files": self._digests(built.name)})
        self._pointer.write(marked)
        self.built = marked

    def _digests(self, name: str) -> dict[str, str]:
        return digests(self._folder / name, self.unsteady)

    def _discard(self, name: str) -> None:
        """Delete an index that is not in use."""
        shutil.rmtree(self._folder / name, ignore_errors=True)

    @abstractmethod
    def check(self, store: Store, built: Built) -> None:
        """Look whether ``store`` holds what it should; quick.

        Raises:
            SearchIndexError: It does not.
        """

    @abstractmethod
    def _open(self, built: Built) -> Store:
        """Open ``built`` and check a sample of it; SearchIndexError where that fails."""

    @abstractmethod
    def _build(self, name: str, document_ids: Collection[str]) -> tuple[Store, Written]:
        """Build an index of the documents named, and check all of it."""

    @abstractmethod
    def _change(self, store: Store, built: Built, plan: Plan) -> Written:
        """Carry ``plan`` out on ``store``, and check what was written."""

    @abstractmethod
    def _close(self, store: Store) -> None:
        """Let go of ``store``."""


def _held(wanted: Wanted, written: Written) -> dict[str, Stored]:
    return {
        name: Stored(wanted[name].revision, passages) for name, passages in written.passages.items()
    }
