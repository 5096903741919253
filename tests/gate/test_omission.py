"""What a draft leaves out of the clauses it rests on is given back in their own words."""

from __future__ import annotations

import pytest

from rag.gate import Cited, LeftOut, Source, left_out

SUBSIDY = "符合条件的小微企业可以申请稳岗补贴，每户不超过5万元，但房地产开发企业除外。"
RENT = "租住保障性租赁住房的职工可以提取住房公积金，每月最高提取2000元。"
LAND = (
    "流转土地200亩以上的，每亩补贴120元；流转期限不少于5年的，每亩再补贴30元；农机购置按规定执行。"
)
TALENT = "对博士研究生给予30万元购房补贴，对硕士研究生给予10万元购房补贴。"
JOBS = "全年新增就业3000人，培训2000人次，城镇登记失业率控制在4.5%以内。"
PAPERS = "办理时应当提交身份证、户口簿和结婚证。"
VISIT = "景区对65周岁以上老年人免收门票。除法定节假日外，现役军人凭证免收门票。"
APART = "养老机构按床位给予补助。但已停业的养老机构不享受补助。食堂另行规定。"


def guarded(question: str, said: str, quote: str) -> LeftOut:
    return left_out([Cited(said, ("c1",))], {"c1": Source(quote=quote)}, question)


@pytest.mark.parametrize(
    ("question", "said", "quote", "kind", "appended"),
    [
        (
            "稳岗补贴有多少",
            "符合条件的小微企业可以申请稳岗补贴，每户不超过5万元。",
            SUBSIDY,
            "exception",
            "但房地产开发企业除外。",
        ),
        (
            "谁能申请稳岗补贴",
            "符合条件的小微企业可以申请稳岗补贴，房地产开发企业除外。",
            SUBSIDY,
            "limit",
            "每户不超过5万元，",
        ),
        ("小微企业有补贴吗", "小微企业可以申请稳岗补贴。", SUBSIDY, "condition", SUBSIDY),
        (
            "租房能提公积金吗",
            "租住保障性租赁住房的职工可以提取住房公积金。",
            RENT,
            "limit",
            "每月最高提取2000元。",
        ),
        (
            "每亩补贴多少",
            "每亩补贴120元。",
            LAND,
            "condition",
            "流转土地200亩以上的，",
        ),
        (
            "每亩补贴多少",
            "流转土地200亩以上的，每亩补贴120元。",
            LAND,
            "sibling",
            "流转期限不少于5年的，每亩再补贴30元；",
        ),
        (
            "研究生购房补贴是多少",
            "对博士研究生给予30万元购房补贴。",
            TALENT,
            "sibling",
            "对硕士研究生给予10万元购房补贴。",
        ),
        ("要带什么材料", "办理时应当提交身份证。", PAPERS, "sibling", PAPERS),
        (
            "养老机构有补助吗",
            "养老机构按床位给予补助。",
            APART,
            "exception",
            "但已停业的养老机构不享受补助。",
        ),
        (
            "现役军人门票",
            "现役军人凭证免收门票。",
            VISIT,
            "exception",
            "除法定节假日外，",
        ),
    ],
)
def test_what_qualifies_an_answer_is_appended_word_for_word(
    question: str, said: str, quote: str, kind: str, appended: str
) -> None:
    found = guarded(question, said, quote)
    assert (kind, appended) in [(o.kind, o.quote) for o in found.quotes]
    assert all(quote[o.start : o.end] == o.quote for o in found.quotes)
    assert found.whole


@pytest.mark.parametrize(
    ("question", "said", "quote"),
    [
        ("稳岗补贴", SUBSIDY, SUBSIDY),
        ("就业目标", "全年新增就业3000人。", JOBS),
        ("培训多少人", "全年培训2000人次。", JOBS),
        ("硕士研究生购房补贴是多少", "对硕士研究生给予10万元购房补贴。", TALENT),
        ("要带什么材料", "应当提交身份证、户口簿、结婚证。", PAPERS),
        ("公积金能提多少", "租住保障性租赁住房的职工每月最多提取2000元住房公积金。", RENT),
        ("土地流转补贴", LAND, LAND),
    ],
)
def test_nothing_is_appended_to_what_is_whole_or_stands_apart(
    question: str, said: str, quote: str
) -> None:
    assert guarded(question, said, quote) == LeftOut()


def test_what_another_sentence_says_is_not_appended() -> None:
    said = [
        Cited("符合条件的小微企业可以申请稳岗补贴，每户不超过5万元。", ("c1",)),
        Cited("房地产开发企业除外。", ("c1",)),
    ]
    assert left_out(said, {"c1": Source(quote=SUBSIDY)}, "稳岗补贴") == LeftOut()


def test_an_answer_that_leaves_out_too_much_is_not_whole() -> None:
    quotes = {
        f"c{n}": Source(quote=f"第{n}类企业可以申请补贴，但第{n}类中的房地产企业除外。")
        for n in range(1, 7)
    }
    said = [Cited(f"第{n}类企业可以申请补贴。", (f"c{n}",)) for n in range(1, 7)]
    found = left_out(said, quotes, "哪些企业可以申请补贴")
    assert not found.whole
    assert 0 < len(found.quotes) < 6
