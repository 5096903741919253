"""A cell's value as the program that made the sheet shows it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

# One section of a number format: words, the places of digits, words.
_LITERAL: Final = r'(?:"[^"]*"|\\.|[^0#?.,%"\\])*'
_SECTION: Final = re.compile(
    rf"(?P<before>{_LITERAL})(?P<whole>[#0,]*[#0])(?:\.(?P<places>[0#]+))?(?P<scaled>,*)"
    rf"(?P<after>{_LITERAL})(?P<percent>%?)(?P<last>{_LITERAL})",
    re.S,
)
_COLOUR: Final = re.compile(r"\[(?:[A-Za-z]+ ?[0-9]*|DBNum[0-9]|[$][^\]]*)\]")
_CURRENCY: Final = re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f]+)?\]")
_PADDING: Final = re.compile(r"[_*].")
_QUOTED: Final = re.compile(r'"([^"]*)"|\\(.)')
_DATE_TOKEN: Final = re.compile(
    r'"[^"]*"|\\.|\[[^\]]*\]|y+|m+|d+|h+|s+|AM/PM|上午/下午|.', re.I | re.S
)
_CLOCK: Final = re.compile("[ymdhs]", re.I)
_UNSURE: Final = re.compile(
    r"m{3}|d{3}|AM/PM|上午|(?<!y)yy?(?!y)|e|\[[hms]+\]|\[\$-F[48]00\]", re.I
)
_FIELDS: Final = {"y": "year", "m": "month", "d": "day", "h": "hour", "s": "second"}
_SIGNIFICANT: Final = 11


def shown(value: object, number_format: str) -> str:
    """Return ``value`` in the words of ``number_format``.

    A format beyond digits, grouping, percent signs, scale and words around them leaves
    a number as it is stored: it is never rounded or moved by guesswork.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value, number_format)
    if isinstance(value, (datetime, date, time)):
        return _moment(value, number_format)
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return str(value)


def _number(value: float, number_format: str) -> str:
    plain = _plain(value)
    if number_format in {"General", "@", ""}:
        return plain
    sections = number_format.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    own_sign = value < 0 and len(sections) > 1
    section = _COLOUR.sub("", _CURRENCY.sub(r'"\1"', section))
    match = _SECTION.fullmatch(_PADDING.sub("", section))
    if match is None or re.search(r"[Ee/?\[]", _QUOTED.sub("", section)):
        return plain
    try:
        exact = abs(Decimal(repr(value))) if own_sign else Decimal(repr(value))
        scaled = exact * 100 if match["percent"] else exact
        scaled = scaled.scaleb(-3 * len(match["scaled"]))
        places = match["places"] or ""
        rounded = scaled.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    except InvalidOperation:
        return plain
    width = match["whole"].count("0")
    width += len(places) + 1 if places and width > 1 else 0
    digits = f"{rounded:,f}" if "," in match["whole"] else f"{rounded:f}".zfill(width)
    optional = len(places) - len(places.rstrip("#"))
    for _ in range(optional):
        if digits[-1] == "0":
            digits = digits[:-1]
    digits = digits.rstrip(".")
    words = [_words(match[name]) for name in ("before", "after", "last")]
    return f"{words[0]}{digits}{words[1]}{match['percent']}{words[2]}".strip()


def _plain(value: float) -> str:
    """Return a number as a sheet shows it without a format: eleven digits at most."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{Decimal(f'{value:.{_SIGNIFICANT}g}'):f}"


def _words(literal: str) -> str:
    return _QUOTED.sub(lambda match: match[1] if match[1] is not None else match[2], literal)


def _moment(value: datetime | date | time, number_format: str) -> str:
    pattern = number_format.split(";", maxsplit=1)[0]
    # Names of months, halves of days and short years are said in full instead.
    if not _CLOCK.search(pattern) or _UNSURE.search(_QUOTED.sub("", pattern)):
        pattern = "hh:mm" if isinstance(value, time) else "yyyy-mm-dd"
        if isinstance(value, datetime) and (value.hour or value.minute):
            pattern += " hh:mm"
    tokens = _DATE_TOKEN.findall(pattern)
    letters = [token[0].lower() for token in tokens]
    words = ""
    for index, token in enumerate(tokens):
        before = next((x for x in letters[:index][::-1] if x in _FIELDS), "")
        after = next((x for x in letters[index + 1 :] if x in _FIELDS), "")
        minutes = letters[index] == "m" and (before == "h" or after == "s")
        words += _part(value, token, "minute" if minutes else _FIELDS.get(letters[index], ""))
    return words.strip()


def _part(value: datetime | date | time, token: str, field: str) -> str:
    if field:
        amount = getattr(value, field, None)
        return "" if amount is None else f"{amount:0{min(len(token), 2)}}"
    if token[0] in '"\\':
        return _words(token)
    return "" if token[0] in "[@" else token
