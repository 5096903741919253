"""Whether two questions are the same but for courtesy; pure.

What staff pin to a question is shown for that question and for no other, so nothing
here guesses: every word counts, in its order, save those that ask for nothing.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from rag.index.terms import words
from rag.understand.places import Gazetteer

_COURTESY: Final = frozenset(
    "请问 请 想 问 问下 问问 问一下 想问 想问下 咨询 想知道 知道 了解 一下 您好 你好 谢谢 麻烦"
    " 吗 呢 啊 吧 呀 嘛 么 的 了 呗 哈 我 我们 咱 咱们 你 你们 您 那 那么 please".split()
)


class Key(NamedTuple):
    """Equal for questions that are the same: the regions named, in order, and the words."""

    regions: tuple[str, ...]
    words: str


def key_of(folded: str, gazetteer: Gazetteer) -> Key:
    """Return the key of a folded question; the names of one region count as one."""
    regions = tuple(region for region, _, _ in gazetteer.mentions(folded))
    kept = [word for word in words(gazetteer.strip(folded)) if word not in _COURTESY]
    return Key(regions, " ".join(kept) if folded.isascii() else "".join(kept))
