"""The parts of a question that a follow-up may put another in place of; pure.

A question is taken as a region, a time, a thing and what is asked of it. All take and
return text folded by ``rag.text.fold``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.text import quantities
from rag.understand.cues import ASKS, own_words
from rag.understand.places import Gazetteer

LONGEST: Final = 60
"""Most characters of an earlier question that are carried into another."""

_TIME: Final = re.compile(
    r"(?:19|20)[0-9]{2}年?(?:[0-9]{1,2}月(?:份|底)?(?:之?前)?)?(?:年?底(?:之?前)?)?"
    r"|(?<![0-9])[0-9]{1,2}月(?:份|底|初|中旬)?(?:之?前)?|[一二三四五六七八九十]{1,2}月(?:份|底|初)?(?:之?前)?"
    r"|[上下]半年|[今明去后]年(?:底(?:之?前)?)?|年底(?:之?前)?|第?[一二三四]季度"
)
_CLASSIFIER: Final = (
    "(?:万?人次|平方米|平方公里|公里|万元|亿元|个工作日|小时|分钟|[个部座处条家所套户亩元块台名项场次张辆栋间米"
    "吨年月天日岁份种类片批成倍期级只本组支对人号])?"
)
_ASKED: Final = re.compile(
    r"(?:一共|总共|共|大概|分别|主要|都|各)*(?:是|有|要|为|指|叫|指的是|达到?|在|到|归|由)*"
    rf"(?:什么时候|啥时候?|什么时间|何时|多久|多长时间|多[大高长远]|多少钱?{_CLASSIFIER}"
    rf"|哪(?:里|儿|些|年|天)|哪几?{_CLASSIFIER}|几{_CLASSIFIER}|什么|啥|怎么样?|怎样|如何|咋|谁|为什么|为何"
    r"|能不能|会不会|是不是|有没有|可不可以|是否|能否|可否)"
)
_COUNTED: Final = re.compile("(?:多少|几)(?!钱|月|号|年|时).*")
_PIECES: Final = re.compile("(?:多少|几)[个部座处条家所套户块台项场张辆栋间只]")
"""Amounts of things; not of days, people or money, which say what is meant."""
_OPENS: Final = re.compile("怎么|怎样|如何|咋|时候|时间|何时|哪年")
_LIMIT: Final = re.compile("^(?:及?以[上下内]|之内|左右)的?")
_MEASURE: Final = re.compile(
    "(?:每|一)(?:个)?(?:天|日|周|星期|月|年|季度|学期|小时|次|餐|户|人|部|台|套|张|间|亩)|最[多高少低]"
)
_LEFT: Final = "的,，、 "
_LED: Final = re.compile(
    "(?<=[\u4e00-\u9fff]{2})(?:能够?|可以?|应该?|要|会|一共|共|给予?|补|发|奖|建|设|收|办)+$"
)
_DEED: Final = re.compile("(?:还?要|将|会|计划|打算|准备)[\u4e00-\u9fff]{1,4}$")


def times(text: str) -> list[str]:
    """Return the times that a text names."""
    return _TIME.findall(text)


def without_times(text: str) -> str:
    """Return the text with every time in it replaced by a space."""
    return _TIME.sub(" ", text)


def region_swapped(before: str, names: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return a question asked of other regions: ``names`` in place of the first it names."""
    new = "和".join(names)
    found = gazetteer.mentions(before)
    if not found:
        return f"{new}{gazetteer.strip(before).strip()}"
    _, start, end = found[0]
    rest = gazetteer.strip(before[end:])
    # Other regions named with it go too, with what joined them.
    rest = re.sub(r"^ *(?:[和与跟及、,]+ +)+", "", rest) if len(found) > 1 else before[end:]
    return f"{before[:start]}{new}{rest}"


def time_swapped(before: str, now: Sequence[str]) -> str:
    """Return a question asked of another time: ``now`` in place of the first it names."""
    new = "、".join(now)
    return _TIME.sub(new, before, count=1) if _TIME.search(before) else f"{before} {new}"


def without_limits(text: str) -> str:
    """Return a text without the amounts that it names: 80岁以上老人 becomes 老人."""
    for quantity in reversed(quantities(text)):
        after = _LIMIT.sub("", text[quantity.end :])
        text = text[: quantity.start] + after
    return text


def without_measure(text: str) -> str:
    """Return the text without what only says per what, or that a most or least is asked."""
    return _MEASURE.sub(" ", text)


def region_of(before: str, gazetteer: Gazetteer) -> str:
    """Return the names under which a question names its regions, joined; may be empty."""
    found = gazetteer.mentions(before)
    return "和".join(dict.fromkeys(before[start:end] for _, start, end in found))


def thing_of(before: str, gazetteer: Gazetteer) -> str:
    """Return what a question is about: without its region and without what is asked of it.

    The verb that led to what is asked goes with it: 助学金给多少 is about 助学金.
    """
    rest = gazetteer.strip(before)
    found = _ASKED.search(rest)
    if found is not None:
        tail = rest[found.end() :]
        rest = _LED.sub("", rest[: found.start()].rstrip(_LEFT)) + tail
    return ASKS.sub("", rest).strip("?？!！。 的呢吗,，")[-LONGEST:]


def kind_swapped(thing: str, kind: str) -> str:
    """Return a thing of another kind: 城市低保标准 and 农村 make 农村低保标准.

    The kind stands first and is as long as the other one. Empty where the thing is of
    that kind already, or names it within another word: 技师 of 高级技师.
    """
    if kind in thing or len(thing) <= len(kind):
        return ""
    return kind + thing[len(kind) :]


def without_deed(thing: str) -> str:
    """Return a thing without what is to be done to it: 道路要大修 becomes 道路."""
    bare = _DEED.sub("", thing)
    return bare if len(bare) > 1 else thing


def asked_of(before: str, gazetteer: Gazetteer) -> str:
    """Return what a question asks of its thing: 多少个, 什么时候启动; may be empty."""
    rest = gazetteer.strip(before)
    found = _ASKED.search(rest)
    if found is None:
        return "吗" if re.search("吗[?？]?$", rest) else ""
    tail = rest[found.end() :].strip("?？!！。 呢")
    keeps = not own_words(tail) or (_OPENS.search(found.group()) and len(tail) <= 4)
    return found.group() + (tail if keeps and len(tail) <= 6 else "")


_ASPECT_ASKED: Final = (
    (re.compile("数量|总数|规模|数目|^数$"), "多少"),
    (re.compile("时间|期限|日期|时限"), "什么时候"),
    (re.compile("地点|地址|位置|地方"), "在哪里"),
    (re.compile("费用|资金|投资|钱"), "多少钱"),
    (re.compile("部门|单位|机构"), "哪个部门负责"),
    (re.compile("条件|流程|步骤|手续|材料|要求|标准"), "有什么"),
)


def aspect_asked(aspect: str) -> str:
    """Return the question that a bare aspect of a thing stands for: 时间 for 什么时候; or empty."""
    for pattern, asked in _ASPECT_ASKED:
        found = pattern.search(aspect)
        if found is not None:
            return f"{asked}{found.group()}" if asked == "有什么" else asked
    return ""


def without_unit(asked: str) -> str:
    """Return what is asked in no unit: 多少 for 多少个 and for 几座."""
    return _COUNTED.sub("多少", asked)


def without_units(question: str) -> str:
    """Return a question that counts things in no unit: 多少电梯 for 多少部电梯."""
    return _PIECES.sub("多少", question)


def of_thing(before: str, thing: str, gazetteer: Gazetteer, region: str) -> str:
    """Return what ``before`` asks, asked of ``thing`` in ``region``."""
    return f"{region}{thing}{asked_of(before, gazetteer)}"


def figure_asked(lines: Sequence[str]) -> str:
    """Return a question for the figure that an answer's lines give: its words, asked.

    全年城镇新增就业7500人以上 gives 全年城镇新增就业多少人. Empty where they give no
    figure, or several that might be meant.
    """
    for line in sorted(lines, key=len):
        parts = [part for part in re.split("[,，;；。:：]", line) if part.strip()]
        stated = [part for part in parts if len(quantities(part)) == 1]
        if len(stated) == 1 and len(stated[0]) <= LONGEST:
            (quantity,) = quantities(stated[0])
            before, after = stated[0][: quantity.start], stated[0][quantity.end :]
            after = _LIMIT.sub("", after)
            if own_words(before + " " + after):
                return f"{before}多少{quantity.unit}{after}".strip()
    return ""
