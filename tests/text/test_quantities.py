"""Quantities, and the numbers that are none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text import quantities
from rag.text.numerals import chinese_integer


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "comparator"),
    [
        ("完成职业技能培训1.3万人次,", "1.3万人次", 13000, "人次", "="),
        ("完成职业技能培训13000人次", "13000人次", 13000, "人次", "="),
        ("就业率达90%以上", "90%", 90, "%", ">="),
        ("失业率控制在2.5%以内", "2.5%", "2.5", "%", "<="),
        ("稳定在95%以上", "95%", 95, "%", ">="),
        ("不少于1200场", "1200场", 1200, "场", ">="),
        ("均超过30万元", "30万元", 300000, "元", ">"),
        ("新增车位1000个以上", "1000个", 1000, "个", ">="),
        ("加装电梯300部", "300部", 300, "部", "="),
        ("建设4.2公里截污管道", "4.2公里", "4.2", "公里", "="),
        ("新建2处城市书房", "2处", 2, "处", "="),
        ("80个老旧小区", "80个", 80, "个", "="),
        ("新建1,200个车位", "1,200个", 1200, "个", "="),
        ("三百个车位", "三百个", 300, "个", "="),
        ("两处书房", "两处", 2, "处", "="),
        ("两万多名医护人员", "两万多名", 20000, "名", ">"),
        ("一个平台", "一个", 1, "个", "="),
        ("百分之三十", "百分之三十", 30, "%", "="),
        ("百分之二点五以下", "百分之二点五", "2.5", "%", "<="),
        ("费用降低三成", "三成", 30, "%", "="),
        ("费用降低三成五。", "三成五", 35, "%", "="),
        ("费用降低两成半以上", "两成半", 25, "%", ">="),
        ("近七成居民", "七成", 70, "%", None),
        ("八成多的居民", "八成多", 80, "%", ">"),
        ("提高1.5个百分点", "1.5个百分点", "1.5", "百分点", "="),
        ("在5个工作日内办结", "5个工作日", 5, "工作日", "<="),
        ("三年内建成", "三年", 3, "年", "<="),
        ("不超过三个月", "三个月", 3, "个月", "<="),
        ("近20个小区", "20个", 20, "个", None),
        ("约300家", "300家", 300, "家", None),
        ("300人左右", "300人", 300, "人", None),
        ("20余家", "20余家", 20, "家", ">"),
        ("40多万人次", "40多万人次", 400000, "人次", ">"),
        ("未满18周岁", "18周岁", 18, "周岁", "<"),
        ("最高不超过50万元", "50万元", 500000, "元", "<="),
        ("单笔5亿元", "5亿元", 500000000, "元", "="),
        ("投资2百万元", "2百万元", 2000000, "元", "="),
        ("３０萬元", "３０萬元", 300000, "元", "="),
        ("兩處書房", "兩處", 2, "处", "="),
        ("3千米", "3千米", 3, "公里", "="),
        ("5 km of pipe", "5 km", 5, "公里", "="),
        ("下调100个基点", "100个基点", 100, "基点", "="),
        ("招聘会50场次", "50场次", 50, "场次", "="),
        ("30 percent", "30 percent", 30, "%", "="),
        ("1.2 million people", "1.2 million", 1200000, "", "="),
        ("100人(含)以上", "100人", 100, "人", ">="),
        ("为6500", "6500", 6500, "", "="),
    ],
)
def test_a_quantity_is_read(text, words, value, unit, comparator):
    (found,) = quantities(text)
    assert (found.text, found.value, found.unit) == (words, Decimal(str(value)), unit)
    assert found.comparator == comparator
    assert found.value_max is None
    assert found.is_percentage == (unit == "%")
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("每天3-5次", 3, 5, "次"),
        ("3至5万元", 30000, 50000, "元"),
        ("10万元至20万元", 100000, 200000, "元"),
        ("30%-50%", 30, 50, "%"),
        ("三至五年内", 3, 5, "年"),
        ("百分之三至百分之五", 3, 5, "%"),
    ],
)
def test_a_range_is_one_quantity(text, low, high, unit):
    (found,) = quantities(text)
    assert (found.value, found.value_max, found.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    "text",
    [
        "贯彻市委“351”工作举措",
        "“十四五”规划",
        "十九大精神",
        "十九届二中、三中、四中全会",
        "城东区第二、第三幼儿园",
        "大路口二期",
        "“5G+工业”互联网",
        "5G网络",
        "青发改规划〔2021〕319号",
        "“3+N+15”社会治理体系",
        "2021年",
        "2021-2025年",
        "6月底前",
        "2月5日",
        "一体化",
        "“一老一小一青壮”",
        "三改造",
        "“三变”改革",
        "四清行动",
        "三年攻坚行动",
        "三农",
        "“三自”融合",
        "两会",
        "五女冢路",
        "三门峡市",
        "五台山",
        "一批特色产品",
        "一次性补贴",
        "一起",
        "一站式",
        "统一个标准",
        "两个维护",
        "中央八项规定",
        "一人一策",
        "二次供水",
        "三次产业",
        "8:30开门",
        "24:00",
        "10时35分",
        "0971-8812345",
        "(六)聚焦",
        "1.加强管理",
        "①加强",
        "3号楼",
        "1号线",
        "26路",
        "12年级",
        "附件2",
        "全面",
        "《20条措施》",
        "“两不愁三保障一安全”",
        "第3批",
        "一成不变",
        "统一成册",
        "三成员",
        "八九成",
        "二〇二一年",
    ],
)
def test_a_name_is_no_quantity(text):
    assert quantities(text) == ()


def test_quantities_of_a_whole_sentence_come_in_order():
    text = (
        "新建停车场10个、新增车位1000个以上,安装充电桩4000个以上,新建改建公厕12座,"
        "建成4处口袋公园、2处四星级游园。"
    )
    assert [q.text for q in quantities(text)] == ["10个", "1000个", "4000个", "12座", "4处", "2处"]


def test_full_width_commas_part_numbers():
    assert [q.value for q in quantities("分别为10，200，300人")] == [10, 200, 300]


@given(st.integers(1, 9_999_999), st.sampled_from(["个", "户", "套", "公里", "人次", "亩"]))
def test_grouping_and_width_change_nothing(number, unit):
    wide = "".join(chr(ord(c) + 0xFEE0) for c in str(number))
    readings = [quantities(f"共{n}{unit}") for n in (number, f"{number:,}", wide)]
    assert {(r[0].value, r[0].unit, r[0].comparator) for r in readings} == {(number, unit, "=")}


@given(st.integers(1, 999), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_a_scale_multiplies(number, scale):
    word, factor = scale
    (found,) = quantities(f"投入{number}{word}元")
    assert found.value == number * factor


def numeral(number):
    """Write 1 to 9,999 in Chinese."""
    digits, words, gap = "零一二三四五六七八九", "", False
    for unit, place in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + digits[digit] + unit
            gap = False
        else:
            gap = True
    return words.removeprefix("一") if 10 <= number < 20 else words


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read(number):
    assert chinese_integer(numeral(number)) == number
    assert chinese_integer(f"{numeral(number)}万") == number * 10_000


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("两万五", 25000),
        ("三百五", 350),
        ("一亿零三", 100000003),
        ("二〇二一", 2021),
        ("十", 10),
        ("一万零五百", 10500),
        ("一百零五", 105),
    ],
)
def test_a_spoken_numeral_is_read(words, value):
    assert chinese_integer(words) == value


@given(
    st.text(
        "0123456789０１.,，-至%％万亿个人次年月日〔〕“”《》(（)第一二三百十两余多约近以上内不超 ①",
        max_size=30,
    )
)
def test_offsets_hold_on_any_text(text):
    end = 0
    for found in quantities(text):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end
        assert found.value_max is None or found.value < found.value_max
        end = found.end


@pytest.mark.parametrize("text", ["联系人13812345678 人事科", "拨打12333人力资源热线"])
def test_a_telephone_number_counts_nobody(text):
    assert all(found.unit != "人" for found in quantities(text))


def test_a_range_that_falls_is_none():
    assert [(found.value, found.value_max) for found in quantities("十-一个")] != [(10, 1)]
