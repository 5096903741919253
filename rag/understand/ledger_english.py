"""Ledger questions in English; by rules and a small glossary, and in doubt not.

Documents are Chinese, so a question whose words the glossary does not hold is left to
the search by meaning.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final

from rag.schemas import LedgerAsk, LedgerForm, LedgerOrder, LedgerTopic
from rag.text import quantities
from rag.understand.ledger_glossary import CATEGORIES, SUBJECTS
from rag.understand.ledger_guess import guess, likeliest
from rag.understand.thesaurus import shipped_thesaurus

_NOUN: Final = r"(?:targets?|tasks?|goals?|commitments?|indicators?|deadlines?|objectives?|figures)"
_FORMS: Final[tuple[tuple[LedgerForm, re.Pattern[str]], ...]] = (
    (
        "extreme",
        re.compile(
            rf"\b(?:largest|highest|biggest|greatest|smallest|lowest|earliest|soonest|latest)\b.*{_NOUN}"
            rf"|{_NOUN}.*\b(?:largest|highest|biggest|greatest|smallest|lowest|earliest|soonest"
            r"|latest|due first)\b"
        ),
    ),
    ("count", re.compile(rf"\bhow many (?:\w+ ){{0,3}}{_NOUN}")),
    (
        "sum",
        re.compile(
            r"\b(?:in total|altogether|combined|add(?:s|ed)? up|sum of|in all|total number"
            r"|taken together)\b"
        ),
    ),
    (
        "compare",
        re.compile(
            r"\bcompar|\bversus\b|\bvs\b|\beach\b|\bdifference|\brespectively\b"
            r"|\bwhich (?:district|county|city|area)"
        ),
    ),
    (
        "list",
        re.compile(
            rf"\b(?:list|which|what|show|name|give)\b.*{_NOUN}|\bwhat(?: is|'s) due\b"
            r"|\bwhat (?:must|has to|have to|needs? to|should|is to|will|are to) be"
            r" (?:finished|completed|done|delivered|ready|started)\b"
        ),
    ),
)
_ORDERS: Final[tuple[tuple[LedgerOrder, re.Pattern[str]], ...]] = (
    ("deadline", re.compile("earliest|soonest|due first")),
    ("-deadline", re.compile("latest")),
    ("-value", re.compile("largest|highest|biggest|greatest")),
    ("value", re.compile("smallest|lowest")),
)
_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_LAST_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DUE: Final = re.compile(
    r"\b(?:by|before|until|no later than)\s+(?:the )?(?:end of )?(?:the )?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)})|(?P<year>year[- ]end|year|december|(?=20[0-9]{{2}}\b)))"
    r"(?:\b ?(?P<number>20[0-9]{2}))?"
)
_HALF: Final = re.compile(
    r"\b(?:in|during|within|for)? ?(?:the )?(?P<which>first|second|latter) half"
    r"(?: of (?:the|this) year)?\b"
)
_QUARTER: Final = re.compile(
    r"\b(?:in|during|within|for)? ?(?:the )?(?P<which>first|second|third|fourth|last) quarter"
    r"(?: of (?:the|this) year)?\b|\bin q(?P<number>[1-4])\b"
)
_MONTH: Final = re.compile(
    rf"\b(?P<a>{'|'.join(_MONTHS)}) deadlines?\b|\bdue in (?P<b>{'|'.join(_MONTHS)})\b"
)
_SPAN: Final = re.compile(
    rf"\b(?:between|from) (?:the )?(?:(?:start|end) of )?(?P<first>{'|'.join(_MONTHS)})"
    rf" (?:and|to|through|until) (?:the )?(?:end of )?(?:the )?"
    rf"(?:(?P<last>{'|'.join(_MONTHS)})|(?P<end>year))\b"
)
_DIFFERENCE: Final = re.compile(
    r"\bby how (?:many|much)\b|\bhow (?:many|much) (?:more|less|fewer)\b"
)
_NTH: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "latter": 2}
_COVERED: Final = "全覆盖"
_COVERAGE: Final = re.compile(r"\bfull[- ]coverage\b|\bfully covered\b|\buniversal coverage\b")
_DATED: Final = re.compile(r"\bdeadlines?\b|\bdue dates?\b|\bwith (?:a|their) (?:month|date)")
_PERCENT: Final = re.compile(r"\bper ?cent(?:age)?s?\b")
_MEASURED: Final = re.compile(r"\b(?:quantified|quantitative|numerical|numeric|measurable)\b")
# What is asked for where no thing is named: all that has a number, or a day.
_EVERY: Final = re.compile(
    rf"\b{_NOUN}|\b(?:numbers|promis\w+|quantif\w+)\b|{_PERCENT.pattern}|{_DATED.pattern}"
    f"|{_COVERAGE.pattern}|\\b(?:due|finish|complete|deliver|done)\\b"
)
_OVER: Final = re.compile(r"\b(?:over|above|more than|exceed(?:s|ing)?|greater than)\b")
_LEAST: Final = re.compile(r"\b(?:at least|no less than)\b")
_UNDER: Final = re.compile(r"\b(?:under|below|less than|fewer than)\b")
_KNOWN: Final = re.compile(
    r"\b(?:"
    + "|".join(sorted(map(re.escape, (*CATEGORIES, *SUBJECTS)), key=len, reverse=True))
    + r")\b"
)
_FRAME: Final = frozenset(
    "a an the of in on for by to and or is are be do does did will shall must should has have had"
    " which what who how many much all any every each both please list show give name me tell us"
    " district districts county counties city cities area areas two three document documents"
    " its their there set out due finish finished complete completed done achieve meet between"
    " with compare compared comparison versus vs than total altogether combined sum added up add"
    " new number numbers target targets task tasks goal goals commitment commitments indicator"
    " indicators deadline deadlines objective objectives figure figures largest highest biggest"
    " greatest smallest lowest earliest soonest latest first end year time same more less renovate"
    " renovated build built install installed planned plan plans respectively difference s"
    " it they that this these those from within during against one show full complete entire set"
    " start starts started starting begin begins construction included including plus as well"
    " say says stated state please can you could would like want know tell thanks thank hello hi"
    " up across jointly together overall total where above below over under percent percentage"
    " written expressed measured named mentioned document what's whose".split()
)
_WORD: Final = re.compile("[a-z]+")


def english_ask(
    folded: str, stripped: str, regions: tuple[str, ...], every: tuple[str, ...]
) -> LedgerAsk | None:
    """Return what a folded English question asks of the ledger; None for any other question.

    Args:
        folded: The question, whole.
        stripped: The question without the names of known regions.
        regions: The regions it names.
        every: All known regions, of which a comparison that names none is made.
    """
    form = next((form for form, words in _FORMS if words.search(folded)), None)
    sure = _ask(form, folded, stripped, regions, every) if form else None
    if sure is not None:
        return sure
    shares = guess(folded, stripped, len(regions))
    return likeliest(
        shares, lambda form: _ask(form, folded, stripped, regions, every, guessed=True)
    )


def _ask(
    form: LedgerForm,
    folded: str,
    stripped: str,
    regions: tuple[str, ...],
    every: tuple[str, ...],
    *,
    guessed: bool = False,
) -> LedgerAsk | None:
    """Return what a question asks of this form; what is guessed may hold words unknown."""
    if form == "compare" and not regions:
        regions = every
    if form == "compare" and len(regions) < 2:
        return None
    due = _DUE.search(folded)
    window = _window(folded)
    rest = _HALF.sub(" ", _QUARTER.sub(" ", _MONTH.sub(" ", _SPAN.sub(" ", stripped))))
    rest = _DIFFERENCE.sub(" ", rest)
    rest = _DUE.sub(" ", _MEASURED.sub(" ", _PERCENT.sub(" ", rest)))
    bounds = _bounds(rest)
    named = _KNOWN.findall(rest)
    if guessed and not named and any(t.official for t in shipped_thesaurus().terms(rest)):
        # It names a thing that the glossary lacks; every row there is would be no answer.
        return None
    words = _WORD.findall(_KNOWN.sub(" ", rest if not bounds else _unbound(rest)))
    if not guessed and not set(words) <= _FRAME:
        return None
    categories = {CATEGORIES[name] for name in named if name in CATEGORIES}
    topics = tuple(
        LedgerTopic(text=name, words=tuple(SUBJECTS[name].split()))
        for name in dict.fromkeys(named)
        if name in SUBJECTS
    )
    covers = _COVERAGE.search(folded)
    if covers:
        topics = (LedgerTopic(text=_COVERED, words=(_COVERED,), exact=True), *topics)
    if not guessed and (len(categories) > 1 or (categories and (topics or covers))):
        return None
    if guessed and (topics or len(categories) > 1):
        # Each is told by its own words, the categories by their names.
        topics = (*topics, *(LedgerTopic(text=c, words=(c,), category=c) for c in categories))
        categories = set()
    first_due, last_due = window or (None, _last_due(due))
    order = next((order for order, said in _ORDERS if said.search(folded)), None)
    ask = LedgerAsk(
        form=form,
        guessed=guessed,
        loose=guessed,
        regions=regions,
        topics=topics,
        category=next(iter(categories), None),
        measured=_MEASURED.search(folded) is not None
        or form == "sum"
        or (guessed and not (due or window or covers or _DATED.search(folded))),
        percentages=_PERCENT.search(folded) is not None,
        dated=_DATED.search(folded) is not None or (order or "").endswith("deadline"),
        due_from=first_due,
        due_by=last_due,
        due_words=_due_words(due),
        order=order if form == "extreme" else None,
        ranked=True,
        difference=_DIFFERENCE.search(folded) is not None,
        **bounds,
    )
    if guessed:
        all_of_it = _is_whole(ask) and (form == "extreme" or _EVERY.search(folded) is not None)
        return ask if topics or ask.category or all_of_it else None
    return ask if _is_whole(ask) else None


def _is_whole(ask: LedgerAsk) -> bool:
    if ask.form == "extreme":
        return ask.order is not None
    if ask.form == "sum":
        return ask.percentages or (
            bool(ask.topics) and (len(ask.regions) > 1 or len(ask.topics) > 1)
        )
    if ask.form == "compare":
        return bool(ask.topics) or ask.category is not None
    bounded = ask.percentages or ask.due_by or ask.least is not None or ask.most is not None
    return bool(bounded or ask.measured or ask.category or ask.dated)


def _window(folded: str) -> tuple[str | None, str] | None:
    """Return the first and the last day of the months, half-year or quarter named.

    What is due in the first half is due by its end, begun when it may.
    """
    half, quarter, month = _HALF.search(folded), _QUARTER.search(folded), _MONTH.search(folded)
    if span := _SPAN.search(folded):
        begin = _MONTHS.index(span["first"]) + 1
        last = _MONTHS.index(span["last"]) + 1 if span["last"] else len(_MONTHS)
        return f"{begin:02d}-01", f"{last:02d}-{_LAST_DAYS[last - 1]:02d}"
    if month:
        last = _MONTHS.index(month["a"] or month["b"]) + 1
        return f"{last:02d}-01", f"{last:02d}-{_LAST_DAYS[last - 1]:02d}"
    if half:
        first, last = (None, 6) if half["which"] == "first" else ("07-01", 12)
    elif quarter:
        last = 3 * int(quarter["number"] or _NTH[quarter["which"]])
        first = f"{last - 2:02d}-01"
    else:
        return None
    return first, f"{last:02d}-{_LAST_DAYS[last - 1]:02d}"


def _last_due(due: re.Match[str] | None) -> str | None:
    if due is None:
        return None
    month = _MONTHS.index(due["month"]) + 1 if due["month"] else len(_MONTHS)
    if not due["number"]:
        return f"{month:02d}-{_LAST_DAYS[month - 1]:02d}"
    return f"{due['number']}-{month:02d}-{monthrange(int(due['number']), month)[1]:02d}"


def _due_words(due: re.Match[str] | None) -> str:
    """Return the deadline as documents print it; empty for a bare year, which no words name."""
    if due is None or not (due["month"] or due["year"] or "end of" in due.group()):
        return ""
    return f"{_MONTHS.index(due['month']) + 1}月底前" if due["month"] else "年底前"


def _bounds(text: str) -> dict[str, float | bool]:
    found = next((q for q in quantities(text) if q.value_max is None), None)
    if found is None:
        return {}
    value = float(found.value)
    if _OVER.search(text):
        return {"least": value, "strictly": True}
    if _LEAST.search(text):
        return {"least": value}
    return {"most": value, "strictly": True} if _UNDER.search(text) else {}


def _unbound(text: str) -> str:
    return _UNDER.sub(" ", _LEAST.sub(" ", _OVER.sub(" ", text)))
