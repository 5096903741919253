"""Words that may differ between a claim and its quote without changing what is said."""

from __future__ import annotations

import re
from typing import Final

from rag.gate.alike import alike
from rag.gate.spelling import respelled
from rag.text import fold

_LIGHT: Final = (
    "的 地 得 在 对 对于 和 与 及 以及 并 并且 同时 此外 另外 也 还 会 是 为 等 其中 共 共计"
    " 总共 一共 之 其 该 此 这 那 以 按 按照 根据 依据 通过 进行 方面 情况 文件 规定 明确"
    " 提出 要求 指出 即 包括 中 有 从 由 向 到 至 至于 关于 给 把 被 使 让 它 他们 年度 数量"
    " 目标 任务 标准 分别 以下 如下 主要 具体 则 而 且 或 或者 本 做到 据 称 了 着 过"
    " 如果 若 如 凡 者 时 起 当 个 但 但是 不过 约 约为 大约 左右 于 就 便 一旦 的话 话"
    " 提到 提及 写明 显示 还有 也就是 就是 来 去 做 搞 上 里 前往 达 达到 总计 合计 这些 那些"
    " 相关 有关 用 所 内容 对象 金额 方式 情形 时候 这样 这类 该类 那么 期间"
).split()
"""Words that state nothing of their own."""
WHOSE: Final = re.compile("的(?:[一-鿿]{0,3}[户人者员业位构庭区生民主])?[,:]?$")
"""The end of words that say for whom or in which case the next ones hold."""
LIGHT: Final = frozenset(_LIGHT)
_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_SPACE: Final = re.compile(r"\s+")
_RECEIVED: Final = re.compile("给予|资助|[对向给为的,].{0,60}(?:补贴|奖励|救助|津贴)")
"""What is given to someone is received by them, 企业可获得; by whom is looked at apart."""


def _one_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


_FIRST: Final = alike().first
_SAYING_THE_SAME: Final = _one_of(list(_FIRST))
_HELD_BY: Final = alike().held_by
_ECHOED_BY: Final = alike().echoed_by


def plain(text: str) -> str:
    """Return ``text`` folded, one word for each that says the same.

    White space goes, but for a single space between words of other scripts.
    """
    folded = respelled(_THOUSANDS.sub("", _SPACE.sub(_spaced, fold(text).strip())))
    return _SAYING_THE_SAME.sub(lambda found: _FIRST[found.group()], folded)


def _spaced(found: re.Match[str]) -> str:
    around = found.string[found.start() - 1] + found.string[found.end()]
    return " " if around.isascii() else ""


def held(word: str, known: str) -> bool:
    """Tell whether a word of a claim stands in ``known``; both are plain.

    One that says the same holds it too, and a longer word is held where each of its
    characters stands there in a pair that it makes: 技能培训 by 职业技能提升培训.
    """
    if word in known or holds_otherwise(word, known):
        return True
    if word == "获得":
        return _RECEIVED.search(known) is not None
    if len(word) < 4 or word.isascii():
        return False
    pairs = [word[at : at + 2] in known for at in range(len(word) - 1)]
    return all(pairs[max(0, at - 1)] or pairs[min(at, len(pairs) - 1)] for at in range(len(word)))


def holds_otherwise(word: str, known: str) -> bool:
    """Tell whether another word stands in ``known`` for one of a claim: 驾驶人 for 司机."""
    return any(other in known for other in _HELD_BY.get(word, ()))


def echoed(word: str, said: str) -> bool:
    """Tell whether a claim says a word of its quote, or another word for it."""
    return held(word, said) or any(other in said for other in _ECHOED_BY.get(word, ()))


def weight(words: list[str], known: str) -> int:
    """Return how many characters of ``words`` stand in ``known``."""
    return sum(len(word) for word in words if held(word, known))
