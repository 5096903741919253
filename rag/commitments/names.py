"""Numbers that are part of a name, or count what no one would count."""

from __future__ import annotations

import re
from typing import Final

from rag.commitments.around import Around, Rule

_SMALL: Final = "[一二两三四五六七八九十]{1,3}"
_UNIT: Final = "[个项种类条大场名位家次点]?"
# Kinds of words that number the parts of a text or a plan.
_PARTS_OF_TEXT: Final = (
    "(?:关键|重点|主要|重要|基本|服务|具体|优惠)*(?:方面|行业|环节|层面|维度|层次|阶段|步骤|情形"
    "|条件|原则"
    "|文件|要件|措施|举措|政策|公告|意见|通知|税种|功能|关口|工作组|专班|领导小组|部分)"
)
# What a small number in Chinese numerals counts, when it counts no things.
_ABSTRACT: Final = (
    "(?:关键|重点|主要|重要|基本|不同|突出|具体|核心|领域)*(?:方面|行业|环节|层面|维度|层次|阶段"
    "|步骤?|原则"
    "|重点|方向|要素|机制|问题|难题|关系|结合|坚持|转变|条件|类型|方式|渠道|情形|情况|领域|文件"
    "|目标|任务"
    "|行动|体系|平台|中心(?!.{0,4}建设)|关键|抓手|统一|提升|确保|优先|全面|到位|样板|标杆|高地"
    "|生态|循环"
    "|市场|大局|主体|板块|门类|系列|字|机会|良好|平安|美好|新|人|年头|月来|多月|亮点|特点|特征"
    "|文明|轮子)"
)
_MADE: Final = (
    "新建|改建|扩建|建成|建设|打造|培育|创建|创成|建|设立|新增|引进|至少|不少于"
    "|每个?.{1,10}[建有配设]"
    "|开展|举办|组织"
)
_DURATION: Final = "[^a-z]{1,6}(?:天|日|周|个月|年|小时)"
_RULES: Final = (
    # 24小时值守 is round the clock; 24小时内 is a limit.
    Rule(number="24 ?小时", after="(?!.?内)"),
    Rule(after=_PARTS_OF_TEXT),
    Rule("(?:措施|举措|政策|意见|要点)"),
    Rule(number="[0-9一二两三四五六七八九十]+条", after="[^,;]*(?:措施|举措|政策|意见)"),
    # What to hand in: 申请表4份; how long a number is: 9位数字.
    Rule(
        r"(?:表|书|证|单|证明|[原复]印?件|说明|材料|合同|清单)》?(?:\([^()]*\))?",
        number="[0-9一二两三四五六]+[份张]",
    ),
    Rule(after="数字|号码|密码|编码"),
    # 第十九、二十条
    Rule("第[一二三四五六七八九十百]+、(?:[一二三四五六七八九十百]+、)*"),
    # 有3家: there are; 确保每村有1名: there is to be.
    Rule("(?<![拥持享])有", unless="确保|每|至少|实现"),
    # 三项社会保险 names a known set; 完成三项任务 counts.
    Rule(
        "(?<!完成)(?<!实施)(?<!实现)(?<!推进)(?<!新增)(?<!新建)(?<!开展)(?<!启动)(?<!推出)"
        "(?<!落实)(?<!办好)(?<!至少)(?<!不少于)",
        number="[二两三四五六七八九]项",
    ),
    # 近14天内, 前3个月: what was before.
    Rule("(?:近|前|过去|最近|此前|连续)", number=_DURATION),
    # 由80%提高到90%: where it starts from is no target.
    Rule(
        "(?:由|从|原本?|自)[^,;、]{0,20}",
        after="[^,;、0-9]{0,12}?(?:提高|提升|增加|扩大|降|下调|上调|缩|增|扩|压减|延长|调整|上升|放宽)"
        "[^,;、0-9]{0,4}[至到为]",
    ),
    Rule(number=_SMALL + _UNIT, after=_ABSTRACT),
    # With 一 only what is made or kept: 一个平台 is any platform.
    Rule(f"\\A(?:(?!(?:{_MADE})\\Z).)*", number=f"一{_UNIT}"),
)
_QUOTED: Final = re.compile("[“「‘][^“”「」‘’]{1,14}[”」’]|《[^《》]{1,60}》")


def counts_nothing(words: Around) -> bool:
    """Tell whether a number counts nothing that could be promised."""
    start, end = len(words.before), len(words.before) + len(words.number)
    whole = "".join(words)
    if any(q.start() < start and end <= q.end() for q in _QUOTED.finditer(whole)):
        return True
    return any(rule.holds(words) for rule in _RULES)
