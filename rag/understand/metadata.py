"""Questions about the documents themselves: which are held, how one stands, who issued it."""

from __future__ import annotations

import re
from typing import Final

from rag.schemas import MetadataAsk, MetadataField
from rag.understand.framing import without_end, without_opening

_DOCUMENT: Final = (
    "(?:政策)?文件|征求意见稿|办法|措施|方案|通知|规定|细则|条例|意见|计划|安排|工作要点|草案|政策"
    r"|\b(?:policy )?(?:document|measure|plan|draft|polic(?:y|ie)|paper|notice)s?\b"
)
_MADE: Final = "(?:发布|印发|制定|出台|下发|发出?|定|公布|起草|写)"
_WHEN: Final = "(?:什么时候|什么时间|何时|啥时候?|哪一?[天日]|几[月号]几?[日号]?)"
_FORCE: Final = "(?:生效|施行|实施|执行)"
_HELD: Final = re.compile(
    "(?:收录|入库|收集|收有|存有|能查|可以查|能问|可以问|你们有|你有|这里有|这儿有|网站上?有|一共有|共有)"
    "[了到着过]?(?:的)?(?:是|有)?(?:哪些|什么|哪几[份个篇]|多少[份个篇]?|几[份个篇])(?:政策)?(?:文件|资料|文档)"
    "|有(?:哪些|什么|多少[份个篇]?|几[份个篇])(?:政策)?文件"
    "|(?:what|which|how many) (?:policy )?documents"
    " (?:do you (?:have|hold)|are (?:held|there|included))"
)
_ASKED: Final[tuple[tuple[MetadataField, re.Pattern[str]], ...]] = (
    ("number", re.compile("(?:文号|发文字号|文件编号)(?:是(?:多少|什么|几号)|多少|几号)?")),
    (
        "effective_on",
        re.compile(
            f"(?:从|自|在)?{_WHEN}(?:开始|起|正式)?{_FORCE}"
            r"|when (?:does|did|will) .{0,60}?(?:take effect|come into (?:force|effect))"
        ),
    ),
    (
        "expires_on",
        re.compile(
            f"有效期(?:是|到|至|截止到?|有)?(?:{_WHEN}|多久|多长(?:时间)?|几年)(?:为止|截止|结束)?"
            f"|{_WHEN}(?:到期|过期|失效)|when (?:does|did|will) .{{0,60}}?expire"
        ),
    ),
    (
        "issued_on",
        re.compile(
            f"{_WHEN}{_MADE}|{_MADE}(?:的)?(?:日期|时间)(?:是{_WHEN})?"
            r"|when (?:was|were) .{0,60}?(?:issued|published|released)"
        ),
    ),
    (
        "issuer",
        re.compile(
            f"(?:谁|哪个?(?:部门|单位|机关)){_MADE}|(?:发布|发文|印发|制定)(?:机关|单位|部门)"
            "(?:是(?:谁|哪个?(?:部门|单位)?))?"
            r"|who (?:issued|published|released|wrote)"
        ),
    ),
    (
        "year",
        re.compile(r"哪一?年度?|几几年|什么年份|(?:哪个|什么)年度|(?:which|what) year\b"),
    ),
    (
        "status",
        re.compile(
            rf"(?:还|现在|目前)?(?:有没有效|有效|生效|{_FORCE})(?:了吗|了没有?|吗|没有?|不|[?？]?\Z)"
            "|是否(?:还|现行|已经)?(?:有效|生效|作废|废止|过期|失效|正式)|作废|废止|过期|失效|算数"
            "|(?:是|还是)?(?:征求意见稿|草案)(?:吗|还是)(?:正式(?:的|文件|稿|版)*)?"
            "|正式(?:的|文件|稿|版|生效|施行)*(?:吗|还是)|是不是正式(?:的|文件|稿|版)*"
            "|(?:定|正式)稿|现行有效"
            r"|\b(?:still )?(?:in force|in effect|valid|binding|official|final)\b"
        ),
    ),
)
_IDLE: Final = re.compile(
    "请问|想问一?下?|想知道|我想|麻烦|你们|您们|这里|网站|目前|现在|到底|究竟|一下|如今|还是|已经|是不是|是否|有没有"
    "|征求意见稿|正式|文件|草案"
    "|哪[个份]|没有?|[这那该本份个部些几两二三和与跟的了呢吗啊呀吧是还已有在篇项给我你您请它,，。?？!！、;；:：“”\"'《》()（）]"
    r"|\b(?:the|this|that|these|those|is|are|was|were|it|a|an|of|for|in|its|district|comment|about"
    r"|now|currently|yet|already|please|tell|me|or|and)\b"
)
_EDGES: Final = re.compile(rf"(?:\s|{_IDLE.pattern})++")
_TITLE: Final = re.compile("[《<]([^《》<>]{4,80})[》>]")
_NAMED: Final = 4
"""Fewest characters of a title by which a document may be named."""


def metadata_asked(stripped: str) -> MetadataAsk | None:
    """Return what a folded question asks of the documents themselves, or None.

    Args:
        stripped: The question without the names of regions.

    Nothing may be left in it but courtesy and the words that name a document: whoever asks
    when a school of some plan is opened asks what the plan says.
    """
    if held := _HELD.search(stripped):
        rest = _rest(f"{stripped[: held.start()]} {stripped[held.end() :]}")
        return None if rest else MetadataAsk(field="held")
    if not re.search(_DOCUMENT, stripped):
        return None
    for field, pattern in _ASKED:
        if asked := pattern.search(stripped):
            cut = f"{stripped[: asked.start()]} {stripped[asked.end() :]}"
            if not _rest(cut) or not _rest(re.sub(_DOCUMENT, " ", cut, count=1)):
                return MetadataAsk(field=field)
            named = _named(cut)
            return MetadataAsk(field=field, title=named) if len(named) >= _NAMED else None
    return None


def _named(text: str) -> str:
    """Return the title that a text names, or all of it but what is idle at its ends."""
    title = _TITLE.search(text)
    inner = without_end(without_opening(text, _EDGES), _EDGES)
    return "".join((title.group(1) if title else inner).split())


def _rest(text: str) -> str:
    return _IDLE.sub("", text).strip()
