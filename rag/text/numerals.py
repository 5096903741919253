"""Chinese numerals."""

from __future__ import annotations

from typing import Final

DIGITS: Final = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_STEPS: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_GROUPS: Final = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}


def chinese_integer(numeral: str) -> int:
    """Return the value of a Chinese numeral: 十二 is 12, 三百 300, 二〇二一 2021, 两万五 25000.

    Raises:
        ValueError: A character is none of a numeral.
    """
    if len(numeral) > 1 and all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = group = digit = 0
    last_unit = 1
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS[character]
            if not digit:
                last_unit = 1
        elif step := _STEPS.get(character):
            group += (digit or 1) * step
            digit, last_unit = 0, step
        elif scale := _GROUPS.get(character):
            total = (
                (total + group + digit) * scale
                if scale > 10**4
                else total + (group + digit or 1) * scale
            )
            group = digit = 0
            last_unit = scale
        else:
            raise ValueError(f"{character!r} is no Chinese numeral")
    # 三百五 says 350: a last digit takes the place below the unit before it.
    return total + group + (digit * last_unit // 10 if last_unit > 10 else digit)
