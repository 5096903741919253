"""The words of a question that name what it is about; pure."""

from __future__ import annotations

from typing import Final

from rag.index.terms import words

ASKING: Final = frozenset(
    "什么 哪些 哪个 哪里 哪儿 哪 多少 几 如何 怎么 怎样 怎么样 为什么 何时 何 谁 吗 呢 啊 吧 呀"
    " 的 了 是 在 和 与 及 请问 请 想 我 我们 你 你们 会 要 能 可以 有 没有 有没有 是否 该 这 那"
    " what which who whom when where how why is are was were will would does do did has have had"
    " can could should the a an of in on to for and or by with about any there it its this that"
    " from at be many much i my me we our you your they he she get"
    " 就 都 也 还 对 给 到 啥 咋 有关 关于 方面 情况 具体 内容 时候 多久 多少钱".split()
)


def content_words(folded: str) -> list[str]:
    """Return the words of a folded question that name what it is about."""
    return [word for word in words(folded) if word not in ASKING]
