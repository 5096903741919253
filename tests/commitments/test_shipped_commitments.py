"""Rows of the shipped documents, read by hand."""

from datetime import date
from pathlib import Path

import pytest

from rag.clauses import clause_tree
from rag.commitments import CATEGORIES, commitments
from rag.documents import load
from rag.documents.manifest import read_manifest

CORPUS = Path(__file__).parents[2] / "corpus"


def read(source):
    made = load(CORPUS / source, source, read_manifest(CORPUS)[source])
    return made, commitments(made, clause_tree(made))


@pytest.fixture(scope="module")
def xigong():
    return read("xigong-government-work-report-excerpt.txt")


@pytest.fixture(scope="module")
def chengdong():
    return read("chengdong-2021-urbanisation-measures-draft.txt")


@pytest.mark.parametrize(
    ("quote", "subject", "value", "unit", "comparator", "deadline", "category"),
    [
        ("新增车位1000个以上", "车位", "1000", "个", ">=", None, "交通"),
        ("2处四星级游园", "四星级游园", "2", "处", "=", None, "环境"),
        (
            "年底前筹集筹建保障性租赁住房1000套",
            "保障性租赁住房",
            "1000",
            "套",
            "=",
            "年底前",
            "住房",
        ),
        ("4月底前完成东片区征迁任务", "东片区征迁任务", None, None, None, "4月底前", "城市更新"),
        ("6月底开工建设", "城市阳台片区", None, None, None, "6月底", "城市更新"),
        ("完成职业技能培训1.3万人次", "职业技能培训", "13000", "人次", "=", None, "就业"),
        (
            "力争红山各社区集体经济收入均超过30万元",
            "红山各社区集体经济收入",
            "300000",
            "元",
            ">",
            None,
            "乡村农业",
        ),
        (
            "基本医疗保险参保率稳定在95%以上",
            "基本医疗保险参保率",
            "95",
            "%",
            ">=",
            None,
            "社会保障",
        ),
        (
            "6月底前实现红山集中供水全覆盖",
            "红山集中供水全覆盖",
            None,
            None,
            None,
            "6月底前",
            "乡村农业",
        ),
    ],
)
def test_rows_of_the_work_report(
    xigong, quote, subject, value, unit, comparator, deadline, category
):
    _, found = xigong
    (row,) = [row for row in found if row.quote == quote]
    assert (row.subject, row.value, row.unit) == (subject, value, unit)
    assert (row.comparator, row.deadline_text, row.category) == (comparator, deadline, category)
    assert row.region == "洛阳市西工区"
    assert row.deadline_to is None


@pytest.mark.parametrize(
    ("quote", "subject", "value", "comparator", "last"),
    [
        ("3个笼式足球场", "笼式足球场", "3", "=", None),
        ("农村劳动力转移就业5000人次", "农村劳动力转移就业", "5000", "=", date(2021, 12, 31)),
        ("确保高校毕业生就业率达90%以上", "高校毕业生就业率", "90", ">=", None),
        ("城镇登记失业率控制在2.5%以内", "城镇登记失业率", "2.5", "<=", None),
        ("30个微绿地", "微绿地", "30", "=", None),
    ],
)
def test_rows_of_the_measures(chengdong, quote, subject, value, comparator, last):
    _, found = chengdong
    (row,) = [row for row in found if row.quote == quote]
    assert (row.subject, row.value, row.comparator) == (subject, value, comparator)
    assert row.deadline_to == last


def test_names_that_hold_numbers_are_no_rows(xigong, chengdong):
    for made, found in (xigong, chengdong):
        for name in ("“351”", "“151”", "第二、第三幼儿园", "319号", "3+N+15", "三年", "两个关键"):
            at = made.text.find(name)
            assert not any(row.value and row.start <= at < row.end for row in found)


def test_every_row_is_proved_by_its_words(xigong, chengdong):
    for made, found in (xigong, chengdong):
        assert len({row.id for row in found}) == len(found)
        for row in found:
            assert made.text[row.start : row.end] == row.quote
            assert row.category in CATEGORIES
            assert row.action
            assert row.subject
