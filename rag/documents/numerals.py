"""Numbers of lists, as Word and web pages write them."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_OWN_MARKS: Final = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_LARGEST_ROMAN: Final = 3_999
_LARGEST_LETTERS: Final = 780
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"


def chinese(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千") -> str:
    """Return ``number`` (0 to 99,999) in Chinese: 十二, 一百零五."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        tail = chinese(rest, digits, units) if rest else ""
        joint = digits[0] if rest and rest < 1_000 else ""
        return f"{chinese(head, digits, units)}万{joint}{tail}"
    words, gap = "", False
    for place in (1000, 100, 10, 1):
        digit = number // place % 10
        if digit:
            words += (digits[0] if gap and words else "") + digits[digit]
            words += units[len(str(place)) - 2] if place > 1 else ""
            gap = False
        else:
            gap = bool(words)
    if digits[1] == "一" and words.startswith("一十"):
        words = words[1:]
    return words or digits[0]


def formal(number: int) -> str:
    """Return ``number`` in the characters used on cheques: 壹拾贰."""
    return chinese(number, _FORMAL, "拾佰仟")


def digit_by_digit(number: int) -> str:
    """Return the digits of ``number`` one after the other: 一〇五."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def roman(number: int) -> str:
    """Return ``number`` in small Roman numerals; in digits beyond 3999."""
    if number > _LARGEST_ROMAN:
        return str(number)
    words = ""
    for value, letters in _ROMAN:
        while number >= value:
            words += letters
            number -= value
    return words


def letters(number: int) -> str:
    """Return a, b ... z, aa, bb ... as Word counts; digits beyond 780."""
    if number > _LARGEST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def circled(number: int) -> str:
    """Return ① and so on up to ㊿; (51) beyond."""
    for first, last, base in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(base) + number - first)
    return f"({number})"


def stem(number: int) -> str:
    """Return 甲, 乙 ..., starting again after ten."""
    return _STEMS[(number - 1) % 10]


def branch(number: int) -> str:
    """Return 子, 丑 ..., starting again after twelve."""
    return _BRANCHES[(number - 1) % 12]


def labelled(label: str, line: str) -> str:
    """Put the number of a list before its line, parted where they would run together.

    1. and 2024年 would be another number; 第一条 needs room as it has no mark of its own.
    """
    if not label:
        return line
    open_ended = label[-1].isalnum() and label[-1] not in _OWN_MARKS
    parted = open_ended or (label[-1] in ".．" and line[0].isascii() and line[0].isalnum())
    return f"{label} {line}" if parted else f"{label}{line}"
