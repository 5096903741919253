"""Words that may differ between a claim and its quote without changing what is said."""

from __future__ import annotations

import re
from typing import Final

from rag.text import fold

_SAME: Final = """
建设 新建 兴建 建造 修建 打造
完成 实现 达成
给予 予以 给与 发放 发给
获得 可以获得 可获得 可以享受 可享受 可以领取 可领取 领取 得到 拿到 可以拿到 可领 可获 能领 能获得
补贴 补助
申请 申领
提交 递交
推进 推动
提高 提升
增加 新增
降低 下降
加装 安装 增设
就餐 用餐 吃饭
开展 实施 举办 组织开展
设立 成立 组建
老年人 老人 长者
儿童 孩子 小孩
群众 老百姓 百姓
期限 时限
包括 包含
负责 承担
允许 准许
征求意见稿 草案
"""
"""Each line: words that say the same of a plan or a duty; the first stands for all."""
_LIGHT: Final = (
    "的 地 得 在 对 对于 和 与 及 以及 并 并且 同时 此外 另外 也 还 会 是 为 等 其中 共 共计"
    " 总共 一共 之 其 该 此 这 那 以 按 按照 根据 依据 通过 进行 方面 情况 文件 规定 明确"
    " 提出 要求 指出 即 包括 中 有 从 由 向 到 至 至于 关于 给 把 被 使 让 它 他们 年度 数量"
    " 目标 任务 标准 分别 以下 如下 主要 具体 则 而 且 或 或者 本 做到 据 称 了 着 过"
    " 如果 若 如 凡 者 时 起 当 个 但 但是 不过 约 约为 大约 左右 于 就 便"
).split()
"""Words that state nothing of their own."""
WHOSE: Final = re.compile("的(?:[一-鿿]{0,3}[户人者员业位构庭区生民主])?[,:]?$")
"""The end of words that say for whom or in which case the next ones hold."""
LIGHT: Final = frozenset(_LIGHT)
_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_SPACE: Final = re.compile(r"\s+")
_RECEIVED: Final = re.compile("给予|资助|[对向给为的,].{0,60}(?:补贴|奖励|救助|津贴)")
"""What is given to someone is received by them, 企业可获得; by whom is looked at apart."""


_ALIKE: Final = (
    (re.compile("(?<=[0-9一二三四五六七八九十百])周岁"), "岁"),
    (re.compile("(?<![0-9一二两三四五六七八九十几数千万])百(?:周岁|岁)(?=以上)"), "100岁"),
    (re.compile("(?<=[0-9万])名(?![次录单称])"), "人"),
    (re.compile("(?<=[0-9])天(?=[以之]?[内后])"), "日"),
    (re.compile("首(?=[0-9]+(?:个?小时|分钟|个?月|年|日|天))"), "前"),
)
"""Spellings of figures that say the same."""
_MOST: Final = re.compile("(最[高多低少](?!生活|工资|收入|标准))([一-鿿]{1,4}?)(?=[0-9])")
"""A bound before what it bounds: 最高贴息20万元 is 贴息最高20万元."""


def respelled(folded: str) -> str:
    """Return a folded text with figures in the one spelling they are compared in."""
    for spelling, alike in _ALIKE:
        folded = spelling.sub(alike, folded)
    return _MOST.sub(r"\2\1", folded)


def _one_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


_FIRST: Final = {word: line.split()[0] for line in _SAME.split("\n") for word in line.split()}
_SAYING_THE_SAME: Final = _one_of(list(_FIRST))


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

    A longer word is held too where each of its characters stands there in a pair that it
    makes: 技能培训 is held by 职业技能提升培训.
    """
    if word in known:
        return True
    if word == "获得":
        return _RECEIVED.search(known) is not None
    if len(word) < 4 or word.isascii():
        return False
    pairs = [word[at : at + 2] in known for at in range(len(word) - 1)]
    return all(pairs[max(0, at - 1)] or pairs[min(at, len(pairs) - 1)] for at in range(len(word)))


def weight(words: list[str], known: str) -> int:
    """Return how many characters of ``words`` stand in ``known``."""
    return sum(len(word) for word in words if held(word, known))
