"""A group of people is not counted by a number of others."""

from __future__ import annotations

import pytest

from rag.compose.groups import counts_other_people
from rag.understand.thesaurus import shipped_thesaurus


def is_of_others(question: str, words: str, near: str = "") -> bool:
    return counts_other_people(question, shipped_thesaurus().terms(question), words, near or words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("农民工就业多少人", "统筹农民工、失业人员等群体就业,全年城镇新增就业4200人以上"),
        ("培训多少农民工", "完成职业技能培训1.1万人次"),
        ("退役军人要培训多少人次?", "培训企业职工2800人次、农村转移劳动力1500人次"),
        ("困难职工帮扶多少户", "帮扶低收入家庭400户"),
    ],
)
def test_a_number_of_others_is_no_answer(question: str, words: str) -> None:
    assert is_of_others(question, words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("今年培训多少农民工", "培训农民工3000人次"),
        ("大学生要吸纳多少人", "吸引高校毕业生来区就业创业2100人"),
        ("给多少留守儿童结对", "为1300名留守儿童每人结对一名志愿者"),
        # what is counted are no people
        ("退役军人专场有多少岗位", "提供岗位1500个"),
        ("全年新增就业多少人", "全年城镇新增就业4200人以上"),
    ],
)
def test_the_group_itself_is_counted(question: str, words: str) -> None:
    assert not is_of_others(question, words)


def test_a_heading_may_say_whom_a_number_counts() -> None:
    words = "全年培训1200人次"
    assert not is_of_others("培训多少农民工", words, f"促进农民工就业\n{words}。")
    assert is_of_others("培训多少农民工", words, f"促进就业\n{words}。")
