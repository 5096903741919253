"""The verb of a phrase: what is to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rag.commitments import vocabulary
from rag.schemas import Span
from rag.text import tagged

_WORK: Final = vocabulary.alternatives(vocabulary.WORK)
_ANY: Final = vocabulary.alternatives(f"{vocabulary.WORK} {vocabulary.OTHER}")
# 启动安置房 starts something; only 启动安置 would be two verbs.
_JOINED: Final = f"(?:[、和]?(?:{_WORK})(?![房点地区站厂馆小的后]))*"
_VERB: Final = re.compile(f"(?:{_WORK}){_JOINED}|{_ANY}")
_ADVERBS: Final = "|".join(sorted(vocabulary.ADVERBS.split(), key=len, reverse=True))
_BEFORE: Final = re.compile(f"(?:(?:{_ADVERBS})[ ,、]?)+")
_MODAL: Final = re.compile("|".join(vocabulary.MODAL.split()))
# Verbs right before their number: 控制在2.5%, 新增就业7500人, 延长至3月底.
_ADJACENT: Final = re.compile(
    f"(?P<verb>(?:{_ANY})++)(?P<to>在|至|到|为)?"
    "(?:均|都|不(?:少|低)于|不(?:超过|高于)|约|近|人民币|最高|至少)*\\Z"
)
# Those that say where a measure is to stand; what is measured comes before them.
_LEVEL: Final = re.compile(
    "(?:达到?|达成|延长|延期|推迟|顺延|延缓|放宽|控制|稳定|保持|维持|降至|降到|延至|超过"
    "|不少于|不低于|不超过|不高于|突破|占)\\Z"
)
# Those that say how it changes: 投资增长8%.
_CHANGE: Final = re.compile("(?:增长|增加|增收|提高|提升|下降|降低|减少|扩大|缩短|节约)\\Z")
# Bounds: they compare, and do nothing.
_BOUNDS: Final = re.compile("不(?:少|低)于|不(?:超过|高于)|超过|占")
_BOUND_END: Final = re.compile(f"(?:{_BOUNDS.pattern})+\\Z")
# Those that tell how things stand: 下辖街道9个, 共有小学12所, 参会代表24人.
_STATES: Final = re.compile("下[辖设属]|.[有于]|在.|[参与到]会|[出列]席|包[括含]|涵盖|隶?属|涉及")
_WITHIN: Final = re.compile("(?:[以之]?[内前])?")
# What makes of a verb the start of a noun: 就业率, 监测群体, 扩建后.
_SUFFIX: Final = re.compile("[率者费额局厅期的后]|面积|价格|标准(?!化|厂房)")
_ACTOR: Final = re.compile(
    "群体|对象|人[员群数]|人(?=[应可须需在,]|\\Z)|部门|单位|机构|企业|困难|失业"
)
_BEFORE_NOUN: Final = re.compile(
    "[税金委]|中心|能力|资质|比例|上限|额度|力度|总额|政策|期限|范围"
    "|工作|服务|体系|制度|水平|[期点站场所]|利率|资金|时间"
)
# Words that say where, before the verb, and how far from them the verb may stand.
_PLACING: Final = frozenset(["p", "f", "s", "ns"])
_REACH: Final = 40


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its place in the text it was found in.

    Attributes:
        measures: True where it says at what a measure is to stand.
    """

    start: int
    end: int
    text: str
    measures: bool = False

    @property
    def acts(self) -> bool:
        """Tell whether it says more than how a number compares."""
        return _BOUNDS.fullmatch(self.text) is None

    @property
    def grants(self) -> bool:
        """Tell whether it says what is given."""
        return self.text in vocabulary.GRANTING


def head(text: str, start: int, end: int, dated: Sequence[Span]) -> int:
    """Return where ``text[start:end]`` says what is done: after adverbs and dates."""
    at = start
    while at < end:
        before = _BEFORE.match(text, at, end)
        # 新 and 建 are no adverb and verb where 新建 is the verb.
        after = before.end() if before and not _VERB.match(text, at, end) else at
        date = next((span for span in dated if span.start <= after < span.end), None)
        after = date.end if date else after
        if after == at:
            break
        at = after
    return min(at, end)


def head_verb(text: str, start: int, end: int) -> Verb | None:
    """Return the verb that stands right at ``start``, together with those joined to it."""
    match = _VERB.match(text, start, end)
    return Verb(*match.span(), match.group()) if match and _is_verb(text, match, end) else None


def verb_before(text: str, start: int, end: int) -> Verb | None:
    """Return the verb that ends right at ``end``, where a number or a date follows it."""
    match = _ADJACENT.search(text, max(start, end - 24), end)
    if match is None:
        return None
    start, words = match.start("verb"), match["verb"]
    # 领取不超过3个月 says 领取; 期限不超过3个月 has no other verb.
    words = _BOUND_END.sub("", words) or words
    first = _VERB.match(text, start, start + len(words))
    last = _LEVEL.search(words) or _CHANGE.search(words)
    measuring = bool(match["to"]) or _LEVEL.search(words) is not None
    if last:
        return Verb(start + last.start(), start + last.end(), last.group(), measuring)
    if first and not measuring:
        words = first.group()
    return Verb(start, start + len(words), words, measuring)


def verb_after(text: str, start: int, end: int) -> Verb | None:
    """Return the verb that stands right after a time limit: 3日内完成."""
    within = _WITHIN.match(text, start, end)
    at = head(text, within.end() if within else start, end, ())
    return head_verb(text, at, end)


def nearest_verb(text: str, start: int, end: int) -> Verb | None:
    """Return the verb of ``text[start:end]``: the first that grants, else the last.

    Only words of two or more signs count.
    """
    found = None
    for match in _VERB.finditer(text, start, end):
        bound = _BOUNDS.fullmatch(match.group())
        if len(match.group()) > 1 and not bound and _is_verb(text, match, end):
            found = Verb(*match.span(), match.group())
            if match.group() in vocabulary.GRANTING:
                break
    return found


def unlisted(text: str, start: int, end: int) -> Verb | None:
    """Return the verb that the dictionary finds in ``text[start:end]``.

    It is the first word, or follows one that only says where: 湖区布设监控. Words of one sign
    are too often another.
    """
    words = tagged(text[start : min(end, start + _REACH)])
    placed = bool(words) and (words[0][1] in _PLACING or text[start - 1 : start] == "在")
    return next(
        (
            _first(text, word, start)
            for word, kind in (words if placed else words[:1])
            if _acts(word, kind)
        ),
        None,
    )


def _first(text: str, word: str, start: int) -> Verb:
    at = text.find(word, start)
    return Verb(at, at + len(word), word)


def _acts(word: str, kind: str) -> bool:
    does = kind[:1] == "v" or word in vocabulary.TAKEN_FOR_OTHERS
    return does and len(word) > 1 and not (_BOUNDS.fullmatch(word) or _STATES.fullmatch(word))


def modal(text: str, start: int, end: int) -> str:
    """Return the word by which ``text[start:end]`` promises: 确保, 力争, 加快; or nothing."""
    match = _MODAL.search(text, start, end)
    return match.group() if match else ""


def is_generic(verb: str) -> bool:
    """Tell whether a verb takes any object, and so governs what follows: 完成, 确保."""
    return verb in vocabulary.GENERIC


def _is_verb(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether a verb's word is one here, and not the start of a noun."""
    if _SUFFIX.match(text, match.end(), end):
        return False
    if match.group() not in vocabulary.HALF_NOUNS:
        return True
    # 补贴企业 grants to firms; 就业人员 are people.
    grants = match.group() in vocabulary.GRANTING
    if not grants and _ACTOR.match(text, match.end(), end):
        return False
    return _BEFORE_NOUN.match(text, match.end(), end) is None
