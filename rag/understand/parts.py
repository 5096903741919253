"""A question that asks several things, as several questions; by rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from rag.schemas import Part
from rag.understand.places import Gazetteer
from rag.understand.reckoning import TOGETHER
from rag.understand.topics import asked_apart

_SEGMENT: Final = re.compile(r"[^,，;；。?？!！:：]+")
_ASKS: Final = re.compile(
    r"多少|几|什么|哪|何时|何地|谁|怎么|怎样|如何|咋|啥|是否|能否|可否|能不能|会不会|是不是"
    r"|有没有|要不要|多久|吗$|呢$"
    r"|多[大高长远]|\b(?:what|when|where|who|which|how)\b"
)
_EACH: Final = re.compile(
    r"(?P<before>.*?)(?P<things>[^、,，和与及:：是有在]{2,12}(?:(?:、|和|与|以及"
    r"|及)[^、,，和与及]{2,12}?)+?)"
    r"(?:[,， ]+(?:哪[个项样][^,，]{1,6}[,， ]+)?)?"
    r"(?P<each>各自|各是|各有|各指|各|分别是|分别有|分别指|分别)(?P<after>.*)"
)
_BOTH: Final = re.compile(
    r"(?P<before>.{0,16}?)既(?:要|有|想)?(?P<one>[^,，]{2,12}?)[,，]?(?:又|也|还)(?:要|有|想)?"
    r"(?P<other>[^,，?？]{2,12})(?P<after>.*)"
)
_TERMS: Final = re.compile(
    r"(?P<before>.*?)(?P<one>“[^”]+”)(?:和|与|、|以及)(?P<other>“[^”]+”)(?P<after>.*)"
)
_SPEAKING: Final = re.compile(
    "(?:既|也|还|再|请|分别|对照|简单|各自)*(?:说说|讲讲|谈谈|讲一?下|说一?下|介绍(?:一下)?"
    "|告诉我|汇总|列出|列举|总结|概括|统计|比较(?:一下)?)"
)
# Ends of a noun phrase that names something a document may state.
_STATED: Final = re.compile(
    "(?:目标|数量|情况|措施|安排|规模|标准|比例|期限|时间|要求|任务|计划|政策|做法|进度|人数|面积"
    "|指标|数字|范围|内容|[一-鿿]率)$"
)
_BETWEEN: Final = re.compile("、|以及|和|与|及")
_JOINTS: Final = "和与跟及、,，:：;；的。?？ "
_LEADING: Final = re.compile(r"^(?:[和与及的、,，:：;；。\s]|and\b)+")
# What wants the things named before it as one figure, and names none itself: 这俩搁一块儿是多少.
_AS_ONE: Final = re.compile(
    f"(?:(?:这|那|把|它们?)*(?:[两二三四俩仨几]|全部?|都)*[个项样者类种处块]?的?)*(?:一共|总共)?{TOGETHER}"
    "(?:是|有|得|要|会|能|共)*(?:个|的)*(?:多少|几)[个座所家条处套部张]?"
)
_LONGEST_CONTEXT: Final = 16
_MOST: Final = 4


def parts_of(
    folded: str,
    regions: tuple[str, ...],
    gazetteer: Gazetteer,
    content: Callable[[str], list[str]],
) -> tuple[Part, ...]:
    """Return the things a folded question asks, each with the region it asks of.

    Args:
        folded: The question, whole.
        regions: The regions it names, in order.
        gazetteer: Every region's names.
        content: Gives the content words of a text.

    Returns:
        At least one part, and at most four for each region.
    """
    if len(regions) > 1:
        apart = _by_region(folded, regions, gazetteer, content)
        if apart:
            return apart
    topic = _LEADING.sub("", _SPEAKING.sub("", gazetteer.strip(folded)).strip()) or folded
    texts = _several(topic, content)
    return tuple(Part(region=region, text=text) for region in regions or (None,) for text in texts)


def _by_region(
    folded: str,
    regions: tuple[str, ...],
    gazetteer: Gazetteer,
    content: Callable[[str], list[str]],
) -> tuple[Part, ...]:
    """Return a part for each region where each has a thing of its own beside its name."""
    found = gazetteer.mentions(folded)
    if tuple(dict.fromkeys(region for region, _, _ in found)) != regions or len(found) != len(
        regions
    ):
        return ()
    before = folded[: found[0][1]].strip(_JOINTS)
    own = [
        folded[end:following].strip(_JOINTS)
        for (_, _, end), following in zip(
            found, [*(start for _, start, _ in found[1:]), len(folded)], strict=True
        )
    ]
    if not all(content(text) for text in own):
        return ()
    return tuple(
        Part(region=region, text=f"{before} {text}".strip())
        for (region, _, _), text in zip(found, own, strict=True)
    )


def _several(topic: str, content: Callable[[str], list[str]]) -> list[str]:
    for pattern in (_BOTH, _TERMS):
        found_both = pattern.fullmatch(topic)
        if found_both:
            one, other = found_both["one"], found_both["other"]
            before, after = found_both["before"].strip(_JOINTS), found_both["after"]
            return [f"{before} {thing} {after}".strip() for thing in (one, other)]
    apart = [s for s in re.split("[,;]", topic) if not _AS_ONE.fullmatch(s.strip(" ?。"))]
    if sum(_ASKS.search(piece) is not None for s in apart for piece in s.split("、")) > 1:
        topic = ",".join(apart)
    segments = [found.group().strip() for found in _SEGMENT.finditer(topic)]
    asking = [s for s in segments if _ASKS.search(s) and content(s)]
    if len(asking) >= 2 and all(_stands_alone(s, content) for s in asking[1:]):
        context = segments[0] if segments[0] not in asking else ""
        context = context if len(context) <= _LONGEST_CONTEXT else ""
        return [f"{context} {text}".strip() for text in asking[:_MOST]]
    pieces = [piece.strip(_JOINTS) for piece in topic.split("、")]
    if len(pieces) >= 2 and all(_ASKS.search(s) and _names(s, content) for s in pieces):
        return pieces[:_MOST]
    each = _EACH.fullmatch(topic)
    if each:
        things = [t.strip(_JOINTS) for t in _BETWEEN.split(each["things"]) if t.strip(_JOINTS)]
        if len(things) >= 2 and all(content(thing) for thing in things):
            before = each["before"].strip(_JOINTS)
            return [f"{before} {thing} {each['after']}".strip() for thing in things[:_MOST]]
    listed = [t.strip(_JOINTS) for t in _BETWEEN.split(topic) if t.strip(_JOINTS)]
    if len(listed) >= 2 and all(_STATED.search(thing) and content(thing) for thing in listed):
        return listed[:_MOST]
    return asked_apart(topic)[:_MOST] or [topic]


def _names(piece: str, content: Callable[[str], list[str]]) -> bool:
    return any(len(word) > 1 for word in content(piece))


def _stands_alone(segment: str, content: Callable[[str], list[str]]) -> bool:
    """Tell whether a segment names its thing, and does not lean on the one before it."""
    named = [word for word in content(segment) if len(word) > 1]
    return len(named) >= 2 or any(len(word) >= 4 for word in named)
