"""Chinese numerals."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

DIGITS: Final = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
# 三成五 is 35%; the 成 of 一成不变 and 统一成册 is part of another word.
TENTHS: Final = (
    "[一二两三四五六七八九]成(?:[一二三四五六七八九半]|(?![一二三四五六七八九半]|不(?![到足])|人(?![次口])"
    "|[为立功本员果效长熟年都品交绩形型分份套片册就群批语药衣文材才灾婚家行因串堆像对活佛千全双团排网链势规体建比案名俗书]))"
)
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


def tenths(words: str) -> Decimal:
    """Return the percentage that tenths are: 30 for 三成, 35 for 三成五 and for 三成半."""
    whole, _, odd = words.partition("成")
    return Decimal(10 * DIGITS[whole] + (5 if odd == "半" else DIGITS.get(odd, 0)))
