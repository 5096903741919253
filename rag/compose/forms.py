"""Whether words have the form that a question asks for: a figure, a date, an explanation; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rag.schemas import AnswerType, Intent
from rag.text import Quantity, dates, fold, quantities

_BODIES: Final = re.compile(
    "局|委|办(?!法|理|好|事|公|学)|部门|单位|政府|机构|公司|企业|医院|学校|中心|集团|协会|法院"
    "|银行|站|队|组|人员|干部|负责人|街道|社区"
)
_PERIODS: Final = (
    frozenset({"天", "日", "工作日", "小时", "钟头", "分钟", "秒", "秒钟", "周", "星期", "礼拜"}),
    frozenset({"个月", "月", "季度", "年"}),
)
"""A wait asked for in days may be told in hours or working days."""
_DAYS: Final = re.compile(
    "(?<![月0-9])[0-9一二三四五六七八九十两]{1,4}(?:个?工作日|天|日(?!报|常))"
)
_SHARES: Final = frozenset({"%", "‰"})
_IN_SHARES: Final = re.compile("补[贴助偿]|奖励?|返还|报销|核减|扣减|减免|预算|按[^,，。]{0,6}多少")
"""What may be paid as a share as well as in yuan."""
_PAID: Final = re.compile("补|奖|返|报销|[核扣]?减|贴|资助|给予|按|付|出资|承担|预算")
"""What a share that is paid stands beside; a rate that is reached does not: 适配率达到98%."""
_SPELT: Final = re.compile(
    "分之|一半|减半|[一二三四五六七八九两半](?:倍|成|折|次|年|天|个|名|户|元|回|遍)"
)
"""Numbers in words that the ledger keeps no row of."""
_LEVEL: Final = "级"
_LEVELS: Final = re.compile("[一二两三四五六七八九十0-9]级")
"""五级体系 has five levels; it is no quantity, for 三级医院 has not three."""
_EXPLAINS: Final = re.compile(
    "[^“”‘’]、[^“”‘’]|”、|”“|”[+和与]“|[+].{2,}[+]|即|是指|指的?是|包括|分别(?:是|为)|[:：]"
)
_FIGURES: Final = (AnswerType.NUMBER, AnswerType.DATE)


class Forms(NamedTuple):
    """What a text holds of the form asked for: how many that fit, and how many in all."""

    fitting: int
    all: int


def count_forms(intent: Intent, folded: str) -> Forms:
    """Return what a folded text holds of the form asked for."""
    kind = intent.answer_type
    if kind is AnswerType.NUMBER:
        found = _quantities(folded)
        unit = intent.unit
        if periods := next((group for group in _PERIODS if unit in group), None):
            count = sum(q.unit in periods for q in found) or len(_DAYS.findall(folded))
            return Forms(count, max(count, len(found)))
        if unit == _LEVEL:
            count = len(_LEVELS.findall(folded))
            return Forms(count, count + len(found))
        fitting = sum(not unit or _in_unit(q.unit, unit) for q in found)
        if unit == "元" and _IN_SHARES.search(intent.text) and _PAID.search(folded):
            fitting += sum(q.unit in _SHARES for q in found)
        if not fitting and not unit:
            fitting = len(_SPELT.findall(folded))
        elif unit and not fitting:
            # A measure word that is no unit of the ledger: 白领夜校36期.
            fitting = len(re.findall(f"[0-9一二三四五六七八九十百千万两]{re.escape(unit)}", folded))
        return Forms(fitting, max(fitting, len(found)))
    if kind is AnswerType.DATE:
        count = _dates(folded)
        return Forms(count, count)
    pattern = _PATTERNS.get(kind)
    if pattern is None:
        return Forms(0, 0)
    count = int(pattern.search(folded) is not None)
    return Forms(count, count)


@lru_cache(maxsize=8192)
def _quantities(folded: str) -> tuple[Quantity, ...]:
    """Return the quantities of an item or run of words; the same are asked for again and again."""
    return quantities(folded)


@lru_cache(maxsize=8192)
def _dates(folded: str) -> int:
    return len(dates(folded))


def shape_of(intent: Intent, fitting: int, count: int) -> float:
    """Return 1 where the form asked for is there, 0 where not, 0.5 where none is asked for."""
    if intent.answer_type in _FIGURES:
        return 1.0 if fitting else 0.4 if count else 0.0
    if intent.answer_type in _PATTERNS:
        return 1.0 if fitting else 0.0
    return 0.5


def has_form(intent: Intent, text: str) -> bool:
    """Tell whether a text holds what the question asks for."""
    return count_forms(intent, fold(text)).fitting > 0


_PATTERNS: Final = {
    AnswerType.WHO: _BODIES,
    AnswerType.DEFINITION: _EXPLAINS,
}
_SAME_UNITS: Final[Sequence[frozenset[str]]] = (
    frozenset("个处座家所块"),
    frozenset({"人", "名", "人次", "个"}),
    frozenset({"套", "户", "间"}),
    frozenset({"部", "台", "辆"}),
    frozenset({"元", "万元", "亿元"}),
    frozenset({"成", "%"}),
    frozenset({"%", "‰"}),
)


def _in_unit(unit: str, asked: str) -> bool:
    """Tell whether a figure in ``unit`` can answer a question for so many ``asked``."""
    return (
        unit == asked
        or (bool(unit) and (unit.endswith(asked) or asked.endswith(unit)))
        or any(unit in group and asked in group for group in _SAME_UNITS)
    )
