"""Whether a question asks the ledger as a whole, and for what; by rules, and in doubt not.

A question for one figure of one thing is an ordinary question of fact. What asks the
ledger lists, counts, adds up, compares, or looks for the most and the soonest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.schemas import LedgerAsk, LedgerForm, LedgerTopic
from rag.text import dates
from rag.understand import ledger_forms as forms
from rag.understand.kinds import unit_asked
from rag.understand.ledger_except import Excepted, excepted
from rag.understand.ledger_frame import FRAME, STATED
from rag.understand.ledger_guess import guess, likeliest
from rag.understand.ledger_limits import (
    UNIT,
    WHOLLY,
    bounds,
    dates_unquoted,
    due,
    due_words,
    figures,
    unit_named,
    units_named,
    without,
)
from rag.understand.ledger_sayings import plain
from rag.understand.ledger_wide import names_year_alone, says_other_days, wide_ask, years_named
from rag.understand.ledger_words import (
    category_named,
    is_deed,
    leaves_over,
    names_unit,
    quoted,
    topics_of,
)

_FEW: Final = 2
_DOUBTED: Final = 0.05
"""Share of the likeliest form's below which a rule is not believed."""
_TARGET: Final = re.compile("指标|目标|任务|承诺|数量|数目|数字|哪些数")
_DEMANDS: Final = re.compile('(?:要求|写明|写[着了]|实现|做到|用了)[^“"「]{0,4}[“"「]')
# What is said of a day that is no limit by its own words: 于2月1日召开 sets none.
_LIMITS: Final = re.compile(
    f"任务|指标|目标|节点|开工|启动|建成|期限|时限|{forms.FINISHED.pattern}"
)
_EVERY: Final = re.compile("考核|哪[些几]|列|清单|都有|全部|所有|汇总")
_WIDE: Final = re.compile("相关|有关")
_ANY_DEED: Final = re.compile(f"{forms.NOUN}|期限|时限|{forms.FINISHED.pattern}")


def ledger_ask(
    folded: str, stripped: str, regions: tuple[str, ...], every: Sequence[str]
) -> LedgerAsk | None:
    """Return what a folded Chinese question asks of the ledger; None for any other question.

    Args:
        folded: The question, whole.
        stripped: The question without the names of known regions.
        regions: The regions it names.
        every: All known regions, of which a comparison that names none is made.
    """
    ask = _read(folded, stripped, regions, every)
    return ask and ask.model_copy(update={"expected": forms.rows_said(folded)})


def _read(
    folded: str, stripped: str, regions: tuple[str, ...], every: Sequence[str]
) -> LedgerAsk | None:
    folded, stripped = plain(folded), plain(stripped)
    undated = forms.UNDATED.search(stripped)
    if undated and undated.group() in folded and forms.LISTS.search(folded):
        return _undated(undated.group(), folded, stripped, regions, every)
    left_out = excepted(stripped)
    if left_out is not None and left_out.said in folded:
        return _but(left_out, folded, stripped, regions, every)
    asks = (
        _ask(form, folded, stripped, regions, every)
        for form in forms.forms_of(folded, regions, every)
    )
    shares = guess(folded, stripped, len(regions))
    doubted = {form for share, form in shares if share < shares[0][0] * _DOUBTED}
    sure = next((ask for ask in asks if ask.form not in doubted and _is_whole(ask, folded)), None)
    if forms.leaves_out(folded):
        return sure
    if sure is not None and (
        says_other_days(folded)
        or _misses_unit(sure, folded)
        or (sure.monthly and names_year_alone(dates(folded)))
        or (sure.form == "sum" and years_named(dates(folded)))
    ):
        sure = None
    wide = likeliest(shares, lambda form: wide_ask(form, folded, stripped, regions, every))
    if sure is None or _names_more(wide, sure):
        return wide
    return sure.model_copy(update={"otherwise": wide})


def _names_more(wide: LedgerAsk | None, sure: LedgerAsk) -> bool:
    """Tell whether a likely reading finds things to add up where a rule finds one alone."""
    if wide is None or wide.form != sure.form or sure.form != "sum":
        return False
    return len(sure.topics) == 1 < len(wide.topics)


def _but(
    left_out: Excepted, folded: str, stripped: str, regions: tuple[str, ...], every: Sequence[str]
) -> LedgerAsk | None:
    """Return what a question asks but for what it leaves out, of which no claim is made."""
    folded, stripped = folded.replace(left_out.said, ""), stripped.replace(left_out.said, "")
    shares = guess(folded, stripped, len(regions))
    ask = likeliest(shares, lambda form: wide_ask(form, folded, stripped, regions, every))
    if ask is None and forms.LISTS.search(folded):
        ask = wide_ask("list", folded, stripped, regions, every)
    return ask and ask.model_copy(update={"excepted": left_out.topics})


def _undated(
    said: str, folded: str, stripped: str, regions: tuple[str, ...], every: Sequence[str]
) -> LedgerAsk | None:
    """Return what a question asks of the rows that name no deadline, as it says."""
    folded, stripped = folded.replace(said, "指标"), stripped.replace(said, "指标")
    ask = wide_ask("list", folded, stripped, regions, every)
    if ask is None:
        # It names no thing: all rows without a deadline are asked for.
        ask = LedgerAsk(form="list", regions=regions, loose=True, guessed=True, measured=True)
    if ask.due_by or ask.due_from:
        return None
    return ask.model_copy(update={"undated": True, "dated": False, "monthly": False})


def _ask(
    form: LedgerForm,
    folded: str,
    stripped: str,
    regions: tuple[str, ...],
    every: Sequence[str],
) -> LedgerAsk:
    """Return what a question asks of the ledger, if it is an answer of this form it wants."""
    unit = unit_named(folded)
    bare, said_so = dates_unquoted(UNIT.sub(" ", stripped))
    terms, text = quoted(bare, WHOLLY if _names_rows(folded) else None)
    days = [day for day in dates(text) if day.month is not None or day.year is not None]
    limits = bounds(without(text, days), binding=form in ("list", "count"))
    unit = unit or limits.unit
    summing = form == "sum"
    rest = FRAME.sub(" ", FRAME.sub(" ", limits.rest))
    category, topics = _about(rest, text)
    category = None if summing else category
    asked = len(topics)
    if days and _ANY_DEED.search(folded):
        # What is due by a day may be finished, begun or handed over.
        topics = tuple(topic for topic in topics if not is_deed(topic))
    loose = (
        len(topics) < asked
        or leaves_over(rest, topics)
        or forms.QUALIFIED.search(folded) is not None
    )
    if unit:
        topics = tuple(topic for topic in topics if not names_unit(topic.words, (unit,)))
    topics = (*(t for t in terms if t.text != unit), *topics)
    if summing and not unit:
        unit = unit_asked(folded)
        topics = tuple(topic for topic in topics if topic.text != unit)
    limiting = [
        day
        for day in days
        if day.month and not day.year_offset and (day.kind == "by" or _LIMITS.search(folded))
    ]
    first_due, last_due = due(limiting)
    order = forms.order_of(folded) if form == "extreme" else None
    if form == "compare" and not regions and (len(topics) < _FEW or forms.WHOSE.search(folded)):
        regions = tuple(every)
    return LedgerAsk(
        form=form,
        regions=regions,
        topics=() if category else topics,
        each=len(topics) > 1 and bool(forms.EACH.search(folded)) and not category,
        wide=_WIDE.search(folded) is not None,
        loose=loose,
        category=category,
        unit=unit,
        figures=figures(text) if summing else (),
        measured=forms.MEASURED.search(folded) is not None or form == "sum",
        percentages=forms.PERCENT.search(folded) is not None,
        dated=forms.DATED.search(folded) is not None or (order or "").endswith("deadline"),
        monthly=forms.MONTHLY.search(folded) is not None,
        year_end_too=forms.YEAR_END_TOO.search(folded) is not None,
        yearly=form == "extreme" and forms.YEARLY.search(folded) is not None,
        due_from=first_due,
        due_by=last_due,
        due_words=due_words(limiting[0]) if last_due else "",
        stated=last_due is not None and (said_so or STATED.search(folded) is not None),
        least=limits.least,
        most=limits.most,
        strictly=limits.strictly,
        order=order,
        of_each=order is not None and forms.OF_EACH.search(folded) is not None,
        ranked=forms.RANKED.search(folded) is not None,
        difference=forms.wants_difference(folded),
        times=forms.TIMES.search(folded) is not None,
    )


def plain_ask(stripped: str, regions: tuple[str, ...]) -> LedgerAsk:
    """Return the rows of what a folded question names, for who asks for the ledger itself."""
    terms, text = quoted(stripped)
    category, topics = _about(FRAME.sub(" ", text), text)
    return LedgerAsk(
        form="list",
        regions=regions,
        category=category,
        topics=(*terms, *(() if category else topics)),
    )


def _is_whole(ask: LedgerAsk, folded: str) -> bool:
    """Tell whether a question asks for all rows of some property, not for one thing."""
    by_unit = unit_named(folded) is not None
    named = _names_rows(folded) or forms.MEASURED.search(folded) is not None
    by_property = by_unit or (ask.order or "").endswith("deadline")
    named = named or (by_property and forms.THING.search(folded) is not None)
    if any(topic.exact for topic in ask.topics):
        named = named or _DEMANDS.search(folded) is not None
    bounded = (
        ask.percentages
        or by_unit
        or ask.least is not None
        or ask.most is not None
        or ask.due_by is not None
        or any(topic.exact for topic in ask.topics)
    )
    match ask.form:
        case "extreme":
            return named
        case "sum":
            # Where one row counts it all that is a fact; no fewer than two are added up.
            return bool(ask.topics or ask.percentages or by_unit)
        case "compare":
            several = len(ask.topics) > 1 or len(ask.regions) > 1
            return (bool(ask.topics) and several) or ask.category is not None
        case "count":
            anything = not ask.topics and not ask.loose
            return bounded or ask.measured or ask.category is not None or anything
        case _:
            return _is_list(ask, folded, named=named, bounded=bounded)


def _misses_unit(ask: LedgerAsk, folded: str) -> bool:
    """Tell whether a question names units that no rule reads: 人数最大的目标."""
    units = units_named(folded)
    if ask.form in ("list", "count") and (len(units) > 1 or (units and not ask.unit)):
        return True
    among = ask.form == "extreme" and not (ask.order or "").endswith("deadline")
    return among and not ask.unit and bool(units)


def _names_rows(folded: str) -> bool:
    """Tell whether a question speaks of tasks or targets, or of so many of them."""
    return re.search(f"{forms.NOUN}|{forms.COUNTED.pattern}", folded) is not None


def _is_list(ask: LedgerAsk, folded: str, *, named: bool, bounded: bool) -> bool:
    """Tell whether a list is wanted of all rows; see ``_is_whole``."""
    asks_figure = forms.FIGURE.search(folded) is not None
    if ask.each and (ask.dated or (asks_figure and not bounded) or len(ask.topics) > _FEW):
        return True
    which = forms.LISTS.search(folded) is not None
    if asks_figure and not which:
        return False
    if ask.due_by is not None:
        # 什么任务 of one thing named asks a fact of it.
        which = which or forms.NOUN_LAST.search(folded) is not None
        things = forms.THING.search(folded) and all(map(is_deed, ask.topics))
        return which and (not ask.topics or "哪" in folded or bool(things))
    bounded = bounded or ask.due_from is not None
    return named and (
        bounded
        or (ask.measured and _tells_what(ask, folded))
        or ask.dated
        or (ask.category is not None and _TARGET.search(folded) is not None)
        or (not ask.topics and not ask.loose and "指标" in folded)
        or (bool(ask.topics) and "指标" in folded and _EVERY.search(folded) is not None)
    )


def _tells_what(ask: LedgerAsk, folded: str) -> bool:
    """Tell whether a question is read for what it is about: 路和桥的量化目标 is not about all."""
    named = bool(ask.topics) or ask.category is not None
    return named or not ask.loose or forms.QUALIFIED.search(folded) is not None


def _about(rest: str, text: str) -> tuple[str | None, tuple[LedgerTopic, ...]]:
    """Return the category named, or the things named; a list spelt out is what counts."""
    listed = forms.ENUMERATED.search(text)
    if listed and category_named(listed.group()) is None:
        things = topics_of(FRAME.sub(" ", listed.group()))
        if len(things) > 1:
            return None, things
    topics = topics_of(rest)
    joined = "、".join(topic.text for topic in topics)
    return category_named(joined), topics
