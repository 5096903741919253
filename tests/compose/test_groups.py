"""A group of people is not counted by a number of others."""

from __future__ import annotations

import pytest

from rag.compose.groups import counts_other_people, lacks_group
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
        ("今年建几个农民工公寓", "面向农民工,建成公寓5个"),
    ],
)
def test_the_group_itself_is_counted(question: str, words: str) -> None:
    assert not is_of_others(question, words)


def test_a_heading_may_say_whom_a_number_counts() -> None:
    words = "全年培训1200人次"
    assert not is_of_others("培训多少农民工", words, f"促进农民工就业\n{words}。")
    assert is_of_others("培训多少农民工", words, f"促进就业\n{words}。")


@pytest.mark.parametrize(
    ("question", "passage", "lacking"),
    [
        ("残疾人有什么帮助", "做好低保兜底保障工作,将困难群众纳入保障范围", True),
        ("有没有留守儿童服务", "高质量开展残疾人康复服务", True),
        ("残疾人有什么帮助", "孤寡、残疾家庭免费安装", False),
        ("退伍军人怎么安置", "加强退役军人就业服务", False),
        ("老人有什么帮助", "做好低保兜底保障工作", False),
        ("农村的厕所怎么改", "新建改建公厕12座", True),
        ("农村的厕所怎么改", "完成乡镇旱厕改造", False),
        ("三甲医院建几家", "新建示范性中医馆2家", True),
        ("三甲医院建几家", "力争建成三级医院1家", False),
        ("三甲医院建几家", "新建二级医院1家,健全三级养老网络", True),
        ("农村的厕所怎么改", "完成城中村厕所改造", True),
        ("农民工子女能上学吗", "保障随迁子女在公办学校就近入学", False),
        ("农民工能参加社会保险吗", "引导农业转移人口参加社会保险", False),
    ],
)
def test_a_group_of_people_must_be_spoken_of(question: str, passage: str, lacking: bool) -> None:
    assert lacks_group(question, shipped_thesaurus().terms(question), passage) is lacking
