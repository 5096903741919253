"""The category of a commitment, and what decides it."""

import pytest
from commitment_documents import rows

from rag.commitments import CATEGORIES
from rag.commitments.categories import OTHER


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("筹集保障性租赁住房300套。", "住房"),
        ("新增停车泊位200个。", "交通"),
        ("改造老旧小区12个。", "城市更新"),
        ("新建口袋公园4处。", "环境"),
        ("新增幼儿园学位900个。", "教育"),
        ("新建社区卫生服务站5个。", "医疗健康"),
        ("城镇新增就业3000人。", "就业"),
        ("建设养老服务中心2个。", "养老"),
        ("基本医疗保险参保率达到95%。", "社会保障"),
        ("建设城市书房3处。", "文化体育"),
        ("流转土地500亩。", "乡村农业"),
        ("政务服务事项网上办率达到100%。", "数字治理"),
        ("引进制造业企业20家。", "产业招商"),
        ("新建邻里中心6个。", "社会治理"),
        ("购置木椅20张。", OTHER),
    ],
)
def test_the_words_decide(text, category):
    assert {row.category for row in rows(text)} <= {category}
    assert rows(text)[0].category == category


def test_headings_decide_what_the_words_leave_open():
    text = "方案\n一、办好教育\n新建教室以外的木屋3座。\n二、就业为先\n新建木屋3座。\n"
    assert [row.category for row in rows(text)] == ["教育", "就业"]


def test_the_list_is_fixed():
    assert len(CATEGORIES) == 15
    assert CATEGORIES[-1] == OTHER == "其他"
