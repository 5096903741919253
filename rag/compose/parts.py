"""What words tell only of a whole, where a question asks for its parts; pure.

“五个不断” names five things and tells none of them; 新建改建公厕9座 does not say how many are new.
"""

from __future__ import annotations

import re
from typing import Final

from rag.text import quantities

_NUMERAL: Final = "[0-9一二两三四五六七八九十]"
_PARTS_ASKED: Final = re.compile(
    f"哪{_NUMERAL}+[个样项种类级条方处所家座件大]|哪几[个所家座条处样级项]"
    "|分别(?:是|指|叫|代表|修|建|设|位于|在|为)|各(?:自)?(?:代表|指|是|叫)(?:什么|啥|哪)|逐[条个项]|叫什么名"
    "|(?:另外|其余|剩下|余下)[^,，。]{0,8}(?:哪|谁|叫什么)|把什么变成?什么"
)
_QUOTED_COUNT: Final = re.compile(f'[“"](?P<name>[^“”"]{{0,8}}{_NUMERAL}[^“”"]{{0,8}})[”"]')
_SEVERAL: Final = "[0-9二两三四五六七八九十]"
_COUNTED: Final = (
    re.compile(f"{_SEVERAL}+[个处座家所条级项类](?P<name>[一-鿿]{{2,8}})"),
    re.compile(f"(?P<name>[一-鿿]{{2,6}}){_SEVERAL}+[个处座家所条]"),
)
_ITEM_ENDS: Final = "，,；;。！？!?"
_JOINS: Final = re.compile('、|[”"][“"]|[和与及+]')
_TOLD_AFTER: Final = re.compile(
    "[^,，;；。]{0,8}(?:[,，]?(?:即|是?指|包括|分别[是为])|[:：(（]|——)"
)
_REST_ASKED: Final = re.compile("另外|其余|剩下|余下|没点名|还有(?:谁|哪|什么)")
_UNNAMED: Final = re.compile("另外|其余|剩下|余下|没点名")
_PAIR: Final = 2
_NAMED_SOME: Final = re.compile(f"[一-鿿]等{_NUMERAL}+[个处座家所条项]")
_SHARE_ASKED: Final = re.compile(
    "单独|单单|纯(?:新建|改建|粹)|其中[^,，。]{0,10}(?:几|多少)|占(?:了)?(?:几|多少)"
)
_ITEM: Final = re.compile(f"[^{_ITEM_ENDS}]+")
_TOGETHER: Final = re.compile('[和与及]|[”"][“"]|新建(?:改建|扩建|提升)|新改扩建|改扩建|改建扩建')
_AND_OTHERS: Final = "(?<![高中初平均对相优])等(?![级学教待候])"
_NAMED_TOGETHER: Final = re.compile(
    f"(?P<names>[^、，,;；。]{{2,16}}(?:、[^、，,;；。]{{2,14}})+?){_AND_OTHERS}"
)
_OF_THINGS: Final = frozenset("个套部座处所家条间栋幢亩人户名张台辆件")
"""Measure words in which things that are named together are counted together."""
_LEAST_NAME: Final = 3
_SIDED: Final = re.compile("[东南西北](?P<what>片区|校区|院区|段|侧|岸|门|站|环|广场|干道)")
_SIDES: Final = "东南西北"


def lacks_parts(question: str, text: str) -> bool:
    """Tell whether a question asks which the things counted are, and a text only counts them.

    Args:
        question: The part asked, folded.
        text: The passage, folded.
    """
    if _REST_ASKED.search(question) and _names_no_more(question, text):
        return True
    if not _PARTS_ASKED.search(question) or "多少" in question:
        return False
    pairs = {question[at : at + 2] for at in range(len(question) - 1)}
    places = [
        found.span() for found in _QUOTED_COUNT.finditer(text) if found["name"] in question
    ] + [
        found.span()
        for counted in _COUNTED
        for found in counted.finditer(text)
        if _shares(found["name"], pairs)
    ]
    return bool(places) and not any(_is_told(text, *place) for place in places)


def tells_whole_only(question: str, text: str) -> bool:
    """Tell whether a question asks for a share, and a text gives the figure of several together.

    The figures are those of the items that hold most of the question.

    Args:
        question: The part asked, folded.
        text: The passage, folded.
    """
    if not _SHARE_ASKED.search(question):
        return False
    pairs = {question[at : at + 2] for at in range(len(question) - 1)}
    items = [item.group() for item in _ITEM.finditer(text) if quantities(item.group())]
    held = [sum(item[at : at + 2] in pairs for at in range(len(item) - 1)) for item in items]
    best = max(held, default=0)
    joint = [
        _is_joint(item, number.start)
        for item, count in zip(items, held, strict=True)
        if count == best
        for number in quantities(item)
    ]
    return best > 0 and all(joint)


def counts_several(question: str, unit: str | None, words: str) -> bool:
    """Tell whether a question counts for one of those named, and words count them together.

    光华厂、市技校等项目安置房651套 does not say how many one of the two gets, nor how many one
    named in an item before it.

    Args:
        question: The part asked, folded.
        unit: The measure word it asks in, if any.
        words: The words proposed, folded.
    """
    if unit not in _OF_THINGS or re.search(_AND_OTHERS, question):
        return False
    joint = apart = False
    for item in _ITEM.findall(words):
        for found in _NAMED_TOGETHER.finditer(item):
            names = found["names"].split("、")
            asked = [one for one in names if _is_asked(one, question, first=one == names[0])]
            counted = any(n.unit == unit for n in quantities(item[found.end("names") :]))
            if counted and 0 < len(asked) < len(names):
                return True
            # 大路口、秀丽等项目收尾,建成光华厂、市技校等项目651套: the number is of the others.
            joint = joint or (counted and not asked)
            apart = apart or (bool(asked) and not counted)
    return joint and apart


def _is_asked(name: str, question: str, *, first: bool) -> bool:
    """Tell whether a question says a name; before the first of several its verb may stand."""
    if len(name) >= _LEAST_NAME and name in question:
        return True
    return first and any(name[at:] in question for at in range(len(name) - _LEAST_NAME + 1))


def is_of_other_side(question: str, text: str) -> bool:
    """Tell whether a text speaks of a thing on another side than asked: 东片区 for 西片区."""
    return any(
        asked.group() not in text
        and any(f"{side}{asked['what']}" in text for side in _SIDES if side != asked.group()[0])
        for asked in _SIDED.finditer(question)
    )


def _names_no_more(question: str, words: str) -> bool:
    """Tell whether those whom words name of so many are the ones the question names itself.

    青山、绿水等3个: who the third is stands nowhere.
    """
    found = _NAMED_SOME.search(words)
    if found is None:
        return False
    first = max(words.rfind(mark, 0, found.start()) for mark in _ITEM_ENDS) + 1
    named = [one.strip('“”"') for one in _JOINS.split(words[first : found.start() + 1])]
    beyond = any(one[-_PAIR:] not in question for one in named if len(one) >= _PAIR)
    return not beyond or _UNNAMED.search(question) is not None


def _shares(name: str, pairs: set[str]) -> bool:
    """Tell whether a question holds at least half of the pairs of characters of a name."""
    own = [name[at : at + 2] for at in range(len(name) - 1)]
    return sum(pair in pairs for pair in own) * 2 >= len(own)


def _is_told(words: str, start: int, end: int) -> bool:
    """Tell whether what is counted is listed right before its count, or explained after it."""
    first = max(words.rfind(mark, 0, start) for mark in _ITEM_ENDS) + 1
    listed = _JOINS.split(words[first:start])
    names = [one for one in listed if one.strip('“”"') and not quantities(one)]
    return len(names) > 1 or _TOLD_AFTER.match(words, end) is not None


def _is_joint(item: str, number: int) -> bool:
    """Tell whether a number of an item counts several things together."""
    start = max((one.end for one in quantities(item) if one.end <= number), default=0)
    own = item[start:].lstrip("、")
    after = quantities(own)
    end = after[1].start if len(after) > 1 else len(own)
    own = own[:end]
    return _TOGETHER.search(own) is not None or "、" in own[: after[0].start] if after else False
