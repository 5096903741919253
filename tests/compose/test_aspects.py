"""A point asked of a thing is not told by a sentence that names the thing and not the point."""

from __future__ import annotations

import pytest

from rag.chain import Engine
from rag.compose.aspects import lacks_aspect
from rag.schemas import Question, Status


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("那个登山扶梯坐一趟要不要钱", "在居民区安装户外自动扶梯,三年建设8处。"),
        ("新装的充电桩充电免费不", "安装充电桩3000个。"),
        ("湿地公园开园后是否收取门票?", "柳塘湿地公园5月中旬开园。"),
        ("低保户住院是不是一分钱都不用花", "逐步建立普惠共享的服务体系。"),
        ("is the wetland park free?", "柳塘湿地公园5月中旬开园。"),
        ("拆了房的人家,租房子给补吗", "12月底前拆除房屋900栋。"),
        ("不用陪护的病房,医保给报不", "由医院统一提供护理,费用每日100元起。"),
        ("学车补贴有年龄限制吗", "每人补贴500元。"),
        ("去体检中心要预约吗", "建成体检中心2处。"),
        ("停车位可以买断吗?", "其中洞库停车位1000个。"),
        ("第二幼儿园是公办园吗?", "加快第二幼儿园建设。"),
        ("新校区是不是寄宿制?", "加快新校区建设。"),
        ("森林公园让遛狗不", "建设石坡森林公园。"),
        ("青年公寓是否允许父母同住?", "建设青年公寓800套。"),
        ("一楼的不同意,电梯还装得成吗", "加装电梯200部。"),
        ("我们社区的老房子会不会拆", "将该社区纳入片区规划。"),
        ("火车站会不会扩建", "9月底前启动旅社地块。"),
    ],
)
def test_what_says_nothing_of_the_point_lacks_it(question: str, sentence: str) -> None:
    assert lacks_aspect(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("公园要不要门票", "全区公园全部免费开放。"),
        ("小厂接电要出钱不", "小微企业接电零投资。"),
        ("停车收费吗", "每小时收取2元。"),
        ("do residents pay for the lift?", "一层住户不分摊费用。"),
        ("租房子给补吗", "每户每月发放过渡费800元。"),
        ("能报销吗", "自付部分由医疗救助承担。"),
        ("能带宠物不", "犬只须拴绳。"),
        # something else is asked
        ("断了交费,老人会被赶出来吗", "超过三个月未续交的,可通知子女接回。"),
        ("局里怎么花钱,能不能翻到账本?", "20日内公开部门预算。"),
        ("打官司要钱没律师咋弄", "48小时内指派律师。"),
        ("今年加装多少部电梯", "加装电梯200部。"),
    ],
)
def test_what_tells_it_or_is_asked_otherwise_lacks_nothing(question: str, sentence: str) -> None:
    assert not lacks_aspect(question, sentence)


@pytest.mark.parametrize("text", ["去体育公园要钱吗", "能带狗去口袋公园吗"])
def test_the_refusal_says_that_the_point_is_not_told(engine: Engine, text: str) -> None:
    answer = engine.ask(Question(text=text))
    assert answer.status is Status.REFUSED_NO_BASIS
    assert "没有写所问的这一点" in answer.answer
    assert answer.near
