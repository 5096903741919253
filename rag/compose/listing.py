"""Lists of things that are no commitments: which schools, which roads; by rules, or not at all.

Every sentence of the documents asked of is looked through, so that what stands in several
places is listed whole; where the words do not surely list what is asked for, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rag.compose.spans import own_items
from rag.library import Library
from rag.schemas import (
    AnswerType,
    Draft,
    DraftSentence,
    Evidence,
    Hit,
    Intent,
    Language,
    Part,
)
from rag.text import fold
from rag.understand.content import content_words
from rag.understand.quoted import word_written
from rag.wording import say

_FEWEST, _MOST = 2, 12
_DOCUMENTS: Final = 20
"""Most documents that are looked through from end to end for one question."""

# Other words begin so: 路灯, 12个街道级.
_ROADS: Final = "路(?![灯网径线由面])|街(?![道区坊])|大道|巷(?!道)"
# Kinds of places, and what names of their kind end in.
_KINDS: Final = {
    "学校": "小学|中学|高中|学校|幼儿园|学院|校区",
    "中小学": "小学|中学|高中|学校|校区",
    "小学": "小学|校区",
    "中学": "中学|高中|校区",
    "幼儿园": "幼儿园",
    "道路": _ROADS,
    "马路": _ROADS,
    "路段": _ROADS,
    "路": _ROADS,
    "街道": f"{_ROADS}|街道(?!级)",
    "片区": "片区",
    "街区": "街区",
    "社区": "社区",
    "小区": "小区",
    "园区": "园区",
    "商圈": "商圈",
    "天桥": "天桥",
    "桥梁": "桥(?!梁)",
    "广场": "广场",
    "医院": "医院",
    "市场": "市场",
    "公园": "公园|游园",
    "景区": "景区",
}
# A lone 路 is a kind only where no other word begins with it: 路灯.
_KIND: Final = re.compile(
    "|".join(sorted((kind for kind in _KINDS if len(kind) > 1), key=len, reverse=True))
    + "|路(?=$|[要都会需在将的进正])"
)
_ASKED: Final = re.compile(
    r"哪(?:些|几[所条个处座家])(?P<a>[一-鿿]{1,6})"
    r"|(?P<b>[一-鿿]{1,6}?)(?:都|主要)?(?:有哪[些几]|是哪[些几]|包括哪[些几]|名单|清单)"
    rf"|(?P<c>[一-鿿]{{0,14}}?(?:{_KIND.pattern}))的?(?:名字|名称)?[,，]?(?:分别|各自?|都)(?:叫|是)(?:做|作)?(?:什么|啥|哪[些几])"
)
_GENERIC: Final = re.compile(
    "(?:断头|老旧|危旧|拥堵|坑洼|公办|民办|公立|普惠性?|优质|标准化|特色|各类?|全区|示范|网红|重点|农村|所有|每[条所个]|校外|市政|城市)\\Z"
)
# Works of one sort, whatever the word.
_WORKS: Final = (
    re.compile("建设|新建|改扩建|扩建|改建|迁建|修建|在建|建(?![立议筑言档制])"),
    re.compile("大修|整修|维修|翻修|修缮"),
)
_FRAME: Final = frozenset(
    "要 会 将 准备 打算 计划 涉及 提到 点名 列全 列出 全部 名单 清单 两个 区 正在 项目 工程 今年"
    " 工作 进行 安排 需要 属于 都 给 分别 各 各自 和 及 与 文件 里 列入 纳入 名字 叫".split()
)
_OPEN: Final = re.compile("等(?![级同待候于])")


class Lister:
    """Lists what documents name of a kind."""

    def __init__(self, library: Library) -> None:
        """List from the documents of ``library``."""
        self._library = library

    def compose(self, intent: Intent, groups: Sequence[tuple[Part, Sequence[Hit]]]) -> Draft | None:
        """Return every item that names a thing asked for; None where that is not sure.

        Args:
            intent: The question understood.
            groups: Each part of the question with the hits in its region's documents.
        """
        if intent.answer_type is not AnswerType.LIST:
            return None
        evidence: list[Evidence] = []
        shown: list[DraftSentence] = []
        labelled = len({part.region for part, _ in groups}) > 1
        for part, hits in groups:
            word = word_written(part.text)
            asked = _Written(word) if word else _Asked.read(part.text)
            ids = dict.fromkeys(hit.document_id for hit in hits)
            if asked is None or len(ids) > _DOCUMENTS:
                return None
            found = [item for name in ids for item in self._items(name, asked)]
            if not found:
                return None
            for one in found:
                region = self._library.summaries[one.document_id].meta.region
                label = ""
                if region and (labelled or part.region is None):
                    label = say(
                        "rows.label", intent.language, region=self._library.gazetteer.short(region)
                    )
                evidence.append(one)
                shown.append(
                    DraftSentence(text=f"{label}{one.quote}。", evidence=(len(evidence) - 1,))
                )
        if not _FEWEST <= len(shown) <= _MOST:
            return None
        is_open = any(_OPEN.search(one.quote) for one in evidence)
        return Draft(
            sentences=(_lead(intent.language, is_open=is_open), *shown),
            evidence=tuple(evidence),
            composer="extractive",
            # Further things may be named in words that these rules do not know.
            complete=False if is_open else None,
        )

    def _items(self, document_id: str, asked: _Asked | _Written) -> Iterator[Evidence]:
        text = self._library.document(document_id).text
        for clause, span in own_items(text, self._library.clauses(document_id)):
            quote = text[span.start : span.end]
            if asked.is_named(fold(quote)):
                yield Evidence(
                    document_id=document_id,
                    clause_id=clause.id,
                    topic=None,
                    start=span.start,
                    end=span.end,
                    quote=quote,
                )


class _Written:
    """A word that whatever is asked for has written beside it."""

    def __init__(self, word: str) -> None:
        self._word = word

    def is_named(self, item: str) -> bool:
        """Tell whether a folded item holds the word."""
        return self._word in item


class _Asked:
    """What kind of thing is asked for, and what is to be done to it."""

    def __init__(self, kind: str, works: Sequence[re.Pattern[str]], others: Sequence[str]) -> None:
        self._named = re.compile(f"(?P<own>[一-鿿]{{1,10}}?)(?:{kind})")
        self._works = works
        self._others = others

    @classmethod
    def read(cls, question: str) -> _Asked | None:
        """Read a part of a question; None where it asks for no kind of thing that is known."""
        match = _ASKED.search(question)
        kind = _KIND.search(match["a"] or match["b"] or match["c"]) if match else None
        if match is None or kind is None:
            return None
        aside = question.replace(kind.group(), " ").replace("哪些", " ")
        rest = [w for w in content_words(aside) if w not in _FRAME]
        works = [work for work in _WORKS if any(work.search(word) for word in rest)]
        others = [w for w in rest if len(w) > 1 and not any(x.search(w) for x in _WORKS)]
        # Without a deed every mention of the kind would do.
        return cls(_KINDS[kind.group()], works, others) if works else None

    def is_named(self, item: str) -> bool:
        """Tell whether a folded item names a thing of the kind, and what is done to it."""
        if not all(work.search(item) for work in self._works):
            return False
        if not all(other in item for other in self._others):
            return False
        return any(
            # what is counted is not named: 5座桥
            not _GENERIC.search(found["own"]) and not item[: found.start()][-1:].isdecimal()
            for found in self._named.finditer(item)
        )


def _lead(language: Language, *, is_open: bool) -> DraftSentence:
    key = "listing.open" if is_open else "listing.all"
    return DraftSentence(text=say(key, language), ours=True)
