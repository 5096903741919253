"""Whether words have the form that a question asks for: a figure, a date, an explanation; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from rag.schemas import AnswerType, Intent
from rag.text import dates, fold, quantities

_BODIES: Final = re.compile(
    "局|委|办(?!法|理|好|事|公|学)|部门|单位|政府|机构|公司|企业|医院|学校|中心|集团|协会|法院"
    "|银行|站|队|组|人员|干部|负责人|街道|社区"
)
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
        found = quantities(folded)
        unit = intent.unit
        if unit == _LEVEL:
            count = len(_LEVELS.findall(folded))
            return Forms(count, count + len(found))
        return Forms(sum(not unit or _in_unit(q.unit, unit) for q in found), len(found))
    if kind is AnswerType.DATE:
        count = len(dates(folded))
        return Forms(count, count)
    pattern = _PATTERNS.get(kind)
    if pattern is None:
        return Forms(0, 0)
    count = int(pattern.search(folded) is not None)
    return Forms(count, count)


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
)


def _in_unit(unit: str, asked: str) -> bool:
    """Tell whether a figure in ``unit`` can answer a question for so many ``asked``."""
    return (
        unit == asked
        or (bool(unit) and (unit.endswith(asked) or asked.endswith(unit)))
        or any(unit in group and asked in group for group in _SAME_UNITS)
    )
