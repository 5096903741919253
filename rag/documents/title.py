"""How documents are named: by title, kind and number."""

from __future__ import annotations

import re
from typing import Final

from rag.schemas import DocumentStatus

_NUMBERED: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十百]{1,3}[）)、.．]|[（(]?[0-9]{1,3}[）)、.．](?![0-9])"
    r"|第[一二三四五六七八九十百零〇0-9]{1,5}[章节条编部]|[①-⑳])"
)
_UNTITLED_END: Final = re.compile(r"[。！？!?；;，,、：:]\s*\Z")
ORDERS: Final = (
    "通知|通告|公告|意见|办法|措施|方案|规定|规划|纲要|要点|计划|细则|规则|条例|章程|准则|决定|决议|"
    "命令|令|批复|函|指南|指引|制度|标准|规范|清单|预案|政策|若干条|工作安排"
)
"""Kinds of documents that set what holds, and may repeal others."""
TELLS: Final = "公报|通报|报告|总结|倡议书|公开信|解读|说明|问答|答复|建议|提示|须知|安排|摘要|纪要"
"""Kinds of documents that tell, explain or ask."""
_KIND: Final = f"{ORDERS}|{TELLS}"
OWN: Final = (
    rf"(?:本[^，。；！？《》\s]{{0,14}}?(?:{ORDERS}|文件|法)"
    rf"|(?:以上|上述)[^，。；！？《》\s]{{0,10}}?(?:{ORDERS}|条款))"
)
"""How a document names itself, as a pattern without groups."""
_BRACKETED: Final = r"[〔\[（(【［﹝]\s?(?:19|20)\d{2}\s?[〕\]）)】］﹞]"
NUMBER: Final = rf"[\u4e00-\u9fff]{{1,12}}\s?{_BRACKETED}\s?第?\s?\d{{1,5}}\s?号"
"""A document number (文号), as a pattern without groups."""
_RUN_IN: Final = re.compile(
    rf"\A\s*(?P<title>[^。！？!?；;\n\s]{{2,60}}?(?:[ ][^。！？!?；;\n\s]{{2,50}}){{0,10}}?"
    rf"(?:{_KIND})(?:\s?[（(][^（()）\n]{{1,20}}[）)])?)(?=\s|。|\Z)"
)
_SHORT_LEAD: Final = re.compile(r"\A\s*(?P<title>[^。；;\n\s　]{4,45})[\s　]+(?=\S)")
_DRAFT: Final = re.compile(r"征求意见稿|草案|公开征求意见|送审稿|讨论稿")


def find_title(text: str) -> str | None:
    """Return the title that ``text`` opens with, or None where none is plain.

    A title stands on the short first lines, without ending punctuation, before the first
    paragraph; where the whole text is one line, before the first space. Lines of a
    wrapped title are joined.
    """
    lines = text.strip().split("\n")
    if len(lines) == 1:
        found = _RUN_IN.match(text) or _SHORT_LEAD.match(text)
        if found is None or _NUMBERED.match(found["title"]) or _UNTITLED_END.search(found["title"]):
            return None
        title = re.sub(r"\s+", " ", found["title"]).strip()
        half = len(title) // 2
        # A web page's own title and its heading, one after the other.
        return title[:half] if title[:half] == title[half + 1 :] else title
    taken: list[str] = []
    for line in lines[:6]:
        words = re.sub(r"\s+", " ", line).strip()
        if not words:
            if taken:
                break
            continue
        if len(words) > 60 or _UNTITLED_END.search(words) or _NUMBERED.match(words):
            break
        taken.append(words)
        if re.search(rf"(?:{_KIND})\Z", words) and not _open_bracket("".join(taken)):
            following = next((later.strip() for later in lines[len(taken) :] if later.strip()), "")
            if not re.fullmatch(r"[（(][^（()）]{1,20}[）)]", following):
                break
    else:
        # Nothing but short lines: a list or a poem, of which the first line may be the title.
        taken = taken[:1]
    title = "".join(taken)
    return title if 2 <= len(title) <= 120 else None


def _open_bracket(words: str) -> bool:
    return words.count("《") > words.count("》")


def status_of(title: str) -> DocumentStatus:
    """Return the standing that a title states; UNKNOWN where it states none."""
    return DocumentStatus.DRAFT if _DRAFT.search(title) else DocumentStatus.UNKNOWN
