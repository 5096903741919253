"""What a draft leaves out of the sentences it rests on: conditions, exceptions, limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, Literal, NamedTuple

from rag.gate.align import Proof, align, proofs_of
from rag.gate.reading import Reading
from rag.gate.signs import NEGATIONS
from rag.gate.sources import Source
from rag.gate.words import WHOSE, held, plain, weight
from rag.schemas import Record

OmissionKind = Literal["condition", "exception", "limit", "sibling"]

MOST: Final = 4
"""Most quotes appended to one answer; where more is left out, the answer is partial."""
_ALWAYS: Final[tuple[tuple[OmissionKind, re.Pattern[str]], ...]] = (
    (
        "exception",
        re.compile(
            "除外|除(?=[^,;。]{1,40}?(?:以外|之外|外))|^(?:但|不过)|不含|不包括|不包含|例外|不适用"
            "|不在此限|另有规定"
        ),
    ),
    (
        "condition",
        re.compile(f"^(?:符合|满足|具备|凡|如|若|经|且)|前提|(?<=[^,;。]){WHOSE.pattern}"),
    ),
)
"""What qualifies the statement it stands in, whatever it speaks of."""
_WHERE_SHARED: Final[tuple[tuple[OmissionKind, re.Pattern[str]], ...]] = (
    ("exception", re.compile("不得|不予|不再|不享受|不能")),
    (
        "limit",
        re.compile(
            "最高|最多|上限|封顶|以内|不超过|不高于|累计|限(?:于|额|时|量|购)|仅限|只能|截止|逾期|有效期"
            "|(?<=[0-9元%岁年月天人次])内"
        ),
    ),
    ("condition", re.compile("符合|满足|具备|须|应当?|需要?|必须|满(?=[0-9])|审核|批准|同意|认定")),
)
"""What qualifies a statement where it speaks of the same."""
_PHRASE: Final = re.compile(
    "(?:符合|满足|具备)[^,;。]{0,20}?(?:条件|要求|标准|规定)"
    "|经[^,;。]{1,16}?(?:审核|批准|同意|认定|备案|公示)"
)
"""A condition within words that are otherwise taken over."""
_PART: Final = re.compile(r"[，；;]|,(?![0-9]{3}(?![0-9]))")
_SEGMENT_END: Final = "；;"
_LINKED: Final = re.compile("^(?:但|除|上述|前款|前述|其中|同一|不含|本条|本款|每[人户年])")
_ELLIPTIC: Final = re.compile(
    "每|其|该|最[高低多长]|按|可|给予|奖励|补贴|标准|额度|金额|期限|一次性|同时|另"
)
"""How a sentence begins that goes on about whom the one before it names."""
_CASE: Final = re.compile(
    "(?:符合|满足|具备)[^,;。]{0,20}的|(?:经|须|应当)[^,;。]{0,16}(?:审核|批准|认定)"
)
_FURTHER: Final = re.compile("再|另|此外|其中|同时|还可")
_DIGIT: Final = re.compile("[0-9]")
_LISTED: Final = re.compile("、|以及|和|及")
_ASKS_ALL: Final = re.compile("哪些|哪几|什么|几[项种类个样]|都有|全部|所有|分别|which|what", re.I)
_SHORT: Final = 4
"""Most characters of words that name no subject of their own: 每户不超过5万元."""
_SHARED: Final = 0.5
"""Share of a part's words that stand in what is said where both speak of the same."""
_ASKED: Final = 0.5
"""Share of the question's words that a sibling holds."""
_SAID: Final = 0.6
"""Share of a part's words that must be said for the part to count as said."""


class Cited(NamedTuple):
    """A drafted sentence that stays, and the markers it carries."""

    text: str
    markers: tuple[str, ...]


class Omission(Record):
    """Words of a source to append, verbatim, because what is said leaves them out.

    ``start`` and ``end`` are offsets into the source's ``quote``.
    """

    marker: str
    start: int
    end: int
    quote: str
    kind: OmissionKind


class LeftOut(Record):
    """What to append to an answer.

    Attributes:
        quotes: The omissions, in the order of the sources cited.
        whole: True where the answer is whole once they are appended (``answered``);
            False where more is left out than is appended (``partial``).
    """

    quotes: tuple[Omission, ...] = ()
    whole: bool = True


class _Part(NamedTuple):
    """What stands between two commas of a source's sentence.

    ``segment`` counts the semicolons before it; ``text`` is plain.
    """

    start: int
    end: int
    segment: int
    text: str


def left_out(said: Sequence[Cited], shown: Mapping[str, Source], question: str) -> LeftOut:
    """Return what the sentences that stay leave out of the clauses they rest on.

    Args:
        said: The sentences that were proved, in order.
        shown: What the composer was shown, by marker.
        question: The question, in which siblings asked for are recognised.
    """
    answer = Reading.of("\n".join(sentence.text for sentence in said))
    asked = Reading.of(question)
    found: dict[tuple[str, int], Omission] = {}
    for sentence in said:
        cited = {marker: shown[marker] for marker in sentence.markers if marker in shown}
        proofs = [proof for proof in proofs_of(cited) if not proof.apart]
        if not proofs:
            continue
        used = dict.fromkeys(s.proof for s in align(Reading.of(sentence.text), proofs))
        for proof in used:
            for omission in _omitted(proof, proofs, answer, asked):
                found.setdefault((omission.marker, omission.start), omission)
    quotes = tuple(found.values())
    return LeftOut(quotes=quotes[:MOST], whole=len(quotes) <= MOST)


def _omitted(
    proof: Proof, proofs: Sequence[Proof], answer: Reading, asked: Reading
) -> Iterator[Omission]:
    parts = _parts(proof)
    taken = [part for part in parts if _is_said(part.text, answer)] or _fullest(parts, answer)
    lost = {part: kind for part in parts if (kind := _lost(part, parts, taken, answer, asked))}
    over = _over(proof, proofs)
    if over and not _is_said(over.reading.text, answer):
        yield _omission(over, over.span.start, over.span.end, "condition")
    yield from _joined(proof, parts, lost)
    for follower in _followers(proof, proofs):
        text = follower.reading.text
        signs = (_ALWAYS[0], *_WHERE_SHARED[:2])
        kind = next((kind for kind, sign in signs if sign.search(text)), None)
        if kind and not _is_said(text, answer):
            yield _omission(follower, follower.span.start, follower.span.end, kind)


def _fullest(parts: Sequence[_Part], answer: Reading) -> list[_Part]:
    """Return the part that a draft which says none of them whole takes most of."""
    said = [word.text for word in answer.words]
    return [max(parts, key=lambda part: weight(said, part.text))] if parts else []


def _lost(
    part: _Part, parts: Sequence[_Part], taken: Sequence[_Part], answer: Reading, asked: Reading
) -> OmissionKind | None:
    """Return what a part would have added to what is said; None where it is said, or apart."""
    if part in taken:
        if WHOSE.search(part.text) and not _is_said(part.text, answer, 1.0):
            return "condition"
        phrase = _PHRASE.search(part.text)
        if phrase and not _is_said(phrase.group(), answer):
            return "condition"
        return "sibling" if _lists_more(part.text, answer, asked) else None
    if kind := _kind(part, taken):
        return kind
    return "sibling" if _is_sibling(part, taken, parts, asked) else None


def _joined(
    proof: Proof, parts: Sequence[_Part], lost: Mapping[_Part, OmissionKind]
) -> Iterator[Omission]:
    """Yield what is lost, neighbours as one quote."""
    for _, run in groupby(enumerate(parts), key=lambda numbered: numbered[1] in lost):
        members = [part for _, part in run]
        if members[0] in lost:
            yield _omission(proof, members[0].start, members[-1].end, lost[members[0]])


def _parts(proof: Proof) -> list[_Part]:
    quote, span = proof.source.quote, proof.span
    parts: list[_Part] = []
    start, segment = span.start, 0
    for end in (*(m.end() for m in _PART.finditer(quote, span.start, span.end)), span.end):
        words = quote[start:end].strip()
        if words.strip("，；;,。"):
            begin = start + len(quote[start:end]) - len(quote[start:end].lstrip())
            parts.append(_Part(begin, begin + len(words), segment, plain(words)))
        segment += quote[end - 1] in _SEGMENT_END
        start = end
    return parts


def _is_said(text: str, answer: Reading, enough: float = _SAID) -> bool:
    """Tell whether most words of a plain text, all figures and noes, stand in the answer."""
    reading = Reading.of(text)
    words = [word.text for word in reading.words]
    whole = sum(map(len, words))
    figures = all(
        any(q.value == other.value and q.unit == other.unit for other in answer.quantities)
        for q in reading.quantities
    )
    denied = {mark.sign for mark in reading.marks} & NEGATIONS
    turned = denied <= {mark.sign for mark in answer.marks}
    return figures and turned and (not whole or weight(words, answer.text) >= enough * whole)


def _kind(part: _Part, taken: Sequence[_Part]) -> OmissionKind | None:
    """Return what a part that is not said would have added to what is said.

    A condition concerns its own statement alone; an exception may close the sentence.
    """
    own = any(part.segment == other.segment for other in taken)
    for kind, sign in _ALWAYS:
        if sign.search(part.text) and (own or (kind == "exception" and _LINKED.match(part.text))):
            return kind
    if not own or not _shares(part, taken):
        return None
    return next((kind for kind, sign in _WHERE_SHARED if sign.search(part.text)), None)


def _shares(part: _Part, taken: Sequence[_Part]) -> bool:
    words = [word.text for word in Reading.of(part.text).words]
    whole = sum(map(len, words))
    return whole <= _SHORT or weight(words, "\n".join(t.text for t in taken)) >= _SHARED * whole


def _is_sibling(
    part: _Part, taken: Sequence[_Part], parts: Sequence[_Part], asked: Reading
) -> bool:
    """Tell whether the question covers a part as well as what was taken beside it."""
    if not taken:
        return False
    further = [p for p in parts if p.segment == part.segment and _FURTHER.search(p.text)]
    if part.segment and any(_DIGIT.search(p.text) for p in further):
        return True
    words = [word.text for word in asked.words]
    most = max(weight(words, other.text) for other in taken)
    found = weight(words, part.text)
    return found >= max(most, 1, _ASKED * sum(map(len, words)))


def _lists_more(text: str, answer: Reading, asked: Reading) -> bool:
    """Tell whether a part lists more than was said, where the question asks for all."""
    if not _ASKS_ALL.search(asked.text):
        return False
    entries = [entry for entry in _LISTED.split(text) if len(entry.strip(",;。")) > 1]
    held_ones = [_is_said(entry, answer) for entry in entries]
    return len(entries) > 1 and any(held_ones) and not all(held_ones)


def _over(proof: Proof, proofs: Sequence[Proof]) -> Proof | None:
    """Return the sentence before one where it says in which case that one holds.

    符合条件的家庭可以申请。每户补贴3000元。 does not promise 3000元 to every household.
    """
    at = proofs.index(proof)
    if not at or proofs[at - 1].marker != proof.marker:
        return None
    before = proofs[at - 1]
    heads = before.reading.text in proof.lead.split("\n")
    goes_on = _ELLIPTIC.match(proof.reading.text) is not None
    text = before.reading.text
    is_case = _CASE.search(text) is not None or _PHRASE.search(text) is not None
    return before if is_case and (heads or goes_on) else None


def _followers(proof: Proof, proofs: Sequence[Proof]) -> list[Proof]:
    """Return the sentences right after one, in its source, that go on about the same."""
    at = proofs.index(proof)
    found: list[Proof] = []
    for other in proofs[at + 1 : at + 3]:
        if other.marker != proof.marker:
            break
        shares = any(
            len(word.text) > 1 and held(word.text, proof.reading.text)
            for word in other.reading.words
        )
        if _LINKED.match(other.reading.text) or shares:
            found.append(other)
    return found


def _omission(proof: Proof, start: int, end: int, kind: OmissionKind) -> Omission:
    quote = proof.source.quote[start:end]
    return Omission(marker=proof.marker, start=start, end=end, quote=quote, kind=kind)
