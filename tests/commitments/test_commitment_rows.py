"""What a sentence commits to: one row for each item, with its own words and number."""

import pytest
from commitment_documents import rows

ROWS = [
    # the verb of the item before, where a number has none of its own
    (
        "同步推进楼栋加装电梯,三年累计90部。",
        [("三年累计90部", "推进", "楼栋加装电梯", "90", "部", "=")],
    ),
    (
        "建成青溪物流园,冷库容量5万立方米。",
        [("冷库容量5万立方米", "建成", "冷库容量", "50000", "立方米", "=")],
    ),
    # so many of a whole in each year; what the whole is dated by is no deadline of it
    (
        "改造建成于2000年以前的小区96个,其中2025年40个、2026年56个。",
        [
            (
                "改造建成于2000年以前的小区96个",
                "改造建成",
                "于2000年以前的小区",
                "96",
                "个",
                "=",
            ),
            ("其中2025年40个", "改造建成", "于2000年以前的小区", "40", "个", "="),
            ("2026年56个", "改造建成", "于2000年以前的小区", "56", "个", "="),
        ],
    ),
    # a ratio has no measure word
    (
        "城乡居民收入比缩小到1.9以内。",
        [("城乡居民收入比缩小到1.9以内", "缩小", "城乡居民收入比", "1.9", "", "<=")],
    ),
    # how large what is set up is to be; and by how much, not to what
    (
        "设立规模5亿元的引导基金。",
        [("设立规模5亿元的引导基金", "设立", "规模引导基金", "500000000", "元", "=")],
    ),
    (
        "坚持过“紧日子”,一般性支出压减10%。",
        [("一般性支出压减10%", "压减", "一般性支出压减", "10", "%", "=")],
    ),
    # verbs that no list holds, and a noun in the place of one
    (
        "加固病险水库14座。",
        [("加固病险水库14座", "加固", "病险水库", "14", "座", "=")],
    ),
    (
        "在湖区布设监控112处。",
        [("在湖区布设监控112处", "布设", "监控", "112", "处", "=")],
    ),
    (
        "布局口袋公园24个。",
        [("布局口袋公园24个", "布局", "口袋公园", "24", "个", "=")],
    ),
    (
        "硬化村道36公里。",
        [("硬化村道36公里", "硬化", "村道", "36", "公里", "=")],
    ),
    (
        "在商超、车站布设自助终端80台。",
        [("在商超、车站布设自助终端80台", "布设", "自助终端", "80", "台", "=")],
    ),
    (
        "新建标准厂房18万平方米。",
        [("新建标准厂房18万平方米", "新建", "标准厂房", "180000", "平方米", "=")],
    ),
    # a verb shared by what 、 and a comma join
    (
        "新建3处文化驿站、5个篮球场。",
        [
            ("新建3处文化驿站", "新建", "文化驿站", "3", "处", "="),
            ("5个篮球场", "新建", "篮球场", "5", "个", "="),
        ],
    ),
    (
        "完成新增创业2300人,脱贫人口转移就业900人次。",
        [
            ("完成新增创业2300人", "完成", "新增创业", "2300", "人", "="),
            ("脱贫人口转移就业900人次", "完成", "脱贫人口转移就业", "900", "人次", "="),
        ],
    ),
    # each with a verb of its own
    (
        "改造泵站8座,铺设雨水管15.5公里,新增泊位2000个以上。",
        [
            ("改造泵站8座", "改造", "泵站", "8", "座", "="),
            ("铺设雨水管15.5公里", "铺设", "雨水管", "15.5", "公里", "="),
            ("新增泊位2000个以上", "新增", "泊位", "2000", "个", ">="),
        ],
    ),
    # names listed before 等 belong to one row, as do two numbers of one item
    (
        "推进长青路、望江路、石桥路等6条道路、小巷提升。",
        [
            (
                "推进长青路、望江路、石桥路等6条道路、小巷提升",
                "推进",
                "长青路、望江路、石桥路等道路、小巷提升",
                "6",
                "条",
                "=",
            )
        ],
    ),
    (
        "实施柳园、南苑等12个小区1500套住房修缮。",
        [
            (
                "实施柳园、南苑等12个小区1500套住房修缮",
                "实施",
                "柳园、南苑等小区住房修缮",
                "12",
                "个",
                "=",
            ),
            (
                "实施柳园、南苑等12个小区1500套住房修缮",
                "实施",
                "柳园、南苑等小区住房修缮",
                "1500",
                "套",
                "=",
            ),
        ],
    ),
    # measures and how they are bounded
    (
        "确保社区服务满意率达92%以上,投诉率控制在1.5%以内,结案率不低于98%。",
        [
            ("确保社区服务满意率达92%以上", "确保", "社区服务满意率", "92", "%", ">="),
            ("投诉率控制在1.5%以内", "控制", "投诉率", "1.5", "%", "<="),
            ("结案率不低于98%", "不低于", "结案率", "98", "%", ">="),
        ],
    ),
    (
        "力争各村集体收入均超过20万元。",
        [("力争各村集体收入均超过20万元", "力争", "各村集体收入", "200000", "元", ">")],
    ),
    (
        "培训护理员1.2万人次,种植中药材三百亩,修建两座桥。",
        [
            ("培训护理员1.2万人次", "培训", "护理员", "12000", "人次", "="),
            ("种植中药材三百亩", "种植", "中药材", "300", "亩", "="),
            ("修建两座桥", "修建", "桥", "2", "座", "="),
        ],
    ),
    (
        "票价由3元降至2元。",
        [("票价由3元降至2元", "降至", "票价", "2", "元", "=")],
    ),
    (
        "按不低于工资基数的150%支付加班费。",
        [
            (
                "按不低于工资基数的150%支付加班费",
                "支付",
                "按不低于工资基数支付加班费",
                "150",
                "%",
                ">=",
            )
        ],
    ),
    # shared out one by one
    (
        "开工率、竣工率分别达到100%、80%以上。",
        [
            ("开工率、竣工率分别达到100%、80%以上", "达到", "开工率", "100", "%", ">="),
            ("开工率、竣工率分别达到100%、80%以上", "达到", "竣工率", "80", "%", ">="),
        ],
    ),
    # what brackets add has words of its own
    (
        "建设驿站20个(其中新建12个)。",
        [
            ("建设驿站20个(其中新建12个)", "建设", "驿站", "20", "个", "="),
            ("建设驿站20个(其中新建12个)", "新建", "驿站", "12", "个", "="),
        ],
    ),
    # benefits, and whom they are for
    (
        "对新招用毕业生的企业，每人给予1500元补贴；推荐上岗30人以上的，奖励2万元。",
        [
            ("每人给予1500元补贴", "给予", "补贴", "1500", "元", "="),
            ("奖励2万元", "奖励", "推荐上岗30人以上的", "20000", "元", "="),
        ],
    ),
    (
        "承租国有房产的小店，免收2个月租金，再减半收取3至6个月。",
        [
            ("免收2个月租金", "免收", "租金", "2", "个月", "="),
            ("再减半收取3至6个月", "减半", "收取", "3", "个月", None),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_each_item_is_a_row(text, expected):
    found = [
        (row.quote, row.action, row.subject, row.value, row.unit, row.comparator)
        for row in rows(text)
    ]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_every_quote_is_verbatim_and_holds_its_number(text, expected):
    for row in rows(text):
        assert text[row.start : row.end] == row.quote
        assert any(character.isdigit() or character in "两三百" for character in row.quote)
    assert len(rows(text)) == len(expected)


def test_a_range_has_two_ends():
    (row,) = rows("每天开放8-10小时。")
    assert (row.value, row.value_max, row.unit, row.comparator) == ("8", "10", "小时", None)


def test_full_coverage_counts_without_a_number():
    found = rows("实现村级快递点全覆盖,确保欠薪案件动态清零。")
    assert [(row.quote, row.value, row.strict) for row in found] == [
        ("实现村级快递点全覆盖", None, False),
        ("确保欠薪案件动态清零", None, False),
    ]
    (dated,) = rows("9月底前实现村级快递点全覆盖。")
    assert dated.strict
    assert rows("建立全覆盖的监管体系。") == ()


def test_places_are_those_named():
    (row,) = rows("完成柳园路、南湖路等5条道路改造。")
    assert row.places == ("柳园路", "南湖路")
    first, second = rows("南湖片区,5月底前完成征收任务,8月底开工建设;东站片区,启动规划。")
    assert (first.places, second.places) == (("南湖片区",), ("南湖片区",))
    assert second.subject == "南湖片区"
    (row,) = rows("做好学校、医院等8个场所检测。")
    assert row.places == ()


def test_a_list_of_bare_lines_counts():
    text = "实施方案\n一、任务\n1.新建公园3个\n2.加装电梯80部\n"
    assert [(row.clause_path, row.quote) for row in rows(text)] == [
        ("一、1.", "新建公园3个"),
        ("一、2.", "加装电梯80部"),
    ]


def test_rows_know_their_clause_and_document():
    text = "方案\n一、住有所居\n（一）筹集公租房600套。\n（二）改造厨房80间。\n"
    first, second = rows(text)
    assert (first.clause_path, second.clause_path) == ("一、（一）", "一、（二）")
    assert first.clause_id != second.clause_id
    assert first.document_id == second.document_id == "d-1"


def test_identities_are_stable_and_distinct():
    text = "实施柳园、南苑等12个小区1500套住房修缮,新建亭子2座。"
    once, again = rows(text), rows(text)
    assert [row.id for row in once] == [row.id for row in again]
    assert len({row.id for row in once}) == 3
    assert {row.id for row in rows(text, content_hash="other")}.isdisjoint(row.id for row in once)


def test_numbers_in_full_width_and_traditional_script_count():
    (row,) = rows("新建書房３處。")
    assert (row.quote, row.subject, row.value, row.unit) == ("新建書房３處", "書房", "3", "处")


def test_a_row_of_a_table_is_quoted_whole_and_due_when_its_date_says() -> None:
    line = "任务：完成20个小区改造；责任单位：住建局；时限：6月底前。"
    (row,) = rows(f"任务清单\n一、重点任务\n{line}\n项目：电梯；完成时间：2024年12月底前。")
    assert (row.quote, row.value, row.unit, row.subject) == (line, "20", "个", "小区改造")
    assert row.deadline_text == "6月底前"
