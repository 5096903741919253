"""The pairs and passages written for this project, and which of them are kept out."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from rag.compose.features import OFFICIAL
from rag.text import fold
from rag.understand.thesaurus import shipped_thesaurus

DATA = Path(__file__).parent / "data"
HELD_OUT = frozenset({"教育", "环境与市容", "养老托育与助残"})
"""Fields of public service that nothing is trained on while settings are chosen."""

Fields = Literal["training", "held out", "all"]
"""Which fields of public service to take: those trained on, those kept out, or every one."""

_ITEM = re.compile(r"[^，；。]+[，；。]*")
_SENTENCE = re.compile(r"(?<=[。；])")


class Pair(NamedTuple):
    """A question, a passage that answers it, and some that do not."""

    question: str
    passage: str
    negatives: tuple[str, ...]
    kind: str


class Reading(NamedTuple):
    """A question read against a passage; ``answer`` is None where it holds none.

    ``exact`` is False where the answer is somewhere in the words given, no closer told.
    """

    question: str
    passage: str
    answer: str | None
    kind: str
    exact: bool = True


def _rows(pattern: str, fields: Fields) -> Iterator[dict[str, object]]:
    for path in sorted(DATA.glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if fields == "all" or (row["field"] in HELD_OUT) is (fields == "held out"):
                yield row


def pairs(fields: Fields) -> list[Pair]:
    """Return the pairs of the fields asked for."""
    return [
        Pair(row["question"], row["passage"], tuple(row["negatives"][:2]), row["kind"])  # type: ignore[arg-type, index]
        for pattern in ("citizen-pairs.jsonl", "pairs-*.jsonl")
        for row in _rows(pattern, fields)
    ]


def readings(fields: Fields) -> list[Reading]:
    """Return the questions over passages of the fields asked for."""
    return [
        Reading(qa["question"], row["passage"], qa["answer"], qa["style"])  # type: ignore[arg-type]
        for row in _rows("reading*.jsonl", fields)
        for qa in row["qa"]  # type: ignore[attr-defined]
    ]


def pairs_of_readings(chance: random.Random, fields: Fields) -> list[Pair]:
    """Return answered questions with the sentence, or the passage, that answers."""
    made = []
    for one in readings(fields):
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


def readings_of_pairs(chance: random.Random, fields: Fields) -> list[Reading]:
    """Return questions over passages put together of a pair's sentences, in any order.

    A quarter lack the sentence that answers.
    """
    given = pairs(fields)
    made = []
    for one in given:
        parts = [_ended(text) for text in one.negatives]
        parts += [_ended(other.passage) for other in chance.sample(given, chance.choice((0, 1, 2)))]
        answer = None
        if chance.random() >= 0.25:
            parts.append(_ended(one.passage))
            answer = one.passage.rstrip("。")
        chance.shuffle(parts)
        made.append(Reading(one.question, "".join(parts), answer, one.kind, exact=False))
    return made


def foreign_readings(chance: random.Random, fields: Fields, share: float = 0.35) -> list[Reading]:
    """Return answered questions over another passage that shares words and does not answer."""
    given = readings(fields)
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


def bereft_readings(chance: random.Random, fields: Fields, share: float = 0.3) -> list[Reading]:
    """Return answered questions over their passages less the items that answer.

    What is left speaks of the same matter in the same words, which is what a reader takes
    for an answer most easily.
    """
    made = []
    for one in readings(fields):
        if one.answer is None or chance.random() >= share:
            continue
        items = _ITEM.findall(one.passage)
        at, kept = 0, []
        begin = one.passage.find(one.answer)
        for item in items:
            if at + len(item) <= begin or at >= begin + len(one.answer):
                kept.append(item)
            at += len(item)
        if sum(map(len, kept)) > 40:
            made.append(Reading(one.question, "".join(kept), None, one.kind))
    return made


def joined_readings(chance: random.Random, fields: Fields, share: float = 0.3) -> list[Reading]:
    """Return answered questions over their passage set before or after another one."""
    given = readings(fields)
    made = []
    for n, one in enumerate(given):
        if one.answer is None or chance.random() >= share:
            continue
        # Neighbours in the files are of the same field.
        other = given[(n + chance.randrange(8, 40)) % len(given)].passage
        cut = chance.randrange(40, 160)
        both = [one.passage, other[:cut] if chance.random() < 0.5 else other[-cut:]]
        chance.shuffle(both)
        passage = "".join(both)
        if passage.count(one.answer) == 1:
            made.append(Reading(one.question, passage, one.answer, one.kind))
    return made


def alone_readings(chance: random.Random, fields: Fields, share: float = 0.25) -> list[Reading]:
    """Return answered questions over the one sentence that answers, or one that does not."""
    made = []
    for one in readings(fields):
        if one.answer is None or chance.random() >= share:
            continue
        parts = [part for part in _SENTENCE.split(one.passage) if part.strip()]
        gold = [part for part in parts if one.answer in part]
        others = [part for part in parts if part not in gold and len(part) > 12]
        if gold and (not others or chance.random() < 0.5):
            made.append(Reading(one.question, gold[0], one.answer, one.kind))
        elif gold:
            made.append(Reading(one.question, chance.choice(others), None, one.kind))
    return made


def worded(chance: random.Random, given: list[Reading], share: float = 0.5) -> list[Reading]:
    """Return readings, some with what documents call a thing in brackets behind the question.

    So the composer words a question of which documents know no word (``Asked.worded``). Known
    is here what stands in the passage or in one of twenty others.
    """
    texts = sorted({one.passage for one in given})
    made = []
    for one in given:
        if chance.random() >= share:
            made.append(one)
            continue
        known = fold("\n".join((one.passage, *chance.sample(texts, 20))))
        terms = shipped_thesaurus().terms(fold(one.question))
        official = [word for term in terms for word in term.otherwise(known.__contains__, OFFICIAL)]
        named = " ".join(dict.fromkeys(official))
        made.append(one._replace(question=f"{one.question}({named})") if named else one)
    return made


def _pairs_of(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _ended(text: str) -> str:
    return text if text.endswith(("。", "；", "！", "？")) else text + "。"
