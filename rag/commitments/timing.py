"""Which time limit governs a phrase, and whether it alone makes a commitment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.commitments import verbs
from rag.commitments.deadlines import Deadline
from rag.commitments.phrases import Phrase
from rag.commitments.tense import looks_ahead

# What may follow a date that stands alone before its comma.
_ONLY_DATE: Final = re.compile("(?:期间|期内|之?前|起|止|底|末|内|之日|阶段)?")
_AHEAD_OF: Final = re.compile("[前内]\\Z")
# 将1年内新招用的…, 对6月30日前到期的…: the time tells which, not when.
_WHICH_BEFORE: Final = frozenset("将把对凡与较比同")
_WHICH_AFTER: Final = re.compile(
    "[^,;、]{0,6}(?:到期|期满|届满|取得|发生|形成|出生|毕业|注册|成立|签订|缴纳)(?:的|期间)"
)
# 建成于2000年以前的: so too what a thing is dated by, whatever its limit.
_DATED: Final = re.compile("(?:前|以前|之前)?的")
# 截至2月10日, 至2月18日: up to there it was so.
_REACHED: Final = re.compile("截[至止][^,的]{2,14}|[到至](?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日")
_SINCE: Final = re.compile("截[至止]")
# What a date alone makes a commitment of: something that begins or ends then.
_TURNS: Final = re.compile(
    "完成|实现|建成|建立|形成|达到|启动|开工|完工|封顶|落地|竣工|交付|投用|投产|投入使用|通车|开通"
    "|上线|运行|运营"
    "|开业|恢复|复工|复产|办结|到位|全覆盖|清零"
)
# 压缩至40个工作日以内: the time is what is reached, and no term for what follows.
_REDUCED_TO: Final = frozenset("至到在为")
_IN_FORCE: Final = re.compile(
    "未(?!来)|有效期|施行|(?:印发|发布|公布)之日|本(?:通知|公告|办法|意见|措施|政策|规定|方案)"
)
_GIVEN: Final = re.compile(
    "如|若|对.*的|凡|因|除|[今明]年是|.*(?:今年|全年|年度)[^,]{0,12}目标|.*的\\Z"
)
# All that follows the time is what turns then: 南校区2025年秋季学期投入使用.
_TURNS_THEN: Final = re.compile(f"(?:全面|正式|基本|全部|力争)*(?:{_TURNS.pattern})+")
_SURE: Final = re.compile("力争|确保|将|计划|拟|必须|应")
# A phrase longer than this runs on from a headline.
_LONGEST: Final = 80
# The surest kind first, where a phrase names several.
_RANK: Final = {"by": 0, "limit": 1, "on": 2, "range": 3, "from": 4, "in": 5}


def opens(text: str, phrase: Phrase, times: Sequence[Deadline], head: int) -> Deadline | None:
    """Return the time that is all a phrase says, so that it opens what follows.

    Args:
        text: The folded sentence.
        phrase: A phrase of it.
        times: The times it names.
        head: Where it says more than adverbs and dates.
    """
    leading = [time for time in times if time.end <= head]
    if leading and _ONLY_DATE.fullmatch(text, head, phrase.end):
        return leading[0]
    last = times[-1] if times else None
    if last is None or last.end < phrase.end or phrase.closes:
        return None
    if last.kind == "limit" and text[max(0, last.start - 1) : last.start] in _REDUCED_TO:
        return None
    ends = last.kind == "range" or (last.kind in {"by", "limit"} and _AHEAD_OF.search(last.text))
    return last if ends and not tells_which(text, last) else None


def is_reached(text: str, phrase: Phrase) -> bool:
    """Tell whether a phrase is a date up to which it was so: 截至2月10日."""
    return _REACHED.fullmatch(text, phrase.start, phrase.end) is not None


def governing(
    text: str, times: Sequence[Deadline], head: int, end: int, verb: verbs.Verb | None
) -> Deadline | None:
    """Return the time that governs a phrase, out of those it names.

    A year or a month governs where it stands first or right after the verb, or where only
    what turns then follows it; elsewhere it tells which: 2020年毕业生.
    """
    first = verb.end if verb else head
    fit = [
        time
        for time in times
        if not (time.past or _SINCE.match(text, time.start) or tells_which(text, time))
        and (
            time.kind in {"by", "on", "limit", "range"}
            or time.start <= first
            or _TURNS_THEN.fullmatch(text, time.end, end)
        )
    ]
    return min(fit, key=lambda time: _RANK[time.kind]) if fit else None


def is_set(text: str, times: Sequence[Deadline]) -> bool:
    """Tell whether one of ``times`` is a term set for something: 2月底前, 3日内."""
    return any(
        time.kind in {"by", "limit"} and _AHEAD_OF.search(time.text) and not tells_which(text, time)
        for time in times
    )


def tells_which(text: str, time: Deadline) -> bool:
    """Tell whether a time belongs to a thing named, not to what is done."""
    if text[max(0, time.start - 1) : time.start] in _WHICH_BEFORE:
        return True
    if not _AHEAD_OF.search(time.text) and text.startswith("的", time.end):
        return True
    if text[max(0, time.start - 1) : time.start] == "于" and _DATED.match(text, time.end):
        return True
    return _WHICH_AFTER.match(text, time.end) is not None


def is_due(text: str, phrase: Phrase, deadline: Deadline | None) -> bool:
    """Tell whether a phrase without a number commits to its date."""
    if deadline is None:
        return False
    words = text[phrase.start : phrase.end]
    if (
        len(words) > _LONGEST
        or words.endswith("的")
        or _IN_FORCE.search(words)
        or _GIVEN.match(words)
    ):
        return False
    if deadline.kind in {"by", "limit"}:
        verb = verbs.nearest_verb(text, phrase.start, phrase.end)
        return verb is not None or _TURNS.search(words) is not None
    if deadline.kind == "range":
        return looks_ahead(words)
    if deadline.kind == "from" or not _TURNS.search(words):
        return False
    return not deadline.is_exact or _SURE.search(words) is not None
