"""Fits what tells which form of answer a question of the ledger wants.

``python -m eval.training.ledger_forms [--without FILE ...]`` writes
``rag/understand/data/ledger-forms.json``: a logistic regression over the signs of
``rag.understand.ledger_signs``. Learnt from are the wordings of ``data/ledger-wordings.txt``
with invented things in them, the ledger questions that may be read, and, as questions that ask
no ledger, those of ``eval/fitting`` and of the citizens' pairs.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from eval.questions import load
from eval.training.data import DATA
from eval.training.regions import GAZETTEER, NAMES
from rag.text import fold
from rag.understand.ledger_sayings import plain
from rag.understand.ledger_signs import signs

TARGET = Path("rag/understand/data/ledger-forms.json")
FITTING = Path("eval/fitting")
FORMS = ("none", "list", "count", "sum", "extreme", "compare")
_EACH = 14
"""Questions made of one wording."""
_PAIRS = 2500
_UNTOLD = ("cross_doc", "multi_clause", "off_topic")
"""Questions that may ask a ledger, or for nothing that a document holds."""
_SLOTS = {
    "r": NAMES,
    "k": (
        "住房 交通 环境 教育 医疗 就业 养老 社保 文化 体育 农业 招商 政务 治安 城市更新 公园绿化"
        " 消防"
    ).split(),
    "t": (
        "老旧小区 加装电梯 停车位 停车场 公厕 充电桩 口袋公园 绿道 城市书房 足球场"
        " 中小学 幼儿园 学位 养老床位 助餐点 安置房 保障性租赁住房 公租房 农村公路"
        " 危桥 供水管网 燃气管道 城镇新增就业 职业技能培训 高技能人才 医保参保"
        " 高标准农田 家庭农场 病险水库 避难场所 高新技术企业 市场主体 垃圾中转站"
        " 污水处理 卫生院 中医馆 邻里中心 社区食堂 托位 路灯 桥梁 背街小巷"
        " 粮食播种面积"
    ).split(),
    "u": "个 处 座 家 所 条 套 户 人 人次 亩 公里 部 辆 张 场 万元 平方米".split(),
    "d": (
        "6月底前 年底前 4月底前 三季度 上半年 下半年 9月30日前 全年 10月底 5月份 国庆节前"
        " 年内"
    ).split(),
    "e": "the end of June;year-end;September;April;the end of the year;the first half".split(";"),
    "n": "100 1000 50 5000 10 300".split(),
    "y": "2024 2025 2026".split(),
}  # fmt: skip
_SLOT = re.compile(r"\{(\w)\}")
_POLITE = ("", "", "", "请问", "您好，", "麻烦问下", "想知道", "帮我看看")
_CLOSING = ("", "", "？", "?", "呢", "，谢谢", "。")


class Example(NamedTuple):
    """A question and the form of answer it wants; ``none`` where it asks no ledger."""

    text: str
    form: str
    weight: float


def _wordings(rng: random.Random) -> Iterator[Example]:
    for line in (DATA / "ledger-wordings.txt").read_text(encoding="utf-8").splitlines():
        form, _, wording = line.partition("\t")
        for _ in range(_EACH):
            text = _SLOT.sub(lambda slot: rng.choice(_SLOTS[slot[1]]), wording)
            if re.search("[一-鿿]{4}", text):
                text = rng.choice(_POLITE) + text + rng.choice(_CLOSING)
            yield Example(text, form, 3.0 / _EACH)


def _read(without: frozenset[str]) -> Iterator[Example]:
    """Yield the questions of this folder that may be read."""
    asked = [
        *load(Path("eval/ledger-questions.jsonl"), "tune"),
        *load(Path("eval/ledger-tuning.jsonl")),
    ]
    for path in sorted(FITTING.glob("ledger-*.jsonl")):
        asked += load(path) if path.stem not in without else ()
    for case in asked:
        form = case.category.removeprefix("ledger_") if case.category[:7] == "ledger_" else "none"
        is_item = form == "list" and not re.search(r"[0-9]|全覆盖|清零", "".join(case.must_contain))
        if is_item and case.answerable:
            form = "none"
        yield Example(case.question, "list" if form == "due" else form, 3.0)
    for path in (*sorted(FITTING.glob("questions-*.jsonl")), Path("eval/questions.jsonl")):
        for case in load(path, "tune" if path.parent.name == "eval" else None):
            if case.category not in _UNTOLD and not case.history:
                yield Example(case.question, "none", 0.6)


def _pairs(rng: random.Random) -> Iterator[Example]:
    lines = [
        line
        for path in sorted(DATA.glob("pairs-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    for line in rng.sample(lines, _PAIRS):
        yield Example(json.loads(line)["question"], "none", 0.2)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.ledger_forms")
    parser.add_argument("--without", nargs="*", default=[], help="sets not to learn from, by stem")
    given = parser.parse_args(arguments)
    rng = random.Random(7)
    examples = [*_wordings(rng), *_read(frozenset(given.without)), *_pairs(rng)]
    told = []
    for example in examples:
        folded = plain(fold(example.text))
        places = GAZETTEER.find(folded, lambda _: True)
        told.append(signs(folded, GAZETTEER.strip(folded), len(places.regions)))
    counts: dict[str, int] = {}
    for one in told:
        for sign in one:
            counts[sign] = counts.get(sign, 0) + 1
    names = sorted(sign for sign, count in counts.items() if count >= 4)
    at = {sign: index for index, sign in enumerate(names)}
    rows, columns = [], []
    for index, one in enumerate(told):
        for sign in one:
            if sign in at:
                rows.append(index)
                columns.append(at[sign])
    table = csr_matrix((np.ones(len(rows)), (rows, columns)), (len(told), len(names)))
    wanted = np.array([FORMS.index(example.form) for example in examples])
    weight = np.array([example.weight for example in examples])
    model = LogisticRegression(C=1.0, max_iter=400)
    model.fit(table, wanted, sample_weight=weight)
    weights = {
        sign: [round(float(w), 2) for w in model.coef_[:, index]]
        for sign, index in at.items()
        if np.abs(model.coef_[:, index]).max() >= 0.05
    }
    bias = [round(float(b), 3) for b in model.intercept_]
    TARGET.parent.mkdir(exist_ok=True)
    lines = [f"  {json.dumps(s, ensure_ascii=False)}: {json.dumps(w)}" for s, w in weights.items()]
    head = f'{{"forms": {json.dumps(FORMS)},\n "bias": {json.dumps(bias)},\n "weights": {{\n'
    TARGET.write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
    right = (model.predict(table) == wanted).mean()
    sys.stdout.write(f"{len(examples)} examples, {len(weights)} signs, {right:.3f} of them right\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
