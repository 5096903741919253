"""Sums, differences and rests of figures that the reader points at, over an invented document."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import ask, engine_over

from rag.chain import Engine
from rag.schemas import Status

LINHE = """临禾区民生实施办法
第一条 统筹资金。三年总投资46亿元，其中争取上级资金18亿元、发行专项债券20亿元、区级自筹8亿元。
第二条 培训补贴。取得高级工证书的补贴2000元，取得高级技师证书的补贴5000元。
第三条 农房安全。C级危房修缮每户补助1.2万元，D级危房重建每户补助3.5万元。
第四条 电梯。为既有住宅加装电梯64部，更新使用年限超过15年的老旧电梯110部。
第五条 就业。全年城镇新增就业9000人以上，帮扶失业人员再就业不超过2000人。
第六条 公园。新建口袋公园6处，修建公厕12座。
第七条 产业基金。产业基金总规模30亿元，其中引导基金6亿元、社会资本24亿元；科创基金总规模9亿元。
第八条 困难家庭。一类困难家庭每月补助100元，二类困难家庭每季度补助150元，失能老人护理补贴600元。
第九条 消费券。发放餐饮消费券300万元，每张面值50元。
第十条 人才。引进人才1000人，包括硕士600人、党员400人、女性300人。
第十一条 供暖。东片区供暖面积300万平方米，西片区供暖面积200万平方米。
第十二条 造林。2025年人工造林6000亩，2024年封山育林4000亩。
"""


@pytest.fixture(scope="module")
def linhe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_over(LINHE, "临禾区", tmp_path_factory) as engine:
        yield engine


@pytest.mark.parametrize(
    ("question", "reckoned", "quotes"),
    [
        (
            "临禾区三年筹资里，专项债和区级自筹两块相加是多少亿元？",
            "20亿元 + 8亿元 = 28亿元",
            ("专项债券20亿元", "区级自筹8亿元"),
        ),
        (
            "临禾取得高级技师证书的比取得高级工证书的，补贴多多少？",
            "5000 - 2000 = 3000 元",
            ("5000元", "2000元"),
        ),
        (
            "临禾更新老旧电梯比加装电梯多多少部？",
            "110 - 64 = 46 部",
            ("加装电梯64部", "老旧电梯110部"),
        ),
        (
            "临禾D级危房重建每户比C级修缮多补多少？",
            "3.5万元 - 1.2万元 = 2.3万元",
            ("3.5万元", "1.2万元"),
        ),
        (
            "临禾总投资刨去专项债券和上级资金，还剩多少亿元？",
            "46亿元 - 20亿元 - 18亿元 = 8亿元",
            ("46亿元", "20亿元", "18亿元"),
        ),
    ],
)
def test_what_is_reckoned_shows_its_figures_and_their_proof(
    linhe: Engine, question: str, reckoned: str, quotes: tuple[str, ...]
) -> None:
    answer = ask(linhe, question)
    assert answer.status is Status.ANSWERED
    assert reckoned in answer.answer
    cited = "\n".join(citation.quote for citation in answer.citations)
    assert all(quote in cited for quote in quotes)


@pytest.mark.parametrize(
    "question",
    [
        # bounded from below and from above
        "临禾新增就业和失业人员再就业合计多少人？",
        # counted in other words
        "临禾口袋公园和公厕一共多少？",
        # one of the two is not stated
        "临禾口袋公园和体育公园一共多少处？",
        "临禾C级危房修缮比B级每户多补多少？",
        # none is part of the other
        "临禾口袋公园除去公厕还剩多少处？",
        # parts of another whole
        "临禾总投资除去引导基金还剩多少亿元？",
        "临禾科创基金除去社会资本还剩多少亿元？",
        # a month and a quarter
        "临禾二类困难家庭比一类困难家庭多补多少元？",
        # a whole and one voucher
        "临禾餐饮消费券比消费券面值多多少？",
        # who is neither, and who is only near
        "临禾半失能老人和一类困难家庭补助相加是多少元？",
        "临禾东片区和南片区供暖面积加起来多少平方米？",
        # those counted may be the same
        "临禾硕士和党员合起来多少人？",
        "临禾引进人才除去硕士和党员还剩多少人？",
        # of two years
        "临禾人工造林比封山育林多多少亩？",
        # the wrong way round
        "临禾加装电梯比更新老旧电梯多多少部？",
        # more than one step
        "临禾专项债券和上级资金加起来比区级自筹多多少亿元？",
    ],
)
def test_nothing_is_reckoned_that_does_not_add_up(linhe: Engine, question: str) -> None:
    answer = ask(linhe, question)
    assert " = " not in answer.answer
