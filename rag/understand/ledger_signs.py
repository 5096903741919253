"""What of a question tells which form of answer it wants, whatever it is about; pure.

Names of things are struck out: what is left is how people ask, which is learnt from
examples by ``python -m eval.training.ledger_forms``.
"""

from __future__ import annotations

import re
from typing import Final

from rag.text import dates, quantities, tagged
from rag.understand import ledger_forms as forms
from rag.understand.ledger_limits import UNIT
from rag.understand.ledger_words import alias_of

_QUOTED: Final = re.compile(r"[“\"「『‘][^“”\"「」『』‘’]{1,20}[”\"」』’]")
_CLOSING: Final = re.compile(r"[?？。！!，,、；;：:\s]+$")
_LATIN: Final = re.compile(r"[a-z']+")
# Signs of a form, read from the words before they are cut.
_SIGNS: Final = {
    "noun": re.compile(forms.NOUN),
    "noun last": forms.NOUN_LAST,
    "figure": forms.FIGURE,
    "measured": forms.MEASURED,
    "percent": forms.PERCENT,
    "finished": forms.FINISHED,
    "dated": forms.DATED,
    "sums": forms.SUMS,
    "compares": forms.COMPARES,
    "difference": forms.DIFFERENCE,
    "whose": forms.WHOSE,
    "both": forms.BOTH,
    "each": forms.EACH,
    "enumerated": forms.ENUMERATED,
    "lists": forms.LISTS,
    "counts": forms.COUNTS,
    "unit": UNIT,
    "most": re.compile("最[^近新好佳终初]|第一|头一|居首|榜首|垫底|顶[大高多]"),
    "which": re.compile("哪"),
    "all figures": re.compile(
        "(?:全部?|所有|凡|都)[^,，。]{0,6}(?:数|指标|目标|任务|承诺)|数[字目][^,，。]{0,4}(?:全|都)"
    ),
    "times": forms.TIMES,
    "most en": re.compile(
        r"\b(?:largest|highest|biggest|greatest|smallest|lowest|earliest|soonest|latest|most|least)\b"
    ),
    "sum en": re.compile(
        r"\b(?:in total|altogether|combined|add(?:s|ed)? up|sum|in all|total|together|plus)\b"
    ),
    "figure en": re.compile(r"\b(?:numbers|figures?|targets?|quantif\w+|percent\w*|deadlines?)\b"),
    "many en": re.compile(r"\bhow (?:many|much)\b"),
    "joined": re.compile("和|与|跟|同|、|以及|加"),
}  # fmt: skip
_MANY: Final = 3


def signs(folded: str, stripped: str, regions: int) -> tuple[str, ...]:
    """Return the signs of a folded question, each once.

    Args:
        folded: The question, whole.
        stripped: The question without the names of known regions.
        regions: How many regions it names.
    """
    found = {f"says {name}" for name, words in _SIGNS.items() if words.search(folded)}
    found.add(f"regions {min(regions, 2)}")
    cut = _shapes(stripped)
    found.add(f"length {min(len(cut) // 4, 5)}")
    found.add(f"things {min(sum(word == 'X' for word in cut), _MANY)}")
    padded = ["^", *cut, "$"]
    for size in (1, 2, 3):
        found.update(" ".join(padded[at : at + size]) for at in range(len(padded) - size + 1))
    return tuple(sorted(found))


def _shapes(text: str) -> list[str]:
    """Return the words that ask, and a sign for each other word, runs of things as one."""
    masked = _QUOTED.sub(" Q ", text)
    for day in sorted(dates(masked), key=lambda day: -day.start):
        masked = f"{masked[: day.start]} D {masked[day.end :]}"
    for number in sorted(quantities(masked), key=lambda number: -number.start):
        masked = f"{masked[: number.start]} N {masked[number.end :]}"
    shapes: list[str] = []
    for word, kind in tagged(_CLOSING.sub("", masked)):
        shape = _shape(word, kind)
        if shape and not (shape == "X" and shapes and shapes[-1] == "X"):
            shapes.append(shape)
    return shapes


def _shape(word: str, kind: str) -> str:
    if not word.strip():
        return ""
    if word in "QDN" or word in _ASKING:
        return word
    if _LATIN.fullmatch(word):
        return word
    if alias_of(word):
        return "K"
    if kind[:1] in "nsljizbt" or kind in ("vn", "an", "m", "q", "x", "eng"):
        return "X" if len(word) > 1 else word
    return word if len(word) == 1 or kind[:1] != "v" else f"V{word}"


# Nouns and the like that ask, and are no things asked for.
_ASKING: Final = frozenset(
    "指标 目标 任务 数字 数量 数目 数值 数据 数 总数 总量 总和 总长 人数 人次 金额 资金 比例 比率"
    " 百分比 百分号 百分数 百分点 单位 期限 时限 节点 时间 时间表 日期 月份 截止 清单 单子 名单"
    " 事项 事情 事 活 活儿 工作 要求 承诺 内容 条目 项 条 个 件 样 两 几 多少 一共 总共 合计"
    " 各 区 哪个 哪些 哪项 哪几 哪样 谁 全部 所有 全年 上半年 下半年 年底 年内"
    " 硬任务 全覆盖 清零 方面 领域 类 板块 名字 措施 举措 办法 部门 单位 程度 率 倍"
    " 第一 最后 分别 各自 两区 双方".split()
)
