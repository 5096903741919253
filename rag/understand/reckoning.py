"""A question for the sum or the difference of a few things, each of which has a figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from rag.schemas import Part, Reckoning, ReckoningForm
from rag.understand.kinds import unit_asked

_MOST: Final = 4
"""Most things that are reckoned with."""
_LONGEST: Final = 24
"""Most characters of one of them."""
_LONGEST_QUESTION: Final = 120
TOGETHER: Final = (
    "(?:(?:简单)?(?:相加|加总|加起来|加在一[起块]儿?|加到一[起块]儿?|合起来|合在一[起块]儿?|合并(?:起来|计算?)?"
    "|[搁放]一?[起块]儿?|算到?一[起块]儿?|凑一[起块]儿?)|合计|总计|共计|累计|一共|总共|拢共|统共|之和|总和|(?<!公)共(?![同享设]))"
)
"""What says that several things are wanted as one figure."""
_SUM: Final = re.compile(
    f"(?P<things>.+?)[,、:：的]*{TOGETHER}[^,多几]{{0,6}}(?P<asks>多少|几)(?P<unit>.{{0,6}})"
)
_MORE: Final = (
    "(?:能|要|会|得|还|又|可以|应该)?(?P<which>多|少|高|低|长|短|大|小|贵|便宜)"
    "(?:[出了补拿建花给得招收修换发交])*"
)
_GREATER: Final = frozenset("多高长大贵")
_THAN: Final = re.compile(
    f"(?P<one>.+?)比(?P<other>.+?)(?:,(?P<measure>[^,]{{0,8}}?))?{_MORE}(?P<asks>多少|几)(?P<unit>.{{0,6}})"
)
_APART: Final = re.compile(
    "(?P<one>.+?)(?:和|与|跟|同|、| )(?P<other>.+?)(?:之间)?(?:相差|差距|差了?)"
    "[^,多几]{0,4}(?P<asks>多少|几)(?P<unit>.{0,6})"
)
_REST: Final = re.compile(
    "(?P<one>.+?)[,的里中]*(?:除[开去掉]|刨[去掉]|扣[去掉除]|减[去掉]|去掉|抛[去开])(?P<others>.+?)(?:以?外|之外)?"
    ",?(?:以?后)?,?[还就]?(?:剩下?|余下?|还有|有)(?P<for>[^,多几]{0,16}?)(?:是|有)?(?P<asks>多少|几)(?P<unit>.{0,6})"
)
_JOINT: Final = re.compile("[,、]?(?:以及|还有|连同|加上|和|与|跟|(?<![涉以普])及|加)|、")
# What is said of the things as one, or how each is asked for, and names none of them.
_OF_ALL: Final = re.compile(
    "[,、]?(?:这|那)?(?:[两二三四俩仨几]|全)(?:者|样|项|个|块|类|批|种|桩|家|边|处|方面)?(?:任务|指标|数字?|加)?$"
    "|[,、]?(?:这|那)(?:俩|仨)$|(?:各)?(?:是|有|要|修|建)?(?:多少|几)[一-鿿]?(?=$|[,、])|的?(?:[条个台户套人座处家所间亩])?数量?$"
    "|^(?:请问|请|把|将|算一?下|算算|问一下)"
)
_PATTERNS: Final[tuple[tuple[ReckoningForm, re.Pattern[str]], ...]] = (
    ("rest", _REST),
    ("difference", _THAN),
    ("difference", _APART),
    ("sum", _SUM),
)
_WEAK: Final = "的了吧呢啊,、:：;； "


def reckoning_of(
    stripped: str, region: str | None, content: Callable[[str], list[str]]
) -> Reckoning | None:
    """Return what a folded question wants added or subtracted; None where it wants neither.

    Args:
        stripped: The question without the names of regions.
        region: The one region it asks of, if it names one.
        content: Gives the content words of a text.
    """
    text = stripped.strip(" ?？。")
    if len(text) > _LONGEST_QUESTION:
        return None
    for form, pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        match form:
            case "sum":
                named = _JOINT.split(found["things"])
            case "rest":
                named = [found["one"], *_JOINT.split(found["others"])]
            case _:
                named = [found["one"], found["other"]]
        context, _, named[0] = named[0].rpartition(",")
        # what comes after a comma is measured of all of them: 甲和乙,每周开放的钟点
        measures = [one.partition(",")[2] for one in named]
        things = [_without_frame(one.partition(",")[0]) for one in named]
        if not 1 < len(things) <= _MOST or not all(_is_thing(one, content) for one in things):
            continue
        measures.append(found.groupdict().get("measure") or "")
        measure = _without_frame(next(filter(None, measures), ""))
        unit = _unit(found["asks"], found["unit"])
        which = found.groupdict().get("which")
        asked = [f"{context} {one}{measure}多少{unit}".strip() for one in things]
        return Reckoning(
            form=form,
            parts=tuple(Part(region=region, text=text) for text in asked),
            whole=Part(region=region, text=text),
            more=None if which is None else which in _GREATER,
        )
    return None


def _unit(asks: str, rest: str) -> str:
    """Return the unit asked for, which people leave out of sums of money: 几块, 几个钱."""
    unit = unit_asked(f"{asks}{rest}") or ""
    return "元" if "钱" in rest or unit == "块" else unit


def _without_frame(words: str) -> str:
    """Return words without what names no thing, at both ends."""
    bare = ""
    while bare != words:
        bare, words = words, _OF_ALL.sub("", words.strip(_WEAK)).strip(_WEAK)
    return words


def _is_thing(words: str, content: Callable[[str], list[str]]) -> bool:
    return 0 < len(words) <= _LONGEST and any(len(word) > 1 for word in content(words))
