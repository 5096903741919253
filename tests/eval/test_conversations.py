"""The conversations: their halves, their gold, and how a conversation is held and judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.conversations import FOLDERS, Conversation, figures, hold, load
from eval.judging import holds, normal
from eval.ledger import read
from eval.session import engine_over
from rag.chain import Engine
from rag.clauses import clause_tree


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_over(FOLDERS["shipped"], tmp_path_factory.mktemp("talk")) as opened:
        yield opened


def test_each_half_holds_thirty_conversations_of_two_to_four_turns() -> None:
    every = load()
    assert {2, 3, 4} >= {len(one.turns) for one in every}
    assert min(Counter(one.split for one in every).values()) >= 30
    assert len({one.id for one in every}) == len(every)


def test_what_an_answer_must_hold_stands_in_its_gold_clauses() -> None:
    words: dict[tuple[str, str], str] = {}
    for folder in FOLDERS.values():
        for document in read(folder):
            short = Path(document.source).stem.partition("-")[0]
            for clause in clause_tree(document):
                words[short, normal(clause.path)] = document.text[clause.start : clause.end]
    for one in load():
        for turn in one.turns:
            gold = " ".join(words[c.doc, normal(c.clause)] for c in turn.clauses)
            for wanted in turn.must_contain:
                for text in (wanted, *turn.alt.get(wanted, ())):
                    assert holds(gold, text), f"{one.id}: {turn.question}: {text}"


def conversation(*turns: dict[str, object]) -> Conversation:
    common = {"clauses_mode": "any", "must_not_contain": (), "answerable": True}
    given = [{"standalone": turn["question"], **common, **turn} for turn in turns]
    return Conversation.model_validate({"id": "made", "documents": "shipped", "turns": given})


def test_a_turn_is_judged_by_the_answer_it_got_in_its_conversation(engine: Engine) -> None:
    gold = ({"doc": "xigong", "clause": "(六)"},)
    lifts = {"question": "西工区要加装多少部电梯？", "clauses": gold, "must_contain": ("300",)}
    thanks = {"question": "谢谢", "kind": "chat", "clauses": (), "must_contain": ()}
    wrong = {"question": "西工区要建多少座公厕？", "clauses": gold, "must_contain": ("11座",)}
    heard = hold(
        engine,
        [
            conversation(
                {**lifts, "kind": "open"},
                {**thanks, "answerable": False},
                {**lifts, "kind": "new"},
                {**wrong, "kind": "new"},
            )
        ],
    )
    assert [one.said.passed for one in heard] == [True, True, True, False]
    found = figures(heard)
    assert found["follow_up_turns"] == 2
    assert found["follow_ups"] == 0.5
    assert found["final_turns"] == 0.0
    assert found["whole_conversations"] == 0.0
