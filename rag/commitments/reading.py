"""A sentence read phrase by phrase: the commitments it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rag.commitments import measures, timing, verbs
from rag.commitments.deadlines import Deadline
from rag.commitments.drafts import Draft
from rag.commitments.objects import Words, aside, said_of, shared_out
from rag.commitments.phrases import Phrase, divide, phrases
from rag.commitments.places import is_place, places
from rag.commitments.scope import Scope
from rag.commitments.sentence import Sentence
from rag.commitments.tense import (
    is_done,
    is_foreseen,
    is_penalty,
    is_reported,
    looks_ahead,
)
from rag.schemas import Span
from rag.text import Quantity

# As many numbers on either side may stand in the words of one.
_NEIGHBOURS: Final = 10
# With these even what sounds done is to be: 将已开工项目全部建成.
_SURE: Final = re.compile("将|力争|确保|争取|必须|要求|计划|下一步|今年|明年")
# What is granted or due is no condition.
_PROMISES: Final = re.compile("给予|确保|力争|将|应|须|可(?!能)|发放|减免|免|补|奖|延长|返还")
# What may stand before the year of one of several: 其中2025年40个、2026年36个.
_LED: Final = re.compile("[、,和及与 ]*(?:其中)?")
# 逾期未完成的,… starts a condition of its own.
_FAILING: Final = re.compile("逾期|未|拒|不按")
# What an office does for all is no condition on anyone, nor is what it named before.
_OFFICIAL: Final = re.compile("推广|推行|推进|推动|加快|深化|健全")
# 对中小企业,… says to whom what comes next is given.
_TO_WHOM: Final = re.compile("对|为|凡|针对|在|经")


def read_sentence(text: str, year: int | None, *, report: bool) -> tuple[Draft, ...]:
    """Return the commitments of a sentence, in order.

    Args:
        text: The sentence, folded one character for one.
        year: The year the document plans for, where known.
        report: True where the document is a news report: what it tells counts only where
            it says in so many words that it is to be.
    """
    if is_penalty(text):
        return ()
    return tuple(_Reader(text, year, report=report).read())


class _Reader:
    """One walk over the phrases of a sentence."""

    def __init__(self, text: str, year: int | None, *, report: bool) -> None:
        self.text = text
        self.sentence = Sentence(text, year)
        self.report = report or is_reported(text)
        self.scope = Scope()

    def read(self) -> Iterator[Draft]:
        cut = phrases(self.text, 0, len(self.text))
        given = self._conditions(cut)
        for phrase in cut:
            yield from self._phrase(phrase, counts=phrase.start not in given)
            if phrase.closes:
                self.scope.close()

    def _conditions(self, cut: tuple[Phrase, ...]) -> frozenset[int]:
        """Return where the phrases start that a later 的 makes conditions of.

        不裁员,参保满一年的,可返还50%: not to dismiss is a condition as well.
        """
        found: set[int] = set()
        waiting: list[int] = []
        for phrase in cut:
            words = self.sentence.words(phrase)
            times = self.sentence.times_of(phrase)
            if words.endswith("的"):
                found.update(() if _FAILING.match(words) else waiting)
            elif (
                phrase.closes
                or _PROMISES.search(words)
                or _OFFICIAL.match(words)
                or timing.is_set(self.text, times)
            ):
                waiting = []
            else:
                waiting.append(phrase.start)
        return frozenset(found)

    def _phrase(self, phrase: Phrase, *, counts: bool) -> Iterator[Draft]:
        text, scope = self.text, self.scope
        times = self.sentence.times_of(phrase)
        dated = tuple(Span(start=t.start, end=t.end) for t in times)
        head = verbs.head(text, phrase.start, phrase.end, dated)
        found = measures.counted(self.sentence, phrase)
        scope.reached = scope.reached or timing.is_reached(text, phrase)
        opener = timing.opens(text, phrase, times, head)
        if opener and all(opener.start <= q.start < opener.end for q in found):
            past = opener.past or scope.reached or is_done(self.sentence.words(phrase))
            if counts and not past:
                scope.open(opener, phrase.start)
            return
        verb = verbs.head_verb(text, head, phrase.end)
        own = timing.governing(text, times, head, phrase.end, verb)
        counts = counts and self._is_ahead(phrase, times)
        # Of which so many in one year says nothing of what follows.
        at_head = bool(own and own.end <= head) and not text.startswith("其中", phrase.start)
        opened, deadline = scope.govern(
            own if counts else None, at_head=at_head, verb=verb is not None
        )
        drafts: list[Draft] = []
        if counts:
            drafts = list(self._counted(phrase, head, verb, found, deadline))
            due = timing.is_due(text, phrase, own or (deadline if opened is not None else None))
            if not drafts and (due or self.sentence.covers(phrase)):
                drafts = [self._whole(phrase, head, verb, deadline)]
        if drafts and opened is not None:
            drafts[0] = replace(drafts[0], start=opened)
        if drafts or not _TO_WHOM.match(text, phrase.start):
            scope.opened = None
        self._lend(phrase, head, verb, drafts)
        yield from drafts

    def _is_ahead(self, phrase: Phrase, times: list[Deadline]) -> bool:
        """Tell whether a phrase speaks of what is to be."""
        words = self.sentence.words(phrase)
        if any(time.past and not timing.tells_which(self.text, time) for time in times):
            return False
        if is_foreseen(words):
            return False
        if is_done(words) and not _SURE.search(words):
            self.scope.past = not words.endswith(("基础上", "后", "的"))
            return False
        self.scope.past = self.scope.past and not looks_ahead(words)
        self.scope.reached = self.scope.reached and not _SURE.search(words)
        if self.scope.past or self.scope.reached:
            return False
        return not self.report or looks_ahead(words) or timing.is_set(self.text, times)

    def _counted(
        self,
        phrase: Phrase,
        head: int,
        verb: verbs.Verb | None,
        found: tuple[Quantity, ...],
        deadline: Deadline | None,
    ) -> Iterator[Draft]:
        """Yield a commitment for each number of a phrase."""
        text, carried = self.text, self.scope.verb
        promised = verbs.modal(text, phrase.start, head)
        by_place = {quantity.start: quantity for quantity in found}
        spoken = self._spoken_of()
        times = self.sentence.times_of(phrase)
        ahead = looks_ahead(self.sentence.words(phrase))
        shares = shared_out(text, head, phrase.end, measures.spans(found))
        for part, inside in divide(phrase, measures.spans(found)):
            first = part.start <= phrase.start
            start = head if first else part.start
            own = verb if first else verbs.head_verb(text, part.start, part.end)
            action = ""
            for index, span in enumerate(inside):
                timed = any(t.kind == "limit" and t.start <= span.start < t.end for t in times)
                near = Words(
                    max(start, span.start - measures.REACH),
                    min(part.end, span.end + measures.REACH),
                    inside[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1],
                    promised if first else "",
                    joined=not first,
                )
                words = aside(text, near, span)
                if words is not near:
                    own = verbs.head_verb(text, words.start, words.end) or own
                verb_of = (verbs.verb_after(text, span.end, part.end) if timed else None) or own
                said = said_of(text, words, span, verb_of, carried)
                action, spoken = said.action, said.subject or spoken
                if not (said.action or timed or ahead):
                    number = by_place[span.start]
                    does = None if self.report else verbs.unlisted(text, words.start, number.start)
                    if does is not None:
                        said = said_of(text, words, span, does, carried)
                    elif self.scope.done and not self.report:
                        # 建成物流园,冷库容量5万立方米; 加装电梯,三年累计200部.
                        said = said._replace(action=self.scope.done)
                    else:
                        continue
                    action, spoken = said.action, said.subject or spoken
                where = phrase if span.start in shares else part
                if where.end - where.start > 2 * measures.REACH:
                    where = Span(start=near.start, end=near.end)
                yield Draft(
                    start=where.start,
                    end=where.end,
                    action=said.action,
                    subject=shares.get(span.start) or spoken,
                    quantity=by_place[span.start],
                    comparator=measures.comparator(text, phrase, by_place[span.start]),
                    deadline=self._nearest(part, deadline, by_place[span.start], times),
                    places=self._places(own.end if own else start, inside[0], part.end),
                )
            carried = action or carried

    def _nearest(
        self, part: Span, deadline: Deadline | None, quantity: Quantity, times: list[Deadline]
    ) -> Deadline | None:
        """Return a part's own date where it names one, else that of the phrase."""
        if deadline and part.start <= deadline.start < part.end:
            return deadline
        # Another stretch of time has nothing to do with 5个工作日内.
        if deadline and deadline.kind == "limit" and quantity.unit in measures.TIMES:
            return None
        named = (
            t
            for t in times
            if part.start <= t.start < part.end
            and (
                t.kind in {"by", "on"}
                or (t.kind == "in" and _LED.fullmatch(self.text, part.start, t.start))
            )
        )
        fit = (t for t in named if not t.past and not timing.tells_which(self.text, t))
        return next(fit, deadline)

    def _whole(
        self, phrase: Phrase, head: int, verb: verbs.Verb | None, deadline: Deadline | None
    ) -> Draft:
        """Return a phrase that has no number, or none but its time limit, as a commitment."""
        here = Span(start=phrase.end, end=phrase.end)
        if deadline and head < deadline.start < phrase.end:
            here = Span(start=deadline.start, end=deadline.end)
        words = Words(head, phrase.end, (here,), verbs.modal(self.text, phrase.start, head))
        said = said_of(self.text, words, here, verb, self.scope.verb)
        limit = self.sentence.measure_of(deadline) if deadline else None
        return Draft(
            start=phrase.start,
            end=phrase.end,
            action=said.action,
            subject=said.subject or self._spoken_of(),
            quantity=limit,
            comparator=limit.comparator if limit else None,
            deadline=deadline,
            places=self._places(verb.end if verb else head, here, here.end),
        )

    def _spoken_of(self) -> tuple[Span, ...]:
        return (self.scope.place,) if self.scope.place else self.scope.subject

    def _places(self, start: int, number: Span, end: int) -> tuple[str, ...]:
        own = places(self.text[start : number.start], self.text[number.end : end])
        place = self.scope.place
        if place is None:
            return own
        return tuple(dict.fromkeys((self.text[place.start : place.end], *own)))

    def _lend(
        self, phrase: Phrase, head: int, verb: verbs.Verb | None, drafts: list[Draft]
    ) -> None:
        """Remember what the phrase lends to the next ones."""
        words = self.text[head : phrase.end]
        if drafts:
            self.scope.verb, self.scope.subject = drafts[-1].action, drafts[-1].subject
            self.scope.done = ""
        elif verb is None and is_place(words) and len(words) <= 12:
            self.scope.place = Span(start=head, end=phrase.end)
        else:
            self.scope.verb, self.scope.done = "", verb.text if verb else ""
            start = verb.end if verb else head
            end = min(phrase.end, start + measures.REACH)
            self.scope.subject = (Span(start=start, end=end),)
