"""Making a follow-up whole from the conversation before it, by rules.

Published rewriting uses a model; these rules cover the three turns that people take
most: the same question of another place, the same question of another thing, and
another question of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.schemas import Turn
from rag.text import fold
from rag.understand.places import Gazetteer

_LEAD: Final = re.compile(
    r"^(?:那么?|然后|还有|另外|再问|再?请问|嗯+|哦+|好的?|and|what about|how about)[,，、 ]*"
)
_TAIL: Final = re.compile(r"(?:呢|吗|啊|呀|哈|吧|嘛)?[?？!！。. ]*$")
_POINTER: Final = re.compile(
    r"它们?|这(?:个|些|项|件|几|里|种|样)?|那(?:个|些|项|件|几|里|种|边)|其中|他们|上面|前面"
    r"|刚才|该(?:项|区|市)"
    r"|\b(?:it|they|them|those|these|that|this|there)\b"
)
_ASKS: Final = re.compile(
    r"多少|几|什么|哪|何时|何地|谁|怎么|怎样|如何|咋|啥|是否|能否|可否|能不能|会不会|是不是"
    r"|有没有|多久|为何|吗"
    r"|\b(?:what|when|where|who|which|how|is|are|does|do|will|can)\b"
)
_ASKING_PART: Final = re.compile(
    r"(?:是|有|要|为|达到?)?(?:在)?(?:什么时候|啥时候|什么|多少|何时|哪里|哪儿|哪些|哪几|哪个|几"
    r"|怎么|怎样|如何|多久|谁|为什么|是否)[^,，。]*$"
)
_LAST_ASKED: Final = 40


def make_whole(question: str, history: Sequence[Turn], gazetteer: Gazetteer) -> str:
    """Return ``question`` as it would be asked with no conversation before it.

    A question that is whole already comes back as it is.
    """
    asked = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
    if not asked:
        return question
    bare = _TAIL.sub("", fold(question).strip())
    led = _LEAD.sub("", bare)
    core = gazetteer.strip(led).strip()
    names_region = core != led.strip()
    leads = led != bare
    asks = _ASKS.search(core) is not None
    points = _POINTER.search(core) is not None
    if not (leads or points or len(core) <= 9 or (not asks and len(core) <= 14)):
        return question
    previous = _last_whole(asked, gazetteer)
    if names_region and len(core) <= 3:
        regions = gazetteer.find(led, lambda _: True).regions
        return _in_region(previous, regions, gazetteer)
    if not asks:
        return _of_thing(previous, led, names_region, gazetteer)
    topic = _topic_of(previous, gazetteer, keep_region=not names_region)
    if not (points or leads) and len(core) > 9:
        return question
    return f"{topic} {_POINTER.sub('', led) if points else led}".strip()


def _last_whole(asked: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return the last question, itself made whole by those before it where it is short."""
    last = asked[-1]
    if len(asked) > 1:
        turns = [Turn(role="user", content=text) for text in asked[:-1]]
        return make_whole(last, turns, gazetteer)
    return last


def _in_region(previous: str, regions: Sequence[str], gazetteer: Gazetteer) -> str:
    folded = fold(previous)
    rest = gazetteer.strip(folded).strip()
    return "和".join(gazetteer.names_of(r)[0] for r in regions) + rest


def _of_thing(previous: str, thing: str, names_region: bool, gazetteer: Gazetteer) -> str:
    """Put ``thing`` where the last question had its own, and keep what it asked."""
    folded = fold(previous)
    asking = _ASKING_PART.search(_TAIL.sub("", folded))
    region = "" if names_region else _region_names(folded, gazetteer)
    return f"{region}{thing}{asking.group() if asking else ''}"


def _topic_of(previous: str, gazetteer: Gazetteer, *, keep_region: bool) -> str:
    folded = _TAIL.sub("", fold(previous))
    region = _region_names(folded, gazetteer) if keep_region else ""
    rest = _ASKS.sub("", _ASKING_PART.sub("", gazetteer.strip(folded)))
    return f"{region}{rest.strip()[-_LAST_ASKED:]}"


def _region_names(folded: str, gazetteer: Gazetteer) -> str:
    regions = gazetteer.find(folded, lambda _: True).regions
    return "和".join(gazetteer.names_of(r)[0] for r in regions)
