"""A figure is proved of the case, part, time and place that its clause tells it of, alone."""

from __future__ import annotations

import pytest

from rag.gate import Source, prove

REGIONS = {"青山县": ("青山县", "青山"), "白河区": ("白河区", "白河")}
AGES = (
    "对年满80周岁的老年人，每人每月发放津贴200元；对年满90周岁的，每人每月发放300元；"
    "对年满100周岁的，每人每月发放600元。"
)
TIERS = (
    "第一档年满80周岁的，每人每月发放津贴200元；第二档年满90周岁的，每人每月发放300元；"
    "第三档年满100周岁的，每人每月发放600元。"
)
RAISED = "门诊报销比例由50%提高到60%，住院报销比例由70%提高到80%。"
BEDS = "新建养老床位500张，改建认知障碍照护床位80张。"
PARKING = "新增公共停车泊位3000个（其中错时共享泊位1000个）。"
FAMILIES = "对符合条件的家庭给予补助，其中低保家庭5000元，低收入家庭3000元。"
LIMITS = "逾期未申报的，3年内不得再次申请，情节严重的5年内不得申请。"
HOURS = "工作日9:00至17:00受理，周末10:00至15:00受理。"
DUE = "6月底前完成20个老旧小区改造，12月底前完成加装电梯100台。"
GIVEN_OUT = "一级医院起付线300元、二级医院600元，报销比例分别为90%、80%。"
OFFICES = "区民政局牵头，区财政局配合，7月起发放补贴。"
NEIGHBOUR = "白河区去年加装电梯50台，本县计划加装80台。"
YEARS = "2025年加装电梯50台，2026年计划加装80台。"


def proved(text: str, quote: str) -> bool:
    source = Source(quote=quote, region="青山县", title="青山县2026年工作要点", year=2026)
    return prove(text, ["c1"], {"c1": source}, REGIONS).proved


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("年满80周岁的老年人每人每月发放津贴300元。", AGES),
        ("年满90周岁的老年人每人每月发放津贴600元。", AGES),
        ("老年人每人每月可领取津贴200元。", AGES),
        ("第一章老年人每人每月发放津贴200元。", f"第一章{AGES}"),
        ("第一章老年人每人每月发放津贴200元。", f"第一章津贴。{AGES}"),
        ("第十二条老年人每人每月发放津贴200元。", f"第十二条{AGES}"),
        ("第一类老年人每人每月发放津贴200元。", f"第一类老年人津贴：{AGES}"),
        ("第二类老年人每人每月发放津贴300元。", f"第二类老年人{AGES}"),
        ("一级失能的老年人，每人每月发放津贴200元。", f"一级失能的老年人，{AGES}"),
        ("每人每月发放300元，第二档除外。", TIERS),
        ("第一档每人每月发放300元。", TIERS),
        ("门诊报销比例为50%。", RAISED),
        ("新建养老床位和改建认知障碍照护床位500张。", BEDS),
        ("新增错时共享泊位3000个。", PARKING),
        ("对符合条件的家庭给予补助5000元。", FAMILIES),
        ("逾期未申报的5年内不得申请。", LIMITS),
        ("周末9:00至17:00受理。", HOURS),
        ("6月底前完成老旧小区改造和加装电梯100台。", DUE),
        ("20个老旧小区加装电梯100台。", DUE),
        ("二级、一级医院报销比例分别为90%、80%。", GIVEN_OUT),
        ("区财政局牵头发放补贴。", OFFICES),
        ("青山县计划加装电梯50台。", NEIGHBOUR),
        ("加装电梯50台。", YEARS),
    ],
)
def test_a_figure_of_another_case_part_time_or_place_is_not_proved(text: str, quote: str) -> None:
    assert not proved(text, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("年满80周岁的老年人每人每月发放津贴200元。", AGES),
        ("年满90周岁的，每人每月发放300元。", AGES),
        ("年满80周岁的老年人每人每月200元，年满90周岁的每人每月300元。", AGES),
        ("第一档每人每月发放津贴200元。", TIERS),
        ("第二档每人每月发放300元。", TIERS),
        ("第二档的，每人每月发放300元。", TIERS),
        ("第二档每人每月发放300元。", TIERS.replace("；", "，")),
        ("门诊报销比例由50%提高到60%。", RAISED),
        ("新建养老床位500张、改建认知障碍照护床位80张。", BEDS),
        ("新增公共停车泊位3000个，其中错时共享泊位1000个。", PARKING),
        ("低保家庭补助5000元。", FAMILIES),
        ("情节严重的5年内不得申请。", LIMITS),
        ("周末10:00至15:00受理。", HOURS),
        ("6月底前完成老旧小区改造20个，12月底前加装电梯100台。", DUE),
        ("区民政局牵头，区财政局配合。", OFFICES),
        ("白河区去年加装电梯50台。", NEIGHBOUR),
        ("2025年加装电梯50台。", YEARS),
    ],
)
def test_a_figure_told_as_its_clause_tells_it_is_proved(text: str, quote: str) -> None:
    assert proved(text, quote)
