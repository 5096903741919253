"""Whether words name the place, or a thing of the kind, that is asked for; pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rag.compose.measured import asking

_ITEM: Final = re.compile("[^,，;；。!！?？]+")
_ADDRESS_ASKED: Final = re.compile(
    "[建盖修设安开放落选]在(?:哪[个条片座处]|(?:什么|啥)(?:地方|位置|地段))|(?:旁边|附近|边上)[?]?$|靠近哪"
    "|地址|(?<!留)(?<!留多少)位置|地点|在哪(?:里|儿|个地方)?[?]?$|(?:在|到|去)?哪(?:里|儿)(?:办|申请|登记|报名|领"
    "|交|看|咨询)"
)
# Not where something stands, but what makes or bounds it: 差在哪里, 上限设在哪里.
_FIGURATIVE: Final = re.compile(
    "(?:差[别异距]?|区别|不同|限|底线|红线|标准|目标|指标|重点|难点|亮点|优势|好处|问题|用|花|放|投)[^,，]{0,4}"
    "在哪(?:里|儿)"
)
_LOCATED: Final = re.compile(
    "位于|地址|设在|坐落|大厅|窗口|网站|平台|[0-9]+号|[一-鿿]{2,}(?:路|街(?!道)|巷|村|广场)"
    "|分布|委员会|居委会|派出所|[在到向于][一-鿿]{1,12}(?:局|所|站|馆|院|室|中心|村|社区|街道|银行|网点)"
    "|[在于][一-鿿、]{2,15}(?:设立|设置|设|建设|新建|建立|开设|举办|召开)"
)
_APPLIES: Final = re.compile("申请|申报|办|登记|报名|领|交|查")
_COUNTERS: Final = re.compile("登录|app|小程序|公众号|官网|服务中心|窗口|大厅")
# What is asked for by its kind, and the endings of names of that kind.
_KIND_ASKED: Final = re.compile(
    "哪[一几些]?[个家所座条间处]?[一-鿿]{0,2}?"
    "(?P<kind>医院|学校|小学|中学|幼儿园|银行|公司|企业|厂家|小区|社区|街道|镇|村|路|街|公园|商场|超市|药店)"
    "(?![长内里类型区])"
)
_KIND: Final = {
    "医院": "院|医|卫生|中心",
    "学校": "校|小学|中学|学院|幼儿园|[一二三四五六七八九十]中",
    "小学": "小学|校|附小",
    "中学": "中学|校|高中|初中|[一二三四五六七八九十]中",
    "幼儿园": "园",
    "银行": "行|信用社|农信",
    "公司": "公司|集团|企业|厂|院|商",
    "企业": "公司|集团|企业|厂|商",
    "厂家": "厂|公司|集团|企业",
    "小区": "小区|苑|院|园|里|公寓|府|城|庭|区|楼|房",
    "社区": "社区|居委",
    "街道": "街道|办事处|镇|乡|街",
    "镇": "镇|乡|街道",
    "村": "村|寨|屯|庄|坪|湾|沟",
    "路": "路|街|道|线|巷|桥",
    "街": "街|路|巷|道",
    "公园": "公园|园|绿地|广场",
    "商场": "商|超市|市场|广场|城|店",
    "超市": "超市|商|店",
    "药店": "药|医|店",
}


@lru_cache(maxsize=256)
def asks_address(question: str) -> bool:
    """Tell whether a folded question asks where something stands or is applied for."""
    return bool(_ADDRESS_ASKED.search(question)) and not _FIGURATIVE.search(question)


def is_located(question: str, words: str) -> bool:
    """Tell whether words name a place beside what is asked for, and not beside another thing."""
    if _APPLIES.search(question) and _COUNTERS.search(words):
        return True
    pairs = {question[at : at + 2] for at in range(len(question) - 1)}
    return any(
        _LOCATED.search(item) and any(item[at : at + 2] in pairs for at in range(len(item) - 1))
        for item in _ITEM.findall(words)
    )


def lacks_kind(question: str, words: str) -> bool:
    """Tell whether words name nothing of the kind asked for: no hospital of 哪几家医院."""
    asked = _KIND_ASKED.search(asking(question))
    return asked is not None and not re.search(_KIND[asked["kind"]], words)
