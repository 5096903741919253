"""What words must hold before they can answer: figures in the unit asked for, years, phones."""

from __future__ import annotations

import pytest

from rag.compose.checks import lacking
from rag.schemas import Question
from rag.text import fold
from rag.understand import Gazetteer, understand


def lacks(question: str, words: str) -> str | None:
    asked = understand(
        Question(text=question), Gazetteer([]), lambda _: True, lambda folded: folded, limit=500
    )
    return lacking(asked, fold(question), fold(words), fold(words), lambda _: True)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("孩子想踢球，给围几块带网子的场地？", "建成3个笼式足球场"),
        ("被盯着的人家每年多挣几成？", "监测对象收入增长10%以上"),
        ("毕业生一百个里头得有多少个找着活？", "高校毕业生就业率达90%以上"),
        ("头顶全是电话网络的绳子，管不管啊", "完成27条道路线缆整治"),
        ("What yearly income is each village supposed to top?", "各村收入均超过30万元"),
        ("停车多少块一小时", "每小时收费3元"),
    ],
)
def test_what_is_told_in_other_measures_answers(question: str, words: str) -> None:
    assert lacks(question, words) is None


@pytest.mark.parametrize(
    ("question", "words", "reason"),
    [
        ("修一块球场要几块钱？", "建成3个笼式足球场", "figure"),
        ("停车多少块一小时", "新建停车场10个", "figure"),
        ("被盯着的人家每年多挣几成？", "帮扶监测对象200户", "figure"),
        ("咨询电话是多少？", "由街道办事处负责", "figure"),
        ("服务中心的电话有没有", "建设服务中心3个", "procedure"),
        ("What year will it be finished?", "6月底前完成", "date"),
    ],
)
def test_what_is_told_of_something_else_does_not(question: str, words: str, reason: str) -> None:
    assert lacks(question, words) == reason


@pytest.mark.parametrize("number", ["东发〔2021〕7号", "东发[2021]7号", "东政办【2021】第12号"])
def test_the_number_of_a_document_is_one(number: str) -> None:
    assert lacks("这份方案的文号是多少？", f"根据《方案》({number})") is None
    assert lacks("这份方案的文号是多少？", "建设服务中心3个") == "figure"
