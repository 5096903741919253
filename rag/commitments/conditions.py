"""Numbers that only say when or to whom something applies, or describe a thing."""

from __future__ import annotations

import re
from typing import Final

from rag.commitments.around import Around, Rule

_FROM_ON: Final = "(?:以[上下内])?"
_DESCRIBING: Final = r"(?:\([^()]{0,6}\))?(?:及?以[上下内]|左右)?的"
_GIVEN: Final = "给予|给与|奖励|补助|补贴|奖补|资助|发放|减免|减征|免征|免收|返还|贴息"
_GRANTED: Final = (
    f"{_GIVEN}|按照?|不超过|不低于|不少于|不高于|最高|最低|至少|达到|提高|降低|降至|下调|下浮|控制"
    f"|缓缴|延缴"
    "|延长|延期|提供|享受|办理|增加|增发"
)
# A phrase that says when something applies starts with these.
_WHEN: Final = re.compile(
    "(?:如果?|若|倘|凡是?|一旦|除|因(?!地制宜|病施|势|材)|由于|当(?!年|月|日|地|前|期)|鉴于|针对"
    "|根据"
    "|按照(?!.{0,30}(?:标准|比例|[0-9]))|依据|超过|不足|未满|年满|符合|属于|其中.{0,12}的\\Z)"
)
_TO_WHOM: Final = re.compile("(?:对于?|向|凡是?|为|面向|给|从)")
_CONDITIONS: Final = (
    # 缴费满1年,可…; 每新增1人,给予…
    Rule(
        "满|每(?:新?增加?|推荐|招[用聘收录]|吸纳|引进|介绍|培[训养]|输送|超过?|提高|降低)[^,;]{0,4}"
    ),
    # …10人以上的, and …5年以上的可申请
    Rule(after=".*的\\Z"),
    Rule(after=f"{_FROM_ON}的[^,;]{{0,6}}(?:也|均|都|还|方)?(?:可(?!能)|应(?!缴)|须|不得)"),
    Rule(after=f"{_FROM_ON}的(?:部分|企业|单位|人员|个人|项目|家庭|对象|职工)\\Z"),
    # 在3个网点的基础上: what there is already.
    Rule(after=".*基础上"),
    Rule(".*(?:符合|满足|具备).*", after=".*条件"),
    Rule("对[^,;给予补奖]{0,12}", after=_DESCRIBING, unless=_GRANTED),
)
_RELATIVE: Final = re.compile(
    r"(?:\([^()]{0,12}\))?(?:以[上下内]|及以[上下]|左右)?(?:\([^()]{0,12}\))?[^,;。]{0,30}?的"
)
_DESCRIPTIONS: Final = (
    Rule("[^,;]{0,6}(?:举例|例如).*"),
    Rule("(?:浓度|含量)(?:为|是|约)?"),
    # 价值400万元的4台, 134万平方米的公共区域
    Rule(
        "(?:价值|面积|总?投资|金额|产值|收入|资本|资产|总额|造价|年龄|订单|人口|平均|高达|约|近)",
        after=_DESCRIBING,
    ),
    # 设立规模5亿元的基金: how large what is set up is to be.
    Rule(after=_DESCRIBING, unless=f"{_GRANTED}|(?:设立|组建|发起)[^,;]{{0,8}}规模"),
)
# 3个月的房租, 1000元/人的标准: what is given, not what it is like.
_STANDARD: Final = Rule(
    after="(?:以[上下内]|左右|/?[人月天年户家次吨亩])*的(?:比例|标准|幅度|补|奖|资|贴|优惠|支持|贷|额度|期限"
    "|房租|租金|费|目标|要求|税|利率|速度|规模|增速|一次性|就业|创业|社|专项|担保|免)"
)
_HAS_GIVEN: Final = re.compile(_GIVEN)
_HAS_GRANTED: Final = re.compile(_GRANTED)


def is_condition(words: Around) -> bool:
    """Tell whether a number only says when or to whom something applies."""
    if any(rule.holds(words) for rule in _CONDITIONS):
        return True
    if _WHEN.match("".join(words)):
        return _HAS_GIVEN.search(words.before) is None
    if _TO_WHOM.match(words.before) and not _HAS_GRANTED.search(words.before):
        return _RELATIVE.match(words.after) is not None
    return False


def is_description(words: Around) -> bool:
    """Tell whether a number says what a thing is like: 价值400万元的, 浓度为5%."""
    if _STANDARD.holds(words):
        return any(rule.holds(words) for rule in _DESCRIPTIONS[:2])
    return any(rule.holds(words) for rule in _DESCRIPTIONS)
