"""The pairs and passages written for this project, and which of them are kept out."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
HELD_OUT = frozenset({"教育", "环境与市容", "养老托育与助残"})
"""Fields of public service that nothing is trained on, to measure with."""

_SENTENCE = re.compile(r"(?<=[。；])")


class Pair(NamedTuple):
    """A question, a passage that answers it, and some that do not."""

    question: str
    passage: str
    negatives: tuple[str, ...]
    kind: str


class Reading(NamedTuple):
    """A question read against a passage; ``answer`` is None where it holds none."""

    question: str
    passage: str
    answer: str | None
    kind: str


def _rows(pattern: str) -> Iterator[dict[str, object]]:
    for path in sorted(DATA.glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def pairs(*, held_out: bool) -> list[Pair]:
    """Return the pairs of the fields trained on, or of those held out."""
    return [
        Pair(row["question"], row["passage"], tuple(row["negatives"][:2]), row["kind"])  # type: ignore[arg-type, index]
        for pattern in ("citizen-pairs.jsonl", "pairs-*.jsonl")
        for row in _rows(pattern)
        if (row["field"] in HELD_OUT) is held_out
    ]


def readings(*, held_out: bool) -> list[Reading]:
    """Return the questions over passages of the fields trained on, or of those held out."""
    return [
        Reading(qa["question"], row["passage"], qa["answer"], qa["style"])  # type: ignore[arg-type]
        for row in _rows("reading*.jsonl")
        if (row["field"] in HELD_OUT) is held_out
        for qa in row["qa"]  # type: ignore[attr-defined]
    ]


def pairs_of_readings(chance: random.Random) -> list[Pair]:
    """Return answered questions with the sentence, or the passage, that answers."""
    made = []
    for one in readings(held_out=False):
        if one.answer is None:
            continue
        parts = [part for part in _SENTENCE.split(one.passage) if part.strip()]
        gold = [part for part in parts if one.answer[:10] in part or part in one.answer]
        if gold:
            others = [part for part in parts if part not in gold]
            chance.shuffle(others)
            passage = chance.choice([gold[0], one.passage])
            made.append(Pair(one.question, passage, tuple(others[:2]), one.kind))
    return made


def readings_of_pairs(chance: random.Random) -> list[Reading]:
    """Return questions over passages put together of a pair's sentences, in any order.

    A quarter lack the sentence that answers.
    """
    given = pairs(held_out=False)
    made = []
    for one in given:
        parts = [_ended(text) for text in one.negatives]
        parts += [_ended(other.passage) for other in chance.sample(given, chance.choice((0, 1, 2)))]
        answer = None
        if chance.random() >= 0.25:
            parts.append(_ended(one.passage))
            answer = one.passage.rstrip("。")
        chance.shuffle(parts)
        made.append(Reading(one.question, "".join(parts), answer, one.kind))
    return made


def foreign_readings(chance: random.Random, share: float = 0.35) -> list[Reading]:
    """Return answered questions over another passage that shares words and does not answer."""
    given = readings(held_out=False)
    passages = sorted({one.passage for one in given})
    grams = {text: _pairs_of(text) for text in passages}
    made = []
    for one in given:
        if one.answer is None or chance.random() >= share:
            continue
        asked = _pairs_of(one.question)
        near = sorted(chance.sample(passages, 60), key=lambda text: -len(asked & grams[text]))
        other = next(text for text in near if text != one.passage)
        made.append(Reading(one.question, other, None, one.kind))
    return made


def _pairs_of(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _ended(text: str) -> str:
    return text if text.endswith(("。", "；", "！", "？")) else text + "。"
