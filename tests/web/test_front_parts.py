"""What the front end shows of an answer, offers to begin with, and takes for a scope."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.chain import Engine
from rag.errors import InputError
from rag.schemas import Filters, Question
from rag.web.answer_parts import blocks_of
from rag.web.samples import samples_of
from rag.web.scope import choices_of, filters_of


@pytest.mark.parametrize(
    "question",
    [
        "西工区和城东区今年的就业目标有哪些？",
        "西工区6月底前要完成哪些任务？",
        "城东区有哪些百分比指标？",
        "西工区今年要加装多少部电梯？",
        "西工区有多少项带期限的任务？",
    ],
)
def test_tables_lose_no_word_of_an_answer(engine: Engine, question: str) -> None:
    answer = engine.ask(Question(text=question))
    told = ""
    for block in blocks_of(answer):
        told += "".join(part.text for part in block.parts)
        for row in block.rows:
            told += f"{row.words}[{row.marker}]"
            (proof,) = [one for one in answer.citations if one.marker == row.marker]
            assert proof.document_id == row.commitment.document_id
            assert row.commitment.quote in proof.quote
    assert told.replace("\n", "") == answer.answer.replace("\n", "")


def test_rows_of_a_list_become_a_table(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工区和城东区今年的就业目标有哪些？"))
    lead, table = blocks_of(answer)
    assert lead.parts
    assert [row.commitment for row in table.rows] == list(answer.commitments)


def test_line_whose_proof_is_of_another_row_stays_in_words(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工区和城东区今年的就业目标有哪些？"))
    turned = answer.model_copy(update={"commitments": tuple(reversed(answer.commitments))})
    assert not any(block.rows for block in blocks_of(turned))


def test_samples_speak_only_of_what_is_on_file(
    engine: Engine, engine_of: Callable[[dict[str, str]], Engine]
) -> None:
    shipped = samples_of(engine.catalog.documents(), "zh")
    assert all(len(questions) == 3 for questions in shipped.values())
    other = engine_of({"a.txt": "某县通知\n一、总体要求\n全县新增公园3个。\n"})
    assert not any(samples_of(other.catalog.documents(), "zh").values())


def test_scope_offers_what_is_on_file_and_takes_no_more(engine: Engine) -> None:
    documents = engine.catalog.documents()
    choices = {choice.name: choice.values for choice in choices_of(documents, "en")}
    assert {value for value, _ in choices["document"]} == {d.id for d in documents}
    assert {value for value, _ in choices["region"]} == {d.meta.region for d in documents}
    assert filters_of("") == Filters()
    chosen = filters_of('{"region": "洛阳市西工区", "document": "", "category": "住房"}')
    assert chosen == Filters(region="洛阳市西工区", category="住房")
    for wrong in ("[]", "{", '{"sql": "1"}', '{"region": 3}', '{"region": "' + "x" * 300 + '"}'):
        with pytest.raises(InputError):
            filters_of(wrong)
