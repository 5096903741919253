"""Numbers that count nothing: under which a document was issued, how many levels a system has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import ask, engine_over

from rag.chain import Engine
from rag.schemas import Status

LANCHUAN = """澜川区就业服务实施方案
为落实《澜川市稳就业工作要点》(澜人社发〔2023〕45号)，结合本区实际，制定本方案。
一、健全区、街道、社区、楼院四级就业服务体系，新建就业驿站12个，改造三级医院2家。
二、全年完成职业技能培训3000人次，开展送岗进村活动20场。
"""


@pytest.fixture(scope="module")
def lanchuan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_over(LANCHUAN, "澜川区", tmp_path_factory) as engine:
        yield engine


def test_a_document_is_named_by_its_number(lanchuan: Engine) -> None:
    answer = ask(lanchuan, "澜川市稳就业工作要点的文号是多少？")
    assert answer.status is Status.ANSWERED
    assert "澜人社发〔2023〕45号" in answer.answer
    assert "澜人社发〔2023〕45号" in answer.citations[0].quote


def test_no_other_number_answers_for_it(lanchuan: Engine) -> None:
    answer = ask(lanchuan, "澜川区送岗进村活动方案的文号是多少？")
    assert "20场" not in answer.answer
    assert "3000" not in answer.answer


def test_levels_are_told(lanchuan: Engine) -> None:
    answer = ask(lanchuan, "澜川区的就业服务体系分几级？")
    assert answer.status is Status.ANSWERED
    assert "四级" in answer.answer
    assert "三级医院" not in answer.answer
