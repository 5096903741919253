"""Questions about a topic as a whole: what is done for the elderly, what about schools; pure.

A topic is one of those that plans of government are divided by. A question asks about it as
a whole where it names the topic, asks what there is or what is done, and says nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from rag.text import fold
from rag.understand.framing import without_end, without_opening

_DATA: Final = "topics.txt"
_LATIN: Final = re.compile("[a-z]")
_HAN: Final = re.compile("[一-鿿]")
_SHORTEST: Final = 2
"""Fewest characters of words that no table holds."""
_ASKED: Final = re.compile(
    "(?:哪些|哪几[项样个]|什么|啥)(?:具体|主要|新|好|大)?的?"
    "(?:安排|措施|举措|做法|工作|内容|打算|部署|动作|要求|政策|福利|好处|实惠|改善|改进|变化|计划|规划|支持|帮助|办法|新招|实事|事情?|工程|项目|任务)"
    "|有(?:些|点)?(?:什么|啥|哪些)[呢呀啊]?$"
    "|(?:怎么|怎样|如何|咋)(?:个|样)?(?:去|来)?"
    "(?:做|搞|抓|干|办|弄|整|管|安排|推进|部署|写|说|解决|改善|发展|提升|加强|保障|改进|优化|落实|打算|规划)"
    "|(?:做|干|办|搞|抓|提|说|讲|写|安排)(?:了|点|些|出)*(?:什么|啥|哪些)"
    "|哪些[一-鿿]{2,8}?的?(?:安排|措施|举措|工作|政策|计划)|(?:全部|所有|全套)的?(?:安排|措施|举措|工作|内容|政策|计划|做法)"
    "|介绍|说说|讲讲|\\bwhat\\b|\\bhow\\b|\\btell me\\b"
)
_NOUNS: Final = (
    "工程|项目|任务|事情?|措施|举措|做法|工作|内容|打算|部署|动作|要求|政策|福利|好处|实惠|改善|改进|变化|计划|规划|支持|帮助|办法|新招|实事"
    "|解决|发展|提升|加强|保障|优化|落实|推进|情况|问题|方面|领域|政府|区里|区政府|文件|方案|群众|居民|老百姓|市民|安排"
)
"""What frames a question where it stands by itself, and may be part of a name: 市民中心."""
_SAID: Final = (
    "列出|列举|汇总|梳理|全部|所有|都有|[这那]一?[块片带儿]?地方|[这那][边里儿]|介绍一?下?|说说|讲讲|[这那]一?个?方面|这一?块|这一?项"
    "|(?:怎么|怎样|如何|咋)(?:去|来)?(?:解决|发展|提升|加强|保障|优化|落实|推进|改善|改进|做好|抓好)"
    "|今年|近期|这两年|接下来|下一步|我们|咱们?|你们?|大家|请问|到底|究竟"
    "|哪些|哪几[项样个]|什么|啥|怎么样?|怎样|如何|咋样?|具体|主要|有关|关于|相关|准备|一下|一些|有没有"
    "|\\b(?:what|how|is|are|being|will|would|does|do|did|done|has|have|plan|plans|planned|doing|the|a|an|for|about"
    "|on|in|to|of|with|its|their|there|this|year|district|government|measures?|arrangements?|policy|policies|steps"
    "|goals?|targets?|aims?|intends?|run-?down"
    "|improve[ds]?|improving|improvements?|support|help|tell|me|say|says|planning|going|taking|take|taken|it|they|and|any|which"
    "|be|s|work|new|things?)\\b|[^一-鿿a-z0-9]"
)
"""What frames a question wherever it stands."""
_WORDS: Final = f"{_SAID}|{_NOUNS}"
_FRAME: Final = re.compile(
    f"{_WORDS}"
    "|[上里中下给对为在的了呢啊呀吧吗要会想都有点些新好大做搞抓干办弄整管提说讲写去来是个让把出就还也能将该再多]"
)
# Beside a thing that no table holds only what is part of no other word: 管 of 物业管理 stays,
# 市民 of 市民中心, 能 of 能源. What is matched is never given back: 都有 is one word or two, and a
# question may repeat it.
_LEADING: Final = re.compile(
    f"(?:{_SAID}|(?:{_NOUNS})(?=(?:{_SAID}|[的在给为对要会想将都]))|(?<!^)[给对为在的要会想都把让就还也能将该]|^[给把让])++"
)
_TRAILING: Final = re.compile(f"(?:{_WORDS}|[的了呢啊呀吧有要会想都做搞抓干办弄整说讲写上里和])++")
_JOINT: Final = re.compile("以及|[和与及、]")
# What asks of the things together, or more than what there is of them.
_OF_SEVERAL: Final = re.compile(
    "[^一-鿿a-z0-9“”、]|怎么|怎样|如何|咋|什么|啥|哪|多少|几|谁|(?:结合|融合|衔接|统筹|协同|联动|关系|一体化)$"
)
_ASKS: Final = re.compile("怎么|怎样|如何|咋|什么|啥|哪|多少|几|谁|\\b(?:what|how|who|which)\\b")


class Topic(NamedTuple):
    """What a question asks about as a whole.

    Attributes:
        said: The question's own words for it, folded.
        root: What of them names it already: 停车 of 停车难.
        words: Any of these in a heading make it one of the topic, folded.
        without: These turn such a word into another.
    """

    said: str
    root: str
    words: tuple[str, ...]
    without: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether a table holds it; else its words are the question's own."""
        return self.words != (self.said,)

    def heads(self, heading: str) -> bool:
        """Tell whether what stands under a heading is about the topic."""
        folded = fold(heading)
        for other in self.without:
            folded = folded.replace(other, " ")
        return any(word in folded for word in self.words)


class _Topics:
    """The topics of the table, by the phrases that people name them by."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._of: dict[str, Topic] = {}
        for line in lines:
            heads, spoken, english = (fold(part) for part in line.split("|"))
            words = heads.split()
            own = tuple(word for word in words if not word.startswith("!"))
            without = tuple(word[1:] for word in words if word.startswith("!"))
            phrases = spoken.split()
            for phrase in phrases:
                root = min((one for one in phrases if one in phrase), key=len)
                self._of.setdefault(phrase, Topic(phrase, root, own, without))
            for phrase in (one.strip() for one in english.split(",")):
                self._of.setdefault(phrase, Topic(phrase, phrase, own, without))
        longest_first = sorted(self._of, key=len, reverse=True)
        spelt = (rf"\b{re.escape(one)}\b" if _LATIN.match(one) else one for one in longest_first)
        self._phrase = re.compile("|".join(spelt))

    def named(self, folded: str) -> tuple[list[Topic], str]:
        """Return the topics that a question names, and the question without them."""
        found = [self._of[phrase] for phrase in self._phrase.findall(folded)]
        return found, self._phrase.sub(" ", folded)


def asks_for_all(folded: str) -> bool:
    """Tell whether a folded question asks what there is, or what is done."""
    return _ASKED.search(folded) is not None


@lru_cache(maxsize=256)
def topic_asked(folded: str) -> Topic | None:
    """Return the topic that a folded question asks about as a whole; None if it asks otherwise.

    What no table holds is named by the question's own words alone.

    Args:
        folded: A part of a question, without the name of its region.
    """
    if not asks_for_all(folded):
        return None
    topics, rest = _topics().named(folded)
    if len({topic.words for topic in topics}) == 1 and not _FRAME.sub("", rest):
        return topics[-1]
    if (topics and _JOINT.search(rest)) or not _HAN.search(folded):
        return None
    left = without_end(without_opening(folded, _LEADING), _TRAILING)
    asks = len(left) < _SHORTEST or _ASKS.search(left)
    return None if asks else Topic(left, left, (left,))


def asked_apart(folded: str) -> list[str]:
    """Return a question about several things as a whole as one about each; else nothing.

    教育和医疗怎么搞 asks of two topics; what names more than things is left as it is.
    """
    left = without_end(without_opening(folded, _LEADING), _TRAILING)
    things = [one.strip() for one in _JOINT.split(left)]
    names = len(things) > 1 and all(len(one) >= _SHORTEST for one in things)
    if not names or not asks_for_all(folded) or _OF_SEVERAL.search(left):
        return []
    return [folded.replace(left, one, 1) for one in things]


@cache
def _topics() -> _Topics:
    text = files("rag.understand").joinpath("data", _DATA).read_text(encoding="utf-8")
    return _Topics(line for line in text.splitlines() if line.strip())
