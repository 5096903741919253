"""When commitments are due: as printed, and as days only where the year is known."""

from datetime import date

import pytest
from commitment_documents import rows


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("6月底前", None, date(2024, 6, 30)),
        ("年底前", None, date(2024, 12, 31)),
        ("2月底前", None, date(2024, 2, 29)),
        ("6月前", None, date(2024, 5, 31)),
        ("10月15日前", None, date(2024, 10, 15)),
        ("到2025年", None, date(2025, 12, 31)),
        ("全年", date(2024, 1, 1), date(2024, 12, 31)),
        ("年内", date(2024, 1, 1), date(2024, 12, 31)),
        ("今年", date(2024, 1, 1), date(2024, 12, 31)),
        ("明年5月", date(2025, 5, 1), date(2025, 5, 31)),
        ("上半年", date(2024, 1, 1), date(2024, 6, 30)),
        ("三季度", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024年3月至5月", date(2024, 3, 1), date(2024, 5, 31)),
        ("国庆前", None, date(2024, 9, 30)),
        ("“十四五”期间", date(2021, 1, 1), date(2025, 12, 31)),
        ("到“十四五”末", None, date(2025, 12, 31)),
    ],
)
def test_a_known_year_makes_days(words, first, last):
    (row,) = rows(f"{words}新建书屋3个。", year=2024)
    assert row.deadline_text == words.removeprefix("到") or row.deadline_text == words
    assert (row.deadline_from, row.deadline_to) == (first, last)
    assert row.deadline_month_day is None


@pytest.mark.parametrize(
    ("words", "month_day"),
    [("6月底前", "06-30"), ("年底前", "12-31"), ("全年", "12-31"), ("9月1日前", "09-01")],
)
def test_an_unknown_year_is_not_guessed(words, month_day):
    (row,) = rows(f"{words}新建书屋3个。")
    assert row.deadline_text == words
    assert (row.deadline_from, row.deadline_to) == (None, None)
    assert row.deadline_month_day == month_day


def test_the_text_may_name_the_year():
    (row,) = rows("2026年6月底前新建书屋3个。")
    assert row.deadline_to == date(2026, 6, 30)


def due(text):
    return [(row.quote, row.deadline_text) for row in rows(text)]


def test_a_date_on_its_own_governs_the_sentence():
    assert due("到2025年,新建书屋3个,改造泵站2座;加装电梯8部。") == [
        ("到2025年,新建书屋3个", "到2025年"),
        ("改造泵站2座", "到2025年"),
        ("加装电梯8部", "到2025年"),
    ]


def test_a_span_of_the_year_governs_until_another_date():
    assert due("全年新建书屋3个,改造泵站2座,9月底前加装电梯8部。") == [
        ("全年新建书屋3个", "全年"),
        ("改造泵站2座", "全年"),
        ("9月底前加装电梯8部", "9月底前"),
    ]


def test_a_date_at_a_verb_governs_what_shares_the_verb_only():
    assert due("6月底前完成书屋3个、驿站5个,泵站2座,新增泊位800个。") == [
        ("6月底前完成书屋3个", "6月底前"),
        ("驿站5个", "6月底前"),
        ("泵站2座", "6月底前"),
        ("新增泊位800个", None),
    ]


def test_a_date_governs_nothing_before_it():
    assert due("新建书屋3个,5月底前改造泵站2座。") == [
        ("新建书屋3个", None),
        ("5月底前改造泵站2座", "5月底前"),
    ]


def test_a_date_alone_is_a_commitment():
    found = rows("东站片区,4月底前完成征收任务,7月底开工建设,适时启动安置。")
    assert [(row.quote, row.action, row.deadline_text, row.strict) for row in found] == [
        ("4月底前完成征收任务", "完成", "4月底前", True),
        ("7月底开工建设", "开工建设", "7月底", True),
    ]


def test_a_carried_date_stands_outside_the_quote():
    _, row = rows("6月底前完成书屋3个,泵站清零。")
    assert (row.deadline_text, row.strict) == ("6月底前", False)


def test_service_limits_are_quantity_and_deadline():
    (row,) = rows("材料齐全的，应在受理后5个工作日内办结。")
    assert (row.value, row.unit, row.comparator) == ("5", "工作日", "<=")
    assert (row.deadline_text, row.deadline_to) == ("5个工作日内", None)
    (row,) = rows("力争三年内建成南湖枢纽。")
    assert (row.value, row.deadline_text) == (None, "三年内")
    (row,) = rows("力争三年内培育龙头企业10家。")
    assert (row.value, row.unit, row.deadline_text) == ("10", "家", "三年内")


def test_a_note_after_the_sentence_sets_its_term():
    (row,) = rows(
        "方案\n一、任务\n1.改造小区15个。（责任单位：住建局；完成时限：2024年10月底前）\n"
    )
    assert row.deadline_text == "2024年10月底前"
    assert row.deadline_to == date(2024, 10, 31)


def test_a_sentence_about_a_term_is_a_commitment_itself():
    first, second = rows("每人每月补助200元。补助期限为30天。")
    assert (first.deadline_text, second.value, second.unit) == (None, "30", "天")


@pytest.mark.parametrize(
    "text",
    [
        "2020年毕业生的档案由人社局保管。",
        "对6月30日前到期的贷款给予展期。",
        "本办法自2024年1月1日起施行,有效期至2025年12月31日。",
        "区人民政府办公室 2024年1月15日",
        "落实《2021年城镇化工作要点》。",
    ],
)
def test_other_dates_are_none(text):
    assert rows(text) == ()


def test_what_is_cut_down_to_a_time_is_no_term_for_what_follows():
    assert due("审批时限压缩至40个工作日以内,建成书屋3个。") == [
        ("审批时限压缩至40个工作日以内", "40个工作日以内"),
        ("建成书屋3个", None),
    ]


def test_the_year_in_which_something_opens_is_its_deadline():
    assert due("北岭中学南校区2025年秋季学期投入使用。") == [
        ("北岭中学南校区2025年秋季学期投入使用", "2025年秋季学期")
    ]
