"""Making a follow-up whole from the conversation before it, by rules.

Published rewriting uses a model. These rules take a turn for its parts (a region, a time,
a thing, what is asked) and put them where the question before had parts of the same kind;
what a turn names for itself is never replaced. Where two readings are fair, both are
given: the second is for where the documents answer nothing to the first.

A conversation is told by the client. Its questions only steer the search; its answers are
words to be found in the documents again before anything rests on them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from rag.schemas import Recall, Turn
from rag.text import fold
from rag.understand import slots
from rag.understand.cues import ASKS, POINTER, Core, core_of, ordinal, own_words, recall_form
from rag.understand.english import english_follow_up
from rag.understand.places import Gazetteer
from rag.understand.safety import is_injection, personal_data
from rag.understand.talk import is_errand, small_talk

_TURNS: Final = 20
_LONGEST_TURN: Final = 500
_LONGEST_ANSWER: Final = 4000
_LINES: Final = 24
"""Most lines of one answer that are looked at again."""
_LONG: Final = 14
"""A question this long that names its own things leans on nothing."""
_READINGS: Final = 4
"""Most readings of one turn."""
_CARRIED: Final = 2
"""Most things of its own that a question names and may still lean on the one before."""

_HAN: Final = re.compile("[一-鿿]")
_LINE: Final = re.compile(r"^(?P<words>.*?)[。.]?\s*(?P<markers>(?:\[[0-9]{1,3}\])+)\s*$")
_MEASURE: Final = re.compile(
    "(?:[率额数量价]|面积|长度|租金|补贴|补助|津贴|奖励|标准|比例|比重|收入|次数|费用|价格|封顶)$"
)
"""What is named so is asked for its amount, whatever was asked before."""
_STANDS_FOR: Final = re.compile(r"它们?|他们|她们|其中|[这那](?:里|边)|\b(?:it|they|them|there)\b")


_ROWS: Final = re.compile("(?:哪[些几]|什么|啥|[几多]少?[项个条]).*(?:任务|目标|指标|承诺)")


class Reading(NamedTuple):
    """A turn as it would be asked with no conversation before it.

    Attributes:
        text: The whole question.
        named: What the turn names, where ``text`` holds much that it does not name: words
            that answer speak of it. Empty where they need not.
    """

    text: str
    named: str = ""


class Followed(NamedTuple):
    """A turn made whole.

    Attributes:
        readings: How it can be read, the likeliest first; one at least, four at most.
        recall: What it asks for of the answers before it, or None.
        stays: It asks more of what the last answer is about.
    """

    readings: tuple[Reading, ...]
    recall: Recall | None = None
    stays: bool = False

    @property
    def text(self) -> str:
        """The likeliest reading."""
        return self.readings[0].text


def make_whole(question: str, history: Sequence[Turn], gazetteer: Gazetteer) -> Followed:
    """Return ``question`` made whole; one that is whole already comes back as it is."""
    before = ""
    for turn in history[-_TURNS:]:
        if turn.role == "user" and _asks_something(asked := fold(turn.content[:_LONGEST_TURN])):
            before = _read(asked, before, (), gazetteer).text[:_LONGEST_TURN]
    if not before:
        return _just(question)
    lines = said(history)
    followed = _read(fold(question), before, lines[-1] if lines else (), gazetteer)
    return _just(question) if followed == _just(fold(question)) else followed


def _just(text: str, *, stays: bool = False) -> Followed:
    return Followed((Reading(text),), stays=stays)


def said(history: Sequence[Turn]) -> tuple[tuple[str, ...], ...]:
    """Return the lines with a marker of every earlier answer, without their markers."""
    answers = []
    for turn in history[-_TURNS:]:
        if turn.role == "assistant":
            found = map(_LINE.match, turn.content[:_LONGEST_ANSWER].splitlines())
            lines = {m["markers"]: m["words"].strip() for m in found if m and m["words"].strip()}
            answers.append(tuple(lines.values())[:_LINES])
    return tuple(lines for lines in answers if lines)


def _asks_something(folded: str) -> bool:
    return bool(folded.strip()) and not (
        small_talk(folded) or is_errand(folded) or is_injection(folded) or personal_data(folded)
    )


def _read(folded: str, before: str, lines: Sequence[str], gazetteer: Gazetteer) -> Followed:
    """Return a folded turn made whole from the whole question before it and its answer."""
    core = core_of(folded)
    if not before or not core.text:
        return _just(folded)
    if (again := _recalled(core, before, gazetteer)) is not None:
        return again
    names = [core.text[start:end] for _, start, end in gazetteer.mentions(core.text)]
    bare = slots.without_times(gazetteer.strip(core.text))
    own, asks = own_words(slots.without_measure(bare)), ASKS.search(bare) is not None
    if _ROWS.search(bare) and not (core.leads or core.corrects or POINTER.search(bare)):
        # 西工区有哪些6月底前的任务 asks for rows by a region or a time of its own.
        if names:
            return _just(folded)
        if slots.times(core.text):
            return _just(f"{slots.region_of(before, gazetteer)}{core.text}")
    if not own or (asks and all(len(word) == 1 for word in own)):
        return _of_the_same(core, names, asks=asks, before=before, lines=lines, gazetteer=gazetteer)
    if not _HAN.search(core.text) and not _HAN.search(gazetteer.strip(before)):
        followed = _just(english_follow_up(core.text, before, gazetteer) or folded)
    elif POINTER.search(bare) and (asks or _STANDS_FOR.search(bare)):
        followed = _pointing(core, names, before, gazetteer)
    elif asks:
        followed = _own_question(core, folded, names, own, before, gazetteer)
    else:
        followed = _of_thing(core, folded, names, before, gazetteer)
    return followed


def _recalled(core: Core, before: str, gazetteer: Gazetteer) -> Followed | None:
    """Read a turn that asks for what was answered again, or for more of it."""
    bare = POINTER.sub(" ", gazetteer.strip(core.text)).strip()
    counted = ordinal(core.text)
    if counted is not None and not own_words(counted[1]):
        place, asked = counted
        text = f"{before} {asked}" if asked else before
        return Followed((Reading(text),), recall=Recall(form="item", place=place))
    if not _same(core, before, gazetteer):
        return None
    form = next(filter(None, map(recall_form, (core.bare, core.text, bare))), None)
    if form is not None:
        return Followed((Reading(before),), recall=Recall(form=form))
    # What there may be more of is named: 还有别的养老安排没有.
    own = own_words(bare)
    rest = POINTER.sub(" ", gazetteer.strip(core.bare))
    for word in own:
        rest = rest.replace(word, "")
    if not own or recall_form(rest.strip()) != "more":
        return None
    region = slots.region_of(before, gazetteer)
    reading = Reading(f"{region}{core.text}", _named(bare))
    return Followed((reading,), recall=Recall(form="more"))


def _same(core: Core, before: str, gazetteer: Gazetteer) -> bool:
    now, then = gazetteer.mentions(core.text), gazetteer.mentions(before)
    return {region for region, *_ in now} <= {region for region, *_ in then}


def _of_the_same(
    core: Core,
    names: Sequence[str],
    *,
    asks: bool,
    before: str,
    lines: Sequence[str],
    gazetteer: Gazetteer,
) -> Followed:
    """Read a turn that names no thing: the thing is that of the question before."""
    times = slots.times(gazetteer.strip(core.text))
    whole = slots.region_swapped(before, names, gazetteer) if names else before
    if times:
        return _just(slots.time_swapped(whole, times), stays=not names)
    asked = POINTER.sub("", gazetteer.strip(core.text)).strip(" 的?？,，")
    if names:
        parallel = slots.figure_asked(lines)
        likely = [f"{'和'.join(names)}{parallel}"] if parallel else []
        likely.append(whole)
        # Another region may draw its line elsewhere: 80岁以上 there, 70岁以上 here.
        likely += [slots.without_limits(text) for text in likely]
        # And another thing was asked of before: what is counted in 部 here is not there.
        likely.append(slots.without_units(whole))
        if not asks or _asks_alike(asked, before):
            return Followed(tuple(map(Reading, dict.fromkeys(likely)))[:_READINGS])
    elif not asks and not (asked := slots.aspect_asked(asked)):
        return _just(before, stays=True)
    thing = slots.thing_of(before, gazetteer)
    if not _HAN.search(core.text) and not _HAN.search(thing):
        return _just(english_follow_up(core.text, before, gazetteer) or before, stays=True)
    region = "和".join(names) or slots.region_of(before, gazetteer)
    figure = Recall(form="figure") if not names else None
    readings = (
        Reading(f"{region}{thing} {asked}"),
        Reading(f"{region}{slots.without_deed(thing)} {asked}"),
    )
    return Followed(tuple(dict.fromkeys(readings)), figure, stays=not names)


_ALIKE: Final = (
    re.compile("多少|几|多[大高长远久]|多$"),
    re.compile("什么时候|啥时|何时|几月|多久|哪[年天]"),
    re.compile("哪些|什么|啥|哪几"),
    re.compile("哪里|哪儿|在哪"),
    re.compile("谁|哪个部门|哪个单位"),
    re.compile("怎么|如何|怎样|咋"),
)
_WHETHER: Final = re.compile(
    "有没有|有吗|有无|是不是|吗$|也有|^有$|没有?$|^(?:is|are|does|do|has) "
)


def _asks_alike(asked: str, before: str) -> bool:
    """Tell whether a turn asks what the question before asked, or only whether it holds too."""
    if _WHETHER.search(asked):
        return True
    if re.search("怎么样|咋样|如何$|怎样$", asked):
        return True
    return any(kind.search(asked) and kind.search(before) for kind in _ALIKE)


def _pointing(core: Core, names: Sequence[str], before: str, gazetteer: Gazetteer) -> Followed:
    """Read a turn that points at what was spoken of, and names something beside it."""
    region = "和".join(names) or slots.region_of(before, gazetteer)
    rest = POINTER.sub("", gazetteer.strip(core.text)).strip(" 的,，")
    if not ASKS.search(rest):
        rest += slots.asked_of(before, gazetteer)
    alone = Reading(f"{region}{rest}")
    leaning = Reading(f"{region}{slots.thing_of(before, gazetteer)} {rest}", _named(rest))
    # 它 stands for the thing before, 这种病床 for one named beside the pointing word.
    both = (leaning, alone) if _STANDS_FOR.search(core.text) else (alone, leaning)
    return Followed(both, stays=not names)


def _named(text: str) -> str:
    return " ".join(own_words(text))


def _own_question(
    core: Core,
    folded: str,
    names: Sequence[str],
    own: Sequence[str],
    before: str,
    gazetteer: Gazetteer,
) -> Followed:
    """Read a question that names its thing: nothing but a missing region is taken over."""
    if names or (len(gazetteer.strip(core.text)) > _LONG and not (core.corrects or core.leads)):
        return _just(core.text if core.corrects else folded)
    region = slots.region_of(before, gazetteer)
    alone = Reading(f"{region}{core.text}")
    if len(own) > _CARRIED or core.corrects:
        return Followed((alone,), stays=True)
    leaning = f"{region}{slots.thing_of(before, gazetteer)} {core.text}"
    return Followed((alone, Reading(leaning, _named(core.text))), stays=True)


def _of_thing(
    core: Core, folded: str, names: Sequence[str], before: str, gazetteer: Gazetteer
) -> Followed:
    """Read a turn that names a thing and asks nothing: it asks what was asked before."""
    thing = POINTER.sub("", gazetteer.strip(core.text)).strip(" ,，")
    # A name and a thing alone are a search of their own, unless joined to the conversation.
    joined = core.leads or core.corrects or folded.rstrip("?？。 ") != core.text
    if (names and not joined) or len(thing) > _LONG:
        return _just(folded)
    region = "和".join(names) or slots.region_of(before, gazetteer)
    asked = slots.asked_of(before, gazetteer)
    if _MEASURE.search(thing) and "多少" not in asked:
        asked = "是多少"
    named = _named(thing)
    alone = Reading(f"{region}{thing}{slots.without_unit(asked)}")
    leaning = Reading(f"{region}{thing} {slots.thing_of(before, gazetteer)}{asked}", named)
    bare = Reading(f"{region}{thing.rstrip('的')}", named)
    if thing.endswith("的"):
        swapped = slots.kind_swapped(slots.thing_of(before, gazetteer), thing.rstrip("的"))
        other = (Reading(f"{region}{swapped}{asked}", named),) if swapped else ()
        return Followed((leaning, *other), stays=not names)
    # Another thing may be counted in another unit; where not, the unit tells figures apart.
    in_unit = Reading(f"{region}{thing}{asked}", named)
    first = (in_unit, alone) if in_unit.text != alone.text else (alone,)
    return Followed((*first, leaning, bare), stays=not names)
