"""Conversations: every turn asked with what was truly said before it, and judged.

``python -m eval.conversations [--split tune|check|all] [--show] [--json] [--out FILE]``.
Each conversation goes over one set of documents: the shipped ones, or invented ones about
invented districts. An answer is heard by the next turn as it was given, right or wrong.
Beside the figures stand those of the same questions asked whole, with no conversation:
what follow-ups can reach at most with these documents and this search.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal, get_args

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from eval.hardware import hardware
from eval.judging import Judged
from eval.questions import Case, GoldClause, Split, split_of
from eval.run import CORPUS
from eval.session import engine_over
from rag.chain import Engine
from rag.schemas import Filters, Question
from rag.schemas import Turn as Said

DEFAULT: Final = Path(__file__).parent / "conversations.jsonl"

Documents = Literal["shipped", "invented"]
FOLDERS: Final[dict[Documents, Path]] = {
    "shipped": CORPUS,
    "invented": Path(__file__).parent / "fitting" / "documents",
}
DAYS: Final[dict[Documents, date | None]] = {"shipped": None, "invented": date(2025, 6, 1)}
"""The day asked about: the invented measures lapse in time, and what is measured must not."""
OPENING: Final = "open"
CHAT: Final = "chat"


class Turn(BaseModel):
    """One turn of a person, with what its answer must and must not be.

    Attributes:
        kind: How it leans on what was said: ``open`` not at all and first, ``new`` not at
            all, ``region``, ``noun``, ``facet``, ``pronoun``, ``more``, ``detail``,
            ``ordinal``, ``correct``, ``english``; ``refuse`` where the documents hold no
            answer, ``chat`` where nothing is asked.
        standalone: The question it means, asked with no conversation.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str
    kind: str
    standalone: str
    answerable: bool
    clauses: tuple[GoldClause, ...]
    clauses_mode: Literal["all", "any"]
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...]
    alt: dict[str, tuple[str, ...]] = {}


class Conversation(BaseModel):
    """Two to four turns over one set of documents."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    documents: Documents
    turns: tuple[Turn, ...]

    @property
    def split(self) -> Split:
        """``tune`` or ``check``, by the same hash as single questions."""
        return split_of(self.id)


@dataclass(frozen=True)
class Heard:
    """A turn answered: as said, and as the same question asked whole."""

    conversation: Conversation
    place: int
    said: Judged
    whole: Judged

    @property
    def turn(self) -> Turn:
        """What was asked."""
        return self.conversation.turns[self.place]

    @property
    def follows(self) -> bool:
        """Whether it asks something after another turn."""
        return self.place > 0 and self.turn.kind != CHAT

    @property
    def ends(self) -> bool:
        """Whether it is the last turn of its conversation."""
        return self.place == len(self.conversation.turns) - 1


def load(path: Path = DEFAULT, split: Split | None = None) -> tuple[Conversation, ...]:
    """Return the conversations of a JSON Lines file, of one split where it is given."""
    lines = path.read_text(encoding="utf-8").splitlines()
    every = (Conversation.model_validate(json.loads(line)) for line in lines if line.strip())
    return tuple(one for one in every if split is None or one.split == split)


def hold(engine: Engine, conversations: Iterable[Conversation]) -> list[Heard]:
    """Hold every conversation and return what came of its turns."""
    summaries = engine.catalog.documents()
    texts = {s.id: engine.library.document(s.id).text for s in summaries}
    shorts = {s.id: Path(s.source).stem.partition("-")[0] for s in summaries}

    def asked(case: Case, history: tuple[Said, ...], filters: Filters) -> Judged:
        began = time.perf_counter()
        answer = engine.ask(Question(text=case.question, history=history, filters=filters))
        return Judged(case, answer, texts, shorts, (time.perf_counter() - began) * 1000)

    heard = []
    for conversation in conversations:
        history: tuple[Said, ...] = ()
        filters = Filters(as_of=DAYS[conversation.documents])
        for place, turn in enumerate(conversation.turns):
            said = asked(_case(conversation, place, turn.question), history, filters)
            whole = asked(_case(conversation, place, turn.standalone), (), filters)
            heard.append(Heard(conversation, place, said, whole))
            history += (
                Said(role="user", content=turn.question),
                Said(role="assistant", content=said.answer.answer),
            )
    return heard


def _case(conversation: Conversation, place: int, question: str) -> Case:
    turn = conversation.turns[place]
    several = turn.clauses_mode == "all" and len(turn.clauses) > 1
    return Case(
        id=f"{conversation.id}/{place + 1}",
        category="multi_clause" if several else turn.kind,
        lang="en" if turn.kind == "english" else "zh",
        question=question,
        gold_quotes=(),
        gold_answer=" ".join(turn.must_contain),
        doc=tuple(clause.doc for clause in turn.clauses),
        **turn.model_dump(include=_SHARED),
    )


_SHARED: Final = {
    "answerable",
    "clauses",
    "clauses_mode",
    "must_contain",
    "must_not_contain",
    "alt",
}


def figures(heard: Sequence[Heard]) -> dict[str, float | None]:
    """Return the shares right and cited: as said, and asked whole."""
    follow = [one for one in heard if one.follows]
    last = [one for one in follow if one.ends]
    refusals = [one for one in follow if not one.turn.answerable]
    shown = [one.said for one in heard if not one.said.refused]
    return {
        "follow_up_turns": len(follow),
        "follow_ups": _share([one.said.passed for one in follow]),
        "final_turns": _share([one.said.passed for one in last]),
        "whole_conversations": _share(_unbroken(heard)),
        "refused_follow_ups": _share([one.said.right for one in refusals]),
        "unproved_numbers": float(sum(len(one.unproved_numbers) for one in shown)),
        "asked_whole": _share([one.whole.passed for one in follow]),
        "openings": _share([one.said.passed for one in heard if one.place == 0]),
    }


def _unbroken(heard: Sequence[Heard]) -> list[bool]:
    ids = dict.fromkeys(one.conversation.id for one in heard)
    return [all(one.said.passed for one in heard if one.conversation.id == name) for name in ids]


def by_kind(heard: Sequence[Heard]) -> dict[str, tuple[int, float | None, float | None]]:
    """Return per kind of turn how many there are, and the shares as said and asked whole."""
    groups: dict[str, list[Heard]] = {}
    for one in heard:
        groups.setdefault(one.turn.kind if one.place else OPENING, []).append(one)
        if one.follows:
            groups.setdefault(f"over {one.conversation.documents}", []).append(one)
    return {
        name: (
            len(group),
            _share([one.said.passed for one in group]),
            _share([one.whole.passed for one in group]),
        )
        for name, group in sorted(groups.items())
    }


def _share(outcomes: Sequence[bool]) -> float | None:
    return sum(outcomes) / len(outcomes) if outcomes else None


def measure(conversations: Sequence[Conversation], data: Path) -> list[Heard]:
    """Hold the conversations over their documents; indexes are kept under ``data``."""
    heard = []
    for documents in get_args(Documents):
        own = [one for one in conversations if one.documents == documents]
        if own:
            with engine_over(FOLDERS[documents], data / documents) as engine:
                heard += hold(engine, own)
    return heard


def _show(heard: Sequence[Heard], *, failures: bool) -> None:
    console = Console()
    table = Table("turn", "turns", "right and cited", "asked whole")
    for kind, (count, said, whole) in by_kind(heard).items():
        table.add_row(kind, str(count), _shown(said), _shown(whole))
    console.print(table)
    for name, value in figures(heard).items():
        console.print(f"{name:20s} {_shown(value):>8s}", highlight=False)
    for one in heard if failures else ():
        if not one.said.passed:
            also = "whole too" if not one.whole.passed else ""
            console.print(
                f"{one.said.case.id} [{one.turn.kind}] {one.turn.question} "
                f"({one.turn.standalone}) {also}\n  {one.said.answer.status.value}: "
                f"{one.said.answer.answer}\n  wanted {one.said.case.gold_answer} "
                f"{sorted(one.said.gold)}, cited {sorted(one.said.cited)}",
                highlight=False,
                markup=False,
            )


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.conversations", description=__doc__)
    parser.add_argument("--dataset", type=Path, default=DEFAULT)
    parser.add_argument("--split", choices=("tune", "check", "all"), default="check")
    parser.add_argument("--show", action="store_true", help="also print what failed on tune")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument("--out", type=Path, default=None, help="write the figures here")
    parser.add_argument("--data", type=Path, default=None, help="data folder to keep")
    given = parser.parse_args(arguments)
    if given.show and given.split != "tune":
        parser.error("--show is for the half that rules are fitted on: --split tune")
    conversations = load(given.dataset, None if given.split == "all" else given.split)
    with tempfile.TemporaryDirectory() as temporary:
        heard = measure(conversations, given.data or Path(temporary))
    result = {
        "dataset": given.dataset.name,
        "split": given.split,
        "conversations": len(conversations),
        "figures": figures(heard),
        "kinds": by_kind(heard),
        "hardware": hardware(),
    }
    written = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    if given.json:
        sys.stdout.write(written)
    else:
        _show(heard, failures=given.show)
    if given.out:
        given.out.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
