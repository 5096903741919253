"""A passage that names nothing of the thing counted does not count it."""

from __future__ import annotations

import pytest

from rag.compose.things import (
    counts_another,
    counts_no_population,
    is_of_other_kind,
    lacks_thing,
)
from rag.understand.thesaurus import shipped_thesaurus


def lacks(question: str, passage: str) -> bool:
    return lacks_thing(question, shipped_thesaurus().terms(question), passage)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("新建多少所幼儿园", "新建提升特色休闲农庄、采摘园12个。"),
        ("要培训多少名教师?", "完成职业技能培训1.1万人次。"),
        ("要新建多少座过街天桥", "新改建农村公路126公里。"),
        ("医院有多少张床位", "建设心血管、肿瘤两大中心,新增门诊3处。"),
    ],
)
def test_another_thing_in_the_same_unit_is_none(question: str, passage: str) -> None:
    assert lacks(question, passage)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("雨污分流改造多少公里", "加快河岸4公里截污管道建设。"),
        ("室内游泳馆建成几个", "建成社区体育公园14个。"),
        ("幼儿园要建几所", "新建改建公厕12座。"),
    ],
)
def test_a_thing_named_before_its_verb_must_be_named_too(question: str, passage: str) -> None:
    assert lacks(question, passage)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("雨污分流改造了多少公里", "完成雨污混接改造12公里。"),
        ("今年计划改造多少个", "改造老旧小区46个。"),
        ("停车场新建多少个", "新建停车场12个。"),
    ],
)
def test_a_thing_named_before_its_verb_may_be_named_otherwise(question: str, passage: str) -> None:
    assert not lacks(question, passage)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("要新建多少座过街天桥", "新建人行天桥4座。"),
        ("交付多少套回迁房", "建成交付安置房600套。"),
        ("总共涉及多少套房子", "80个小区7700套房屋综合整治。"),
        ("新增多少个泊位", "新建停车场12个、新增车位900个以上。"),
        ("清理了多少座汉墓", "清理汉代墓葬31座。"),
        # described, not named: nothing is known of what documents call it
        ("给围几块带网子的场地", "建成3个笼式足球场。"),
        ("多少个能让人锻炼的场子", "建成14个社区体育公园。"),
    ],
)
def test_the_same_thing_in_other_words_is_left(question: str, passage: str) -> None:
    assert not lacks(question, passage)


def is_other(question: str, near: str) -> bool:
    return is_of_other_kind(question, shipped_thesaurus().terms(question), near, near)


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("今年改造多少公里燃气管道", "加快河岸4公里截污管道建设。"),
        ("开办多少张康复床位?", "支持卫生院开办养老床位40张。"),
        ("通了多少条旅游公交线路", "新开通客货邮合作线路19条。"),
    ],
)
def test_another_kind_of_the_thing_is_none(question: str, near: str) -> None:
    assert is_other(question, near)


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("今年改造多少公里燃气管道", "完成燃气老旧管网改造12公里。"),
        # no kind is told: it may be the one asked for
        ("今年改造多少个老旧小区", "改造2000年底前建成的小区46个。"),
        ("已经整改多少个无障碍问题", "发现坡道过陡等问题317个,已整改264个。"),
        # the kind stands in the sentence
        ("要募集多少个见习岗位", "面向见习青年募集岗位2600个。"),
        ("新建多少所学校", "新建中心学校2所。"),
    ],
)
def test_the_thing_without_its_kind_is_left(question: str, near: str) -> None:
    assert not is_other(question, near)


@pytest.mark.parametrize(
    ("question", "words", "near", "lacking"),
    [
        ("农村人口有多少", "5000人次", "转移人口市民化\n转移就业5000人次。", True),
        ("农村人口有多少", "5000人", "农村劳动力转移就业5000人。", True),
        ("现在有多少万人口", "12万人次", "服务群众12万人次。", True),
        ("常住人口是多少?", "36万人", "常住人口达到36万人。", False),
        ("全区人口多少", "35万", "辖区总人数35万人。", False),
        ("转移就业多少人次", "5000人次", "农村劳动力转移就业5000人次。", False),
    ],
)
def test_a_population_is_told_as_one(question: str, words: str, near: str, lacking: bool) -> None:
    assert counts_no_population(question, words, near) is lacking


def counts_other(question: str, near: str) -> bool:
    return counts_another(question, shipped_thesaurus().terms(question), near, near)


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("改造多少个农贸市场", "6月底前提升180个重点点位及周边环境。"),
        ("新增多少个托位", "在9个社区开展试点。"),
        ("改造涉及多少所学校", "涉及74个小区,更换供热管网。"),
    ],
)
def test_things_of_another_name_are_not_it(question: str, near: str) -> None:
    assert counts_other(question, near)


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("改造多少个农贸市场", "推进菜市场提质,改造12个标准化市场。"),
        ("改造多少个农贸市场", "完成菜市场提升,涉及12个点位。"),
        ("第二批有多少个小区", "第二批54个由街道托管。"),
        ("收回了多少台主机", "连续闲置的415台已收回。"),
        ("新增多少个泊位", "新增车位900个以上。"),
    ],
)
def test_things_without_a_name_of_their_own_are_left(question: str, near: str) -> None:
    assert not counts_other(question, near)


def test_a_question_that_repeats_itself_is_read_at_once() -> None:
    assert not lacks("共" * 500, "新建改建公厕12座。")
