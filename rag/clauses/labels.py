"""Where a numbering may stand: labels of headings, told from numbers and cross references."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from rag.text import table_rows
from rag.text.numerals import chinese_integer


class Style(IntEnum):
    """Style of a numbering, in the usual order from the outside in."""

    PART = 0  # 第一部分 第一编
    CHAPTER = 1  # 第一章
    SECTION = 2  # 第一节
    COMMA = 3  # 一、
    ARTICLE = 4  # 第一条
    PARENTHESES = 5  # （一）
    DIGITS = 6  # 1.
    DIGITS_PARENTHESES = 7  # （1）
    DIGITS_HALF = 8  # 1）
    CIRCLED = 9  # ①


@dataclass(frozen=True, slots=True)
class Label:
    """A numbering that may head a clause.

    Attributes:
        style: Its style.
        number: What it counts, e.g. 12 for （十二）.
        start, end: Its place in the text, without the space after it.
        at_line_start: Whether nothing but space stands before it on its line.
        spaced: Whether white space or a line start comes before it.
    """

    style: Style
    number: int
    start: int
    end: int
    at_line_start: bool
    spaced: bool


_C: Final = "[一二三四五六七八九十百零〇]"
_D: Final = "[0-9０-９]"
_LABEL: Final = re.compile(
    rf"第(?P<divided>{_C}{{1,5}}|{_D}{{1,3}})[ \u3000]?(?P<division>部分|编|章|节|条)(?:之{_C})?"
    rf"|(?P<comma>{_C}{{1,3}})(?:[、．]|\.(?!{_D}))(?!{_C}+[、级类线期是])"
    rf"|[（(]\s?(?P<parentheses>{_C}{{1,4}})\s?[）)]"
    rf"|[（(]\s?(?P<digits_parentheses>{_D}{{1,2}})\s?[）)]"
    rf"|(?P<digits>{_D}{{1,3}})(?:[、．]|\.)(?!{_D}|[A-Za-z])"
    rf"|(?P<digits_half>{_D}{{1,2}})[）)]"
    r"|(?P<circled>[①-⑳])"
)
_DIVISIONS: Final = {
    "部分": Style.PART,
    "编": Style.PART,
    "章": Style.CHAPTER,
    "节": Style.SECTION,
    "条": Style.ARTICLE,
}
_STYLES: Final = {
    "comma": Style.COMMA,
    "parentheses": Style.PARENTHESES,
    "digits": Style.DIGITS,
    "digits_parentheses": Style.DIGITS_PARENTHESES,
    "digits_half": Style.DIGITS_HALF,
    "circled": Style.CIRCLED,
}
# Only after these, or white space, does a numbering head something.
_ENDINGS: Final = frozenset("。！？!?；;：:”’》）)】｡")
# What these lead to is being referred to, even over a line break.
_REFERRING: Final = re.compile(
    r"(?:按照?|依照?|依据|根据|参照|见|违反|符合|本|和|与|及|或|至|到|由|第|[、，,])\Z"
)
_REFERRED: Final = re.compile(
    r"[ \u3000]?(?:[、，,。；;）)]|款|项|条|所列|所规定|的规定|之规定|情形|中[，,的规]"
    r"|(?:和|至|及|或|以及)[第（(]?[一二三四五六七八九十0-9]"
    r"|规定(?:的|办理|执行|处理|给予|情形)|要求[，,。；;、办推做抓落])"
)


def labels(text: str) -> tuple[Label, ...]:
    """Return every numbering that stands where a heading may, in order.

    A bare cross reference is left out: 按照(三)要求, 违反第十二条规定. Whether a label heads
    a clause is for the sequence to decide.
    """
    found: list[Label] = []
    rows = table_rows(text)
    starts = [row.start for row in rows]
    for match in _LABEL.finditer(text):
        # Numbers in the cells of a table count its rows, or the steps in a cell.
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.start() < rows[at].end:
            continue
        label = _label(text, match)
        if label is not None:
            found.append(label)
    return tuple(found)


def _label(text: str, match: re.Match[str]) -> Label | None:
    start, end = match.span()
    before = start
    while before and text[before - 1] in " \t\u3000\u00a0#*>":
        before -= 1
    at_line_start = before == 0 or text[before - 1] == "\n"
    spaced = at_line_start or before < start
    if not spaced and text[before - 1] not in _ENDINGS:
        return None
    words_before = text[max(0, before - 4) : before].rstrip("\n")
    if _REFERRING.search(words_before) or _REFERRED.match(text, end):
        return None
    style, number = _style_and_number(match)
    if style is Style.ARTICLE and not _heads_article(text, before, end, at_line_start):
        return None
    if style in {Style.COMMA, Style.DIGITS} and text[end : end + 1] in {"", "\n"} and not spaced:
        return None
    return Label(style, number, start, end, at_line_start, spaced)


def _heads_article(text: str, before: int, end: int, at_line_start: bool) -> bool:
    after = text[end : end + 1]
    if at_line_start:
        return after not in {"规", "所", "的", "中"} or not after
    # 《…法》 第八条 names an article of another text.
    return text[before - 1] not in "》〉" and (not after or after.isspace() or after in "：:（(【")


def _style_and_number(match: re.Match[str]) -> tuple[Style, int]:
    if division := match["division"]:
        return _DIVISIONS[division], _integer(match["divided"])
    kind = match.lastgroup or ""
    digits = match[kind]
    if kind == "circled":
        return Style.CIRCLED, ord(digits) - ord("①") + 1
    return _STYLES[kind], _integer(digits)


def _integer(digits: str) -> int:
    return int(digits) if digits.isdecimal() else chinese_integer(digits)
