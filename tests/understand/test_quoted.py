"""Whatever has a quoted word written beside it is looked for as it stands."""

from __future__ import annotations

import pytest

from rag.chain import Engine
from rag.schemas import Question
from rag.text import fold
from rag.understand.quoted import word_written


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("两份材料中凡是叫“二期”的项目有哪些", "二期"),
        ("文件里明确写“新建”的项目有哪些？", "新建"),
        ("哪些地方提到“红山”", "红山"),
        ("写明“新增”的目标都是哪些", None),
        ("带“以上”字样的内容有哪些", None),
        ("哪些条款写了“几个工作日”，最短和最长分别在哪", None),
        ("什么叫“潮汐窗口”", None),
        ("提到“红岫管家”的办法从哪天起生效", None),
    ],
)
def test_which_word_is_written(text: str, word: str | None) -> None:
    assert word_written(fold(text)) == word


def test_items_without_a_number_are_listed_too(engine: Engine) -> None:
    answer = engine.ask(Question(text="城东区文件里明确写“新建”的项目有哪些？"))
    for named in ("滨河路小学新建项目", "回族医院新建项目", "新建2处城市书房"):
        assert named in answer.answer
