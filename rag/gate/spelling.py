"""Figures and the bounds beside them, in the one spelling they are compared in; pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from rag.text.numerals import chinese_integer

_AMOUNT: Final = "([0-9]++(?:[.][0-9]++)?+[千万亿]?(?:元|人|户|岁|亩|平方米|人次|%))"
_FEW: Final = (
    "(?<![0-9一二两三四五六七八九十百千万几第每])"
    "([二两三四五六七八九]?十[一二三四五六七八九]?|[一两三四五六七八九])"
)


def _counted(found: re.Match[str]) -> str:
    return str(chinese_integer(found[1]))


def _after_noon(found: re.Match[str]) -> str:
    return f"{int(found[1]) + 12}时"


_ALIKE: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    (re.compile("(?<=[0-9一二三四五六七八九十百])周岁"), "岁"),
    (re.compile("(?<![0-9一二两三四五六七八九十几数千万])百(?:周岁|岁)(?=以上)"), "100岁"),
    (re.compile("(?<=[0-9万])名(?=[民才力大员工口类物事文行体])"), "人的"),
    (re.compile("(?<=[0-9万])名(?![次录单称])"), "人"),
    (re.compile("(?:最多|至多|最长)([0-9]++)[天日]"), r"不超过\1日"),
    (re.compile("(不少于|不低于|至少|超过)([0-9]++)天"), r"\1\2日"),
    (re.compile("(温度[^,;。0-9]{0,10}+[0-9]++)度"), r"\1摄氏度"),
    (re.compile("(?:晚上?|夜里|下午)([1-9]|1[01])[点时]"), _after_noon),
    (re.compile("(?<=[0-9])点(?=[至到前后,;。以半]|$)"), "时"),
    (re.compile("(?<=[0-9])天(?=[以之]?[内后])"), "日"),
    (re.compile("(?<=[0-9])(?:°c|℃)"), "摄氏度"),
    (re.compile("首(?=[0-9]+(?:个?小时|分钟|个?月|年|日|天))"), "前"),
    (re.compile(f"{_FEW}(?=个?(?:工作日|小时|月|年|日|天|分钟|周)[以之]?内)"), _counted),
    (
        re.compile("不(?:能够?|可以?|应当?|会|准|许|允许)(?=[少低小高多大]于|超过|突破)"),
        "不",
    ),
    (re.compile("(?<=每[周月季年])([两二三四五六七八九十]{1,2})(?=[次天场])"), _counted),
    (re.compile(f"(?<=[满分]){_FEW}(?=个?[年月])"), _counted),
    (re.compile("上限(?:为|是)?(?=[0-9])"), "最高"),
    (re.compile(f"{_AMOUNT}以上{_AMOUNT}以下"), r"\1至\2"),
)
"""Spellings that say the same."""
_FIGURE_NEXT: Final = (
    "(?=[0-9]|一[家次名所]|[两三四五六七八九十]{1,2}个?[次天名人家所户件项辆台处场小月工])"
)
_BEFORE_VERB: Final = (
    re.compile(f"(最[高多低少](?!生活|工资|收入|标准))([一-鿿]{{1,4}}?){_FIGURE_NEXT}"),
    re.compile(f"(至[少多]|最[多少])((?!达到?|为|是|不|超过)[一-鿿]{{5,10}}?){_FIGURE_NEXT}"),
    re.compile(f"(至[少多]|大约|大概)((?!有|达到?|为|是|不|超过)[一-鿿]{{1,4}}?){_FIGURE_NEXT}"),
)
"""A bound before what it bounds: 最高贴息20万元 is 贴息最高20万元."""


def respelled(folded: str) -> str:
    """Return a folded text with figures in the one spelling they are compared in."""
    for bound in _BEFORE_VERB:
        folded = bound.sub(r"\2\1", folded)
    for spelling, alike in _ALIKE:
        folded = spelling.sub(alike, folded)
    return folded
