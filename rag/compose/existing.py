"""Whether a thing is there or is to be built, where a passage names no such thing; pure.

Who asks 要建地铁站吗 is not told by what else is built. Only things that one can point at are
held to this, by what they end in: 好处, 办法 and 规矩 are told in words of every kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rag.compose.wordmatch import ABBREVIATED, IN_OTHER_WORDS, held, meant
from rag.understand.thesaurus import Term

_NAME: Final = "[一-鿿]{2,8}?"
_ASKS: Final = "(?:接送)?(?:了?[吗么不没吧呢]|没有|[来给可能])?"
_WHETHER: Final = re.compile(
    "(?:有没有|有无|是否有|开不开|建不建|修不修|设不设|装不装|有(?=[^,，。?有]{2,8}[吗么不没]))"
    f"(?P<thing>{_NAME}){_ASKS}(?:[?,，。]|$)"
    "|(?:要不要|会不会|是不是|是否|要|会|打算|准备|计划|今年|还|给)(?:再|新|要|多|给[一-鿿]{1,3}?)?"
    "(?:建设|建成|修建|新建|改建|增设|加装|开通|开设|设立|安装|引进|建|(?<!装)修|开|设|盖|装|办(?!公)|搞|通|拆)"
    f"[了个些座条所家]?(?P<built>{_NAME}){_ASKS}[?]?$"
)
_POINTED_AT: Final = re.compile(
    "(?:[站馆园院校桥厅店墙梯厕轨池亭塔楼库室]|(?<![一立])场|(?<![停堵开坐骑打])车|(?<![住买租拆看])房"
    "|(?:铁|公|马|道|线|高速)路|(?:招聘|听证|运动|演唱|博览|音乐|展览|庙|灯)会|(?:路|红绿)灯"
    "|中心|地铁|高铁|机场|公交|专线|超市|菜市|食堂|宿舍|保险|工资|晚托班|操场|床位|摄像头|[小中大]学"
    "|[门急]诊|空调|暖气|卫生间|坡道|热线|教练)$"
)
_IN_ENGLISH: Final = re.compile(
    r"^(?:will|is|are|does|do|has|have|would) [^?.;]{0,60}?"
    r"\b(?:there(?: going to)?(?: be)?|builds?|opens?|plans?|introduces?|installs?|sets? up)"
    r"(?: an?| any| new| some| more| the){0,2} (?P<thing>[a-z-]+(?: [a-z-]+){0,3}?)"
    r"(?= (?:in|at|for|on|planned|near|to|by|this|between|from|next|around|of|that|where|inside"
    r"|under|with|along|open|available)\b|[?,.]|$)"
)
# 好处 and the like, in English.
_NO_THING: Final = frozenset("limit limits discount discounts rule rules way ways chance".split())
_ASKING: Final = re.compile("[多几哪什啥么谁]")
# Words of a clause, not of a name.
_SPOKEN: Final = re.compile("[想要会的我他得在去把就让白上下是到便这那着一样给]")
_HEAD: Final = 2
_SHORT: Final = 3
_HALF: Final = 0.5
_MEANT: Final = ABBREVIATED * IN_OTHER_WORDS


def lacks_existence(question: str, terms: Sequence[Term], passage: str) -> bool:
    """Tell whether nothing of a passage names the thing that a question asks to be there.

    Args:
        question: The part asked, folded.
        terms: The question's terms, with what documents call them.
        passage: The passage and its headings, folded.
    """
    if (found := _IN_ENGLISH.search(question)) is not None:
        head = found["thing"].split()[-1]
        known = [term for term in terms if term.official and term.words[-1] == head]
        lacks = bool(known) and not any(meant(term, passage) >= _MEANT for term in known)
        return lacks and head not in _NO_THING
    thing = _thing_asked_for(question)
    if not thing or thing[-_HEAD:] in passage:
        return False
    # 养老院 is near enough to 养老服务中心; 垃圾中转站 to nothing that speaks of 垃圾.
    if held(thing, passage) >= (ABBREVIATED if len(thing) > _SHORT else _HALF):
        return False
    naming = [term for term in terms if any(w in thing or thing in w for w in term.words)]
    return not any(meant(term, passage) >= _MEANT for term in naming)


@lru_cache(maxsize=256)
def _thing_asked_for(question: str) -> str:
    """Return what a question asks to be there, "" where it names nothing of the kind."""
    for found in _WHETHER.finditer(question):
        thing = found["thing"] or found["built"]
        if _POINTED_AT.search(thing) and not _ASKING.search(thing) and not _SPOKEN.search(thing):
            return thing
    return ""
