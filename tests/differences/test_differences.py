"""Two texts told apart: nothing lost, nothing made up, whatever the texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.clauses import clause_tree
from rag.commitments import commitments
from rag.differences import Side, compare_documents
from rag.schemas import ClauseDiff, DiffPiece, Document, DocumentDiff, DocumentMeta

OLD = """城区服务提升工作方案

一、总体要求

坚持便民利民，全面提升服务水平。

二、重点任务

(一)老旧小区改造。年内改造老旧小区20个，6月底前完成设计。

(二)停车位建设。新增停车位500个。

(三)绿化提升。新建口袋公园3处。
"""
NEW = """城区服务提升工作方案

一、总体要求

坚持便民利民，全面提升服务水平。

二、重点任务

(一)老旧小区改造。年内改造老旧小区25个，9月底前完成设计。

(二)绿化提升。新建口袋公园3处。

(三)养老服务。新建社区食堂8个。
"""


def side(text: str, name: str = "d") -> Side:
    text = text.strip()
    document = Document(
        id=name, source=f"{name}.txt", text=text, content_hash=name, meta=DocumentMeta(title=name)
    )
    clauses = clause_tree(document)
    return Side(document, clauses, tuple(commitments(document, clauses)))


def words(found: DocumentDiff, left: bool) -> str:
    """Put one side together again from what was told apart."""
    rows = [row for row in found.clauses if (row.left if left else row.right)]
    rows.sort(key=lambda row: (row.left if left else row.right).start)
    unwanted = "added" if left else "removed"
    return "".join(p.text for row in rows for p in row.pieces if p.kind != unwanted)


def mirrored(row: ClauseDiff) -> tuple[object, ...]:
    swap = {"removed": "added", "added": "removed"}
    kept = {"same": "same", "moved": "moved", "changed": "changed"}
    pieces = sorted((swap.get(p.kind, p.kind), p.text) for p in row.pieces)
    return {**kept, **swap}[row.kind], row.right, row.left, pieces


def plain(row: ClauseDiff) -> tuple[object, ...]:
    return row.kind, row.left, row.right, sorted((p.kind, p.text) for p in row.pieces)


PARTS = st.sampled_from(
    ["一、", "二、", "(一)", "(二)", "1.", "第一条", "\n", " ", "。", "，", "改造老旧小区20个",
     "改造老旧小区30个", "新增停车位", "500", "1.5万", "6月底前", "完成", "的", "ab", "𠮷", "%"]
)  # fmt: skip
TEXTS = st.lists(PARTS, max_size=60).map(lambda parts: "文" + "".join(parts))


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_every_character_of_both_sides_is_accounted_for(one: str, other: str) -> None:
    left, right = side(one, "a"), side(other, "b")
    found = compare_documents(left, right)
    assert words(found, left=True) == left.document.text
    assert words(found, left=False) == right.document.text
    for spans in ([r.left for r in found.clauses], [r.right for r in found.clauses]):
        kept = sorted((s.start, s.end) for s in spans if s)
        assert all(a[1] == b[0] for a, b in pairwise(kept))
    assert sum(found.counts.values()) == len(found.clauses)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    one = side(text)
    found = compare_documents(one, one)
    assert set(found.counts) == {"same"}
    assert not found.targets
    assert found.targets_same == len(one.commitments)
    assert all(piece.kind == "same" for row in found.clauses for piece in row.pieces)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_both_ways_tell_the_same(one: str, other: str) -> None:
    left, right = side(one, "a"), side(other, "b")
    there, back = compare_documents(left, right), compare_documents(right, left)
    assert sorted(map(repr, map(plain, there.clauses))) == sorted(
        map(repr, map(mirrored, back.clauses))
    )


def kinds(found: DocumentDiff) -> dict[str, str]:
    return {(row.right or row.left).clause_title: row.kind for row in found.clauses}


def test_clauses_are_matched_across_new_numbers() -> None:
    found = compare_documents(side(OLD, "old"), side(NEW, "new"))
    assert kinds(found) == {
        "": "same",
        "总体要求": "same",
        "重点任务": "same",
        "老旧小区改造": "changed",
        "停车位建设": "removed",
        "绿化提升": "moved",
        "养老服务": "added",
    }
    changed = next(row for row in found.clauses if row.kind == "changed")
    assert [p for p in changed.pieces if p.kind != "same"] == [
        DiffPiece(kind="removed", text="20"),
        DiffPiece(kind="added", text="25"),
        DiffPiece(kind="removed", text="6"),
        DiffPiece(kind="added", text="9"),
    ]


def test_targets_that_changed_came_and_went() -> None:
    found = compare_documents(side(OLD, "old"), side(NEW, "new"))
    told = {
        (t.kind, t.parts, t.left and t.left.value, t.right and t.right.value) for t in found.targets
    }
    assert ("changed", ("value",), "20", "25") in told
    assert ("dropped", (), "500", None) in told
    assert ("new", (), None, "8") in told
    assert any(t.kind == "changed" and "deadline" in t.parts for t in found.targets)
    assert not any(t.left and t.left.value == "3" for t in found.targets)
    assert found.targets_same >= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("的一" * 400_000, "一的" * 400_000),
        ("".join(f"{n}，" for n in range(150_000)),
         "".join(f"{n}。" for n in range(150_000, 0, -1))),
        ("\n".join(f"{n}.甲乙丙丁" for n in range(1, 9000)),
         "\n".join(f"{n}.丁丙乙甲" for n in range(1, 9000))),
        ("一、" * 100_000, "(一)" * 100_000),
    ],
    ids=["two-words", "numbers", "many-clauses", "labels"],
)  # fmt: skip
def test_hostile_texts_are_told_apart_whole(one: str, other: str) -> None:
    def bare(text: str, name: str) -> Side:
        document = Document(
            id=name, source=name, text=text, content_hash=name, meta=DocumentMeta(title=name)
        )
        return Side(document, clause_tree(document), ())

    left, right = bare(one, "a"), bare(other, "b")
    found = compare_documents(left, right)
    assert words(found, left=True) == one
    assert words(found, left=False) == other
