"""Words that may differ between a claim and its quote without changing what is said."""

from __future__ import annotations

import re
from typing import Final

from rag.text import fold

_SAME: Final = """
建设 新建 兴建 建造 修建 打造
完成 实现 达成
给予 予以 给与 发放 发给 提供
补贴 补助
申请 申领
提交 递交
推进 推动
提高 提升
增加 新增
降低 下降
加装 安装
开展 实施 举办 组织开展
设立 成立 组建
老年人 老人 长者
儿童 孩子 小孩
群众 老百姓 百姓
期限 时限
包括 包含
负责 承担
"""
"""Each line: words that say the same of a plan or a duty; the first stands for all."""
_LIGHT: Final = (
    "的 地 得 在 对 对于 和 与 及 以及 并 并且 同时 此外 另外 也 还 会 是 为 等 其中 共 共计"
    " 总共 一共 之 其 该 此 这 那 以 按 按照 根据 依据 通过 进行 方面 情况 文件 规定 明确"
    " 提出 要求 指出 即 包括 中 有 将 可 从 由 向 到 至 至于 关于 给 把 被 使 让 它 他们 年度 数量"
    " 目标 任务 标准 分别 以下 如下 主要 具体 则 而 且 或 或者 内 里 里面 上 本 做到 据 称"
).split()
"""Words that state nothing of their own."""


def _one_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


_FIRST: Final = {word: line.split()[0] for line in _SAME.split("\n") for word in line.split()}
_SAYING_THE_SAME: Final = _one_of(list(_FIRST))
LIGHT: Final = frozenset(_LIGHT)


def plain(text: str) -> str:
    """Return ``text`` folded, without white space, one word for each that says the same."""
    folded = "".join(fold(text).split())
    return _SAYING_THE_SAME.sub(lambda found: _FIRST[found.group()], folded)
