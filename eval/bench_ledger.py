"""How long ledger questions take over a large ledger.

``python -m eval.bench_ledger [--rows 100000] [--rounds 5] [--out FILE]`` fills a temporary
catalog with commitments of invented districts, many to a document, and asks each of a
fixed set of questions in turn, from question to verified answer; without vectors, which
ledger questions do not use.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from eval.hardware import hardware
from rag.chain import Engine
from rag.clauses import clause_tree, passages
from rag.commitments import commitments
from rag.schemas import Document, DocumentMeta, Question
from rag.settings import Settings
from rag.workspace import Workspace

_DISTRICTS: Final = 400
_SURNAMES: Final = "青云石桥河山林泉沙湖江岭安宁永和兴隆平昌"
_PHRASES: Final = (
    "新建停车场{n}个",
    "完成{n}个老旧小区改造",
    "建成口袋公园{n}处",
    "全年城镇新增就业{n}人以上",
    "完成职业技能培训{n}人次",
    "基本医疗保险参保率稳定在{p}%以上",
    "年底前筹集保障性租赁住房{n}套",
    "{m}月底前实现{place}片区集中供水全覆盖",
    "新建改建公厕{n}座",
    "改造提升道路{n}公里",
    "建设标准化大棚{n}个",
    "{m}月底前完成{place}片区征迁任务",
    "新增养老服务中心{n}个",
    "引进企业{n}家",
    "确保绿化覆盖率达到{p}%以上",
    "开展文化活动{n}场",
)
_QUESTIONS: Final = (
    "{d}哪些任务要在6月底前完成？",
    "{d}有哪些百分比指标？",
    "住房方面有哪些量化指标？",
    "{d}有几项以“个”为单位的目标？",
    "{d}和{e}总共要改造多少个老旧小区",
    "{d}和{e}的职业技能培训目标对比一下",
    "{d}以“个”计的指标里哪个最多？",
    "哪些工作要求“全覆盖”？",
    "{d}哪些目标超过5000？",
    "哪些任务要在6月底前完成？",
    "有哪些百分比指标？",
    "{d}养老方面的数量指标有哪些？",
    "{d}最先到期的任务是什么？",
    "哪些目标超过9000？",
    "List all percentage targets of {d}",
    "{d}就业这块的数都列出来",
    "{d}按处、按座计的任务都摘出来",
    "{d}停车和公厕各安排了多少，列一下",
    "保障性租赁住房{d}跟{e}谁多",
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_ledger", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args(arguments)
    chance = random.Random(7)
    districts = _districts(chance)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder), embedding_provider="none")
        with Workspace.open(settings) as workspace:
            rows = 0
            for document in _documents(chance, districts):
                if rows >= given.rows:
                    break
                clauses = clause_tree(document)
                found = commitments(document, clauses)
                parts = passages(document, clauses, settings.passage_chars)
                workspace.catalog.put(document, clauses, parts, found)
                rows += len(found)
        with Engine.open(settings) as engine:
            spent = _ask(engine, chance, districts, given.rounds)
    every = sorted(time for times in spent.values() for time in times)
    result = {
        "rows": rows,
        "questions": len(every),
        "p50_ms": round(every[len(every) // 2], 2),
        "p95_ms": round(every[int(len(every) * 0.95) - 1], 2),
        "worst_ms": {name: round(max(times), 2) for name, times in spent.items()},
        "hardware": hardware(),
    }
    text = json.dumps(result, ensure_ascii=False, indent=2)
    sys.stdout.write(text + "\n")
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    return 0


def _districts(chance: random.Random) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < _DISTRICTS:
        names["".join(chance.sample(_SURNAMES, 3)) + "区"] = None
    return list(names)


def _documents(chance: random.Random, districts: list[str]) -> Iterator[Document]:
    """Yield documents of three clauses with some forty commitments each, without end."""
    number = 0
    while True:
        district = districts[number % len(districts)]
        text = f"{district}年度重点工作安排第{number}号\n" + "".join(
            f"({label}){title}。" + "".join(f"{_phrase(chance)}。" for _ in range(14)) + "\n"
            for label, title in (("一", "推进建设"), ("二", "保障民生"), ("三", "改善环境"))
        )
        name = sha256(f"bench-{number}".encode()).hexdigest()
        yield Document(
            id=name[:16],
            source=f"{number:05d}.txt",
            text=text,
            meta=DocumentMeta(title=f"{district}工作安排{number}", region=district, year=2021),
            content_hash=name,
        )
        number += 1


def _phrase(chance: random.Random) -> str:
    return chance.choice(_PHRASES).format(
        n=chance.randint(2, 9999),
        p=chance.randint(60, 99),
        m=chance.randint(1, date(2021, 12, 1).month),
        place="".join(chance.sample(_SURNAMES, 2)),
    )


def _ask(
    engine: Engine, chance: random.Random, districts: list[str], rounds: int
) -> dict[str, list[float]]:
    """Return the milliseconds of every answer by question, after one round to warm up."""
    spent: dict[str, list[float]] = {}
    for turn in range(rounds + 1):
        for question in _QUESTIONS:
            one, other = chance.sample(districts, 2)
            began = time.perf_counter()
            answer = engine.ask(Question(text=question.format(d=one, e=other)))
            elapsed = (time.perf_counter() - began) * 1000
            if answer.composer != "ledger":
                raise SystemExit(f"not answered from the ledger: {question}")
            if turn:
                spent.setdefault(question, []).append(elapsed)
    return spent


if __name__ == "__main__":
    sys.exit(main())
