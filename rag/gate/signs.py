"""Words that turn what is said: negations, permissions, duties, aims, bounds; pure."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple


class Sign(StrEnum):
    """What such a word does to what it governs."""

    EXCEPT = "except"
    PROHIBIT = "prohibit"
    NEEDLESS = "needless"
    NO_MORE = "no_more"
    NOT = "not"
    MUST = "must"
    MAY = "may"
    ENCOURAGE = "encourage"
    ENSURE = "ensure"
    AIM = "aim"
    PLAN = "plan"
    EXPLORE = "explore"
    PRINCIPLE = "principle"
    DONE = "done"
    WILL = "will"
    ALL = "all"
    ONLY = "only"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"


BOUNDS: Final = frozenset({Sign.AT_LEAST, Sign.AT_MOST, Sign.ABOVE, Sign.BELOW})
NEGATIONS: Final = frozenset({Sign.EXCEPT, Sign.PROHIBIT, Sign.NEEDLESS, Sign.NO_MORE, Sign.NOT})
ADDED: Final = frozenset(Sign) - {Sign.WILL, Sign.PLAN}
"""Signs that a claim may not bring along itself."""
KEPT: Final = NEGATIONS | {
    Sign.MAY,
    Sign.ENCOURAGE,
    Sign.AIM,
    Sign.PLAN,
    Sign.EXPLORE,
    Sign.PRINCIPLE,
    Sign.ONLY,
}
"""Signs that a claim may not leave out of what it takes over."""
REACHING: Final = frozenset({Sign.AIM, Sign.PRINCIPLE})
"""Signs that govern all that follows in their sentence, not their own item alone."""

FIGURE: Final = "\ue000"
"""What stands for each character of a figure in a masked text."""
SIGN: Final = "\ue001"
"""What stands for each character of a sign in a masked text."""

_IDIOMS: Final = (
    "不断|不仅|不但|不动产|不锈钢|不同|不少(?!于)|不良|不等|不论|不管|不便|不法|不限|不安全|不锈"
    "|未来|未成年|无障碍|无人机|无线|无论|无害|无缝|无烟|无形|无偿|无证|无主|无业|无房"
    "|非物质|非遗|非机动|非公|非营利|非法|非税|非全日|非本|非居|非农|是否|能否|可否|能不能|是非|除非"
    "|可能|能力|能源|能效|功能|职能|智能|节能|技能|性能|产能|动能|可持续|可行|可靠|认可|许可|可再生"
    "|可回收|可支配|可追溯|必要|必备|需求|所需|急需|应急|应用|响应|供应|反应|适应|对应|相应|应对|应届|应收|应付"
    "|应纳|应税|效应|将军|将来|均等|均衡|平均|人均|均价|户均|首都|都市|成都|都江|允许|免费|免疫|免税|除尘"
    "|拆除|消除|解除|清除|扣除|排除|铲除|开除|根除|除险|除夕|除雪|一定|特定|认定|必须品|仅次"
    "|拒不|毫不|保证金|保证人|保证书|支持|没收|沉没|计划生育|年度计划|行动计划|计划书|主体责任|凡例|试点|预计"
)
_SPELLED: Final[tuple[tuple[Sign, str], ...]] = (
    (
        Sign.AT_LEAST,
        "不(?:得)?(?:少|低|小)于|不下于|至少|最少|最低(?!生活|工资|收入|标准)"
        f"|(?<={FIGURE})(?:\\(含\\))?(?:及|或|含)?以上|(?<={FIGURE})起步"
        "|at least|no less than|no fewer than|a minimum of|or more",
    ),
    (
        Sign.AT_MOST,
        "不(?:得)?(?:超过?|高于|多于|大于|突破)|最多|至多|最高(?!人民|法院|检|标准|温)|上限|封顶"
        f"|(?<={FIGURE})(?:\\(含\\))?(?:及|或|含)?(?:以|之)[内下]"
        "|up to|no more than|not exceed(?:ing)?|at most|a maximum of|within",
    ),
    (Sign.BELOW, "低于|少于|小于|不足|未满|不满|不到|less than|fewer than"),
    (Sign.ABOVE, "超过|高于|多于|大于|突破|高出|逾(?!期)|more than|exceeding"),
    (
        Sign.EXCEPT,
        "除外|除(?=[^,;]{1,40}?(?:以外|之外|外))|(?:以外|之外)|不含|不包括|不包含|例外|不在此限",
    ),
    (
        Sign.PROHIBIT,
        "不得|不准|不许|不允许|不应当?|不可以?|不能够?|禁止|严禁|切勿|不宜|禁(?=[停鸣放渔])",
    ),
    (
        Sign.NEEDLESS,
        "不(?:再)?需要?|无需|无须|毋须|毋需|不必|不用|免予|免于|免除|免(?=[提缴交征收])",
    ),
    (Sign.NO_MORE, "不再"),
    (Sign.NOT, "不予|没有|并未|尚未|未能|并非|不|未|无|非|没|否|勿|莫"),
    (Sign.ENSURE, "确保|保证|必将|承诺|务求|务必|一定要|肯定"),
    (Sign.MUST, "必须|应当|需要|须(?!知)|应(?![急用])|需|得(?=[先去要])"),
    (Sign.MAY, "可以|可(?![观见比口乐信])|能够|能(?![级量])|有权|准许|允许"),
    (Sign.ENCOURAGE, "鼓励|倡导|提倡|建议|自愿|引导"),
    (Sign.AIM, "力争|争取|力求|努力|有望"),
    (Sign.PLAN, "拟(?!定)|计划|打算|预期|准备"),
    (Sign.EXPLORE, "探索|尝试|研究(?=制定|出台|设立|建立|推出)"),
    (Sign.PRINCIPLE, "原则上|一般(?![工公纳债性居项群困程事诉企户商农])"),
    (
        Sign.DONE,
        "已经|业已|已|曾经?|(?<=完成|建成|新增|发放|达到|实现|开展|安排|投入|增加|提高|下降|减少"
        "|培训|改造|加装|建设|给予)了",
    ),
    (
        Sign.WILL,
        "(?<![需主重必首纪摘概纲只简提扼次紧险索冲])要(?![求素点件害闻紧么是不道塞领])|即将|将(?!.{0,8}(?:纳入|作为|列入|定为))|将(?=[^,;]{0,4}(?:完成|建设|达))",
    ),
    (Sign.ALL, "全部|所有|一律|任何|均|都|凡是?"),
    (Sign.ONLY, f"仅限|仅|只有|只能|(?<![一二两三四五六七八九十几每{FIGURE}])只(?!要)|唯一|限于"),
)
_SIGN: Final = re.compile(
    f"(?P<idiom>{_IDIOMS})|" + "|".join(f"(?P<{sign.value}>{words})" for sign, words in _SPELLED)
)


class Mark(NamedTuple):
    """A sign and where it stands."""

    sign: Sign
    start: int
    end: int


def marks(masked: str) -> tuple[Mark, ...]:
    """Return the signs of a text in which figures are masked, in order."""
    return tuple(
        Mark(Sign(found.lastgroup), found.start(), found.end())
        for found in _SIGN.finditer(masked)
        if found.lastgroup and found.lastgroup != "idiom"
    )


def idioms(masked: str) -> list[str]:
    """Return the words of a masked text that only look like signs: 不断, 未来, 供应."""
    return [found.group() for found in _SIGN.finditer(masked) if found.lastgroup == "idiom"]
