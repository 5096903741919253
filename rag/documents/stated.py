"""What a document states of itself: number, issuer, days, standing, and what it replaces.

Only what stands in the place where documents say it of themselves is taken: under the
title, in the closing articles, above the date at the end. What another document is said
to be, in a citation or a report, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from rag.documents.days import DAY, day_of, span_of_time
from rag.documents.repeals import repealed
from rag.documents.title import NUMBER, ORDERS, OWN, status_of
from rag.schemas import DocumentMeta, DocumentStatus, FoundPlace

_BODY: Final = re.compile(
    r"[\u4e00-\u9fff]{1,40}(?:政府|办公厅|办公室|委员会|常委会|部|委|局|厅|署|院|会|中心|组|集团|公司|总队|"
    r"支队|大队|银行|处|行|海关|办|机制|指挥部)(?:[（(][\u4e00-\u9fff]{2,8}[）)])?"
)
_PLACED: Final = re.compile(r"[\u4e00-\u9fff]{1,7}[省市区县州国]")
_BROKEN: Final = re.compile(r"(?!特此|附件|此件|联系|现予)[\u4e00-\u9fff]{2,28}")
_YEAR_NUMBER: Final = r"(?:19|20)\d{2}年第\d{1,4}号"
_UNDER_TITLE: Final = re.compile(
    rf"(?:\s|(?<!》)[（(]|公告|通告|令)(?P<number>{NUMBER}|{_YEAR_NUMBER})(?=[\s）)]|\Z)"
)
_UNSPOKEN: Final = re.compile(r"[^，。；：:！？]*")
_IN_TITLE: Final = re.compile(rf"[（(](?P<number>{NUMBER})[）)]\s*\Z")
_BEFORE_TITLE: Final = re.compile(rf"\s*(?P<number>{NUMBER})(?=\s)")
_LABELLED: Final = re.compile(
    rf"(?:发文字号|文件编号|文\s*号)\s*[:：]\s*(?P<number>{NUMBER}|{_YEAR_NUMBER})"
)
_LABELLED_DAY: Final = tuple(
    re.compile(rf"(?:{words})\s*[:：]\s*(?P<day>{DAY})")
    for words in ("成文日期|成文时间|发文日期|发文时间", "印发日期|印发时间", "发布日期|发布时间")
)
_AFTER_DAY: Final = re.compile(
    r"\s*(?:\Z|[\n（(【“]|附件|抄送|文档|相关|政策|解读|公告|主办|打印|分享|责任编辑|扫一扫|信息来源|来源)"
)
_ENDED: Final = re.compile(r"[。；;！!）)]\s+\Z")
_GAP: Final = re.compile(r"\s")
_PRINTED_DAY: Final = re.compile(DAY)
_DATED: Final = re.compile(rf"[。；;）)！!]\s+(?P<day>{DAY})\s*\Z")
_TITLED: Final = re.compile(r"[\u4e00-\u9fff\s、（）()]{3,400}?(?=关于|转发)")
_NAMES_KIND: Final = re.compile(rf"(?:{ORDERS})\S{{0,12}}\Z")
_STATES: Final = r"(?:施行|实施|执行|生效|试行)(?=[，。；,;:：)）\s]|\Z)"
_ISSUE: Final = r"(?:印发|发布|公布|下发|颁布|发文|公告)之日"
_FROM: Final = re.compile(
    rf"自\s*(?:{_ISSUE}\s*起|(?P<day>{DAY})\s*(?:[零0]时)?起?)\s*(?:正式)?{_STATES}"
)
_OF_ITSELF: Final = re.compile(rf"{OWN}\Z")
_OF_ITSELF_ABOVE: Final = re.compile(rf"{OWN}(?:[^。；\n]{{0,160}}[，,])?\Z")
_ABOVE: Final = 200
"""Characters before a statement in which the document names itself."""
_BETWEEN: Final = re.compile(
    rf"{OWN}(?P<said>(?:施行|实施|执行|有效)?(?:期限|期|时间)?(?:为|:|：)?自?\s*(?P<day>{DAY})\s*"
    rf"起?(?:施行|实施|执行)?[，,]?\s*(?:至|到)\s*(?P<last>{DAY})\s*"
    r"(?:止|施行|执行|期间有效|有效))"
)
_UNTIL: Final = rf"(?:{DAY}|20\d{{2}}年(?:年?底|末|\d{{1,2}}月底))"
_LASTS: Final = (
    r"(?P<said>有效期(?:限)?(?:为|至|到|是|暂定|:|：)*\s*"
    rf"(?:(?P<day>{_UNTIL})|(?P<time>(?:[一二三四五六七八九十两]{{1,3}}|[0-9]{{1,3}})\s?(?:年|个月)))"
    rf"|暂?(?:施行|实施|执行)(?:期限?)?(?:至|到)\s*(?P<until>{_UNTIL}))"
)
_LASTS_OWN: Final = re.compile(rf"{OWN}(?:的|自{_ISSUE}起)?{_LASTS}")
_LASTS_ON: Final = re.compile(rf"[，,]\s*{_LASTS}")
_GONE: Final = re.compile(r"[（(【\[]\s*(?:本文|本文件|该文件|全文)?已?(?:废止|失效)\s*[）)】\]]")
_LABELLED_STANDING: Final = re.compile(
    r"(?:有\s*效\s*性|效力状态|文件状态|时\s*效\s*性)\s*[:：]\s*(?P<said>现行有效|有效|废止|失效|已废止|已失效)"
)
_HEAD: Final = 400
"""Characters under the title in which labels of a web page stand."""
_SIGNATURE: Final = 400
"""Characters above a day in which whoever issued the document signs."""
_FOOT: Final = 60
"""Characters at the end in which a day without an issuer stands."""


def describe(text: str, title: str | None) -> DocumentMeta:
    """Return what ``text`` states of itself, each value with its place; nothing is guessed.

    ``title`` is the title it states, or None. What cannot be told apart from what is said
    of others is not given.
    """
    values: dict[str, object] = {}
    places: list[FoundPlace] = []
    for field, value, start, end in _stated(text, title):
        if field not in values:
            values[field] = value
            places.append(FoundPlace(field=field, start=start, end=end))
    return DocumentMeta.model_validate({"title": title or "", **values, "found": tuple(places)})


def _stated(text: str, title: str | None) -> Iterator[tuple[str, object, int, int]]:
    head = _title_end(text, title)
    if title is not None:
        start = len(text) - len(text.lstrip())
        yield "title", title, start, max(start, head)
    yield from _number(text, head)
    issued = None
    for field, value, start, end in _issue(text, title, head):
        issued = value if field == "issued_on" and issued is None else issued
        yield field, value, start, end
    yield from _force(text, issued if isinstance(issued, date) else None)
    yield from _standing(text, title or "", head)
    yield from repealed(text, title or "")


def _title_end(text: str, title: str | None) -> int:
    """Return where the title ends that ``text`` opens with; 0 without one."""
    letters = "".join((title or "").split())
    at = done = 0
    while at < len(text) and done < len(letters):
        if not text[at].isspace():
            if text[at] != letters[done]:
                return 0
            done += 1
        at += 1
    return at


def _number(text: str, head: int) -> Iterator[tuple[str, object, int, int]]:
    found = _LABELLED.search(text, 0, head + _HEAD)
    if found is None and head:
        found = (
            _IN_TITLE.search(text, 0, head)
            or _BEFORE_TITLE.match(text, 0, head)
            or _UNDER_TITLE.search(text, head, head + _unspoken(text, head))
        )
    if found is not None:
        yield "number", "".join(found["number"].split()), *found.span("number")


def _unspoken(text: str, start: int) -> int:
    """Return how many characters stand from ``start`` before the first sentence mark."""
    found = _UNSPOKEN.match(text, start)
    return len(found.group()) if found else 0


def _issue(text: str, title: str | None, head: int) -> Iterator[tuple[str, object, int, int]]:
    """Yield the issuer and the day of issue."""
    for titled in _titles(text, title or "", head):
        bodies = re.split(r"[\s、]+", titled.group().strip())
        if all(map(_BODY.fullmatch, bodies)):
            start = titled.start() + len(titled.group()) - len(titled.group().lstrip())
            yield "issuer", _once(bodies), start, start + len(titled.group().strip())
    for pattern in _LABELLED_DAY:
        found = pattern.search(text, 0, head + _HEAD)
        day = day_of(found["day"]) if found else None
        if found is not None and day is not None:
            yield "issued_on", day, *found.span("day")
    for printed in _PRINTED_DAY.finditer(text, head):
        at = printed.start()
        above = max(head, at - _SIGNATURE)
        bodies = _bodies_above(text[above:at])
        if not bodies:
            continue
        signs = _ENDED.search(text, above, text.rindex(bodies[0], above, at))
        closes = _AFTER_DAY.match(text, printed.end())
        day = day_of(printed.group())
        if day is not None and (closes or (signs and _GAP.match(text, printed.end()))):
            yield "issued_on", day, *printed.span()
            yield "issuer", _once(bodies), *_place(text, bodies, above, at)
            break
    dated = _DATED.search(text, max(head, len(text) - _FOOT))
    day = day_of(dated["day"]) if dated else None
    if dated is not None and day is not None:
        yield "issued_on", day, *dated.span("day")


def _titles(text: str, title: str, head: int) -> Iterator[re.Match[str]]:
    """Yield what names the issuer before 关于: in the title, or where it is printed again."""
    if _NAMES_KIND.search(title):
        at = _TITLED.match(text, 0, head)
        again = _TITLED.match(text, head) if title.startswith("关于") else None
        for found in (at, again):
            if found is not None:
                yield found


def _bodies_above(words: str) -> list[str]:
    """Return the bodies that ``words`` end with; a name may be broken over two lines."""
    fragments = words.split()
    found: list[str] = []
    while fragments and _BODY.fullmatch(fragments[-1]):
        found.insert(0, fragments.pop())
    broken = len(fragments) > 1 and _BROKEN.fullmatch(fragments[-1])
    if found and broken and not _PLACED.match(found[0]):
        found.insert(0, fragments[-1])
    return found


def _place(text: str, bodies: Sequence[str], above: int, at: int) -> tuple[int, int]:
    start = text.rindex(bodies[0], above, at)
    return start, start + len(text[start:at].rstrip())


def _once(bodies: Sequence[str]) -> str:
    """Return the bodies named, each once, divided by a space."""
    return " ".join(dict.fromkeys(re.sub(r"[（(]代章[）)]", "", body) for body in bodies))


def _force(text: str, issued: date | None) -> Iterator[tuple[str, object, int, int]]:
    """Yield the first and the last day of force."""
    between = _BETWEEN.search(text)
    if between is not None:
        first, last = day_of(between["day"]), day_of(between["last"])
        if first is not None and last is not None and first < last:
            yield "effective_on", first, *between.span("said")
            yield "expires_on", last, *between.span("said")
    found = next(filter(lambda one: _is_own(text, one), _FROM.finditer(text)), None)
    begins = None
    if found is not None:
        begins = day_of(found["day"]) if found["day"] else issued
        if begins is not None:
            yield "effective_on", begins, *found.span()
    lasting = (_LASTS_ON.match(text, found.end()) if found else None) or _LASTS_OWN.search(text)
    if lasting is not None:
        last = day_of(lasting["day"] or lasting["until"] or "")
        if lasting["time"] and begins is not None:
            last = span_of_time(begins, lasting["time"])
        if last is not None and (begins is None or begins < last):
            yield "expires_on", last, *lasting.span("said")


def _is_own(text: str, found: re.Match[str]) -> bool:
    """Tell whether a day of force is the document's own."""
    before = text[max(0, found.start() - _ABOVE) : found.start()]
    return bool((_OF_ITSELF if found["day"] else _OF_ITSELF_ABOVE).search(before))


def _standing(text: str, title: str, head: int) -> Iterator[tuple[str, object, int, int]]:
    labelled = _LABELLED_STANDING.search(text, 0, head + _HEAD)
    if labelled is not None:
        gone = "有效" not in labelled["said"]
        status = DocumentStatus.REPEALED if gone else DocumentStatus.IN_FORCE
        yield "status", status, *labelled.span()
    gone_mark = _GONE.search(text, 0, head + 20)
    if gone_mark is not None:
        yield "status", DocumentStatus.REPEALED, *gone_mark.span()
    if status_of(title) is DocumentStatus.DRAFT:
        yield "status", DocumentStatus.DRAFT, 0, head
