"""Documents made for a test, divided as the product divides them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import sha256

from rag.catalog import Catalog
from rag.clauses import clause_tree, passages
from rag.documents import document_id
from rag.schemas import Clause, Document, DocumentMeta, Passage

SUBJECTS = "电梯 公园 学校 医院 道路 桥梁 车站 水厂 市场 菜场 广场 剧院 球场 泳池 书屋 工厂".split()
VERBS = "新建 改造 扩建 修缮 拆除 提升 验收 招标 养护 监测".split()


def a_text(seed: int, clauses: int = 3) -> str:
    """A small policy text; another seed gives other words."""
    chance = random.Random(seed)
    lines = [f"第{seed}号工作安排", ""]
    for number in range(clauses):
        subject, verb = chance.choice(SUBJECTS), chance.choice(VERBS)
        place = "".join(chance.choice("东南西北河湖山林石桥") for _ in range(3))
        lines.append(f"({'一二三四五六七八九十'[number % 10]})推进{subject}{verb}。")
        lines.append(f"年底前在{place}街道{verb}{subject}{chance.randint(2, 999)}处，由专班负责。")
    return "\n".join(lines)


def a_document(
    source: str, text: str, meta: DocumentMeta | None = None
) -> tuple[Document, tuple[Clause, ...], tuple[Passage, ...]]:
    """A document with its clause tree and passages."""
    document = Document(
        id=document_id(source),
        source=source,
        text=text,
        content_hash=sha256(text.encode()).hexdigest(),
        meta=meta or DocumentMeta(title=text.splitlines()[0]),
    )
    clauses = clause_tree(document)
    return document, clauses, passages(document, clauses)


def fill(catalog: Catalog, seeds: Sequence[int], clauses: int = 3) -> None:
    """Put one document for each seed into the catalog."""
    for seed in seeds:
        catalog.put(*a_document(f"{seed}.txt", a_text(seed, clauses)))
