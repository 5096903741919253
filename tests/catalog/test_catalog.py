"""The catalog stores documents whole or not at all, and finds them again as they were."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from making import a_document, a_text, fill
from sqlalchemy import create_engine, text

from rag.catalog import Catalog
from rag.catalog.models import Base
from rag.errors import CatalogError, ConfigurationError
from rag.passage_text import embedded_text, text_hash
from rag.schemas import DocumentMeta, DocumentStatus

KEY = "test:pairs:4:1"


def in_file(folder: Path) -> str:
    return f"sqlite:///{folder / 'catalog.sqlite3'}"


def of(catalog: Catalog, source: str) -> str:
    return next(summary.id for summary in catalog.documents() if summary.source == source)


def test_a_document_comes_back_as_it_was_put(catalog: Catalog) -> None:
    meta = DocumentMeta(
        title="某区工作安排",
        title_is_ours=True,
        issuer="某区人民政府",
        region="某区",
        region_aliases=("某", "某某"),
        status=DocumentStatus.DRAFT,
        issued_on=date(2021, 3, 1),
        expires_on=date(2023, 3, 1),
        year=2021,
    )
    document, clauses, passages = a_document("夹/甲.txt", a_text(1), meta)

    catalog.put(document, clauses, passages)

    assert catalog.document(document.id) == document
    assert catalog.clauses(document.id) == clauses
    assert catalog.passages(document.id) == passages
    assert catalog.clause(clauses[1].id) == clauses[1]
    (summary,) = catalog.documents()
    assert summary.meta == meta
    assert (summary.characters, summary.clauses, summary.passages) == (
        len(document.text),
        len(clauses),
        len(passages),
    )
    assert summary.ingested_at.tzinfo is not None


def test_what_is_not_there_is_none(catalog: Catalog) -> None:
    assert catalog.document("no-such") is None
    assert catalog.clause("no-such") is None
    assert catalog.passages("no-such") == ()
    assert catalog.find_passages(["no-such"]) == {}
    assert catalog.delete("no-such") is False


def test_a_new_version_leaves_nothing_of_the_former(catalog: Catalog) -> None:
    former = a_document("甲.txt", a_text(1, clauses=5))
    latter = a_document("甲.txt", a_text(2, clauses=2))
    catalog.put(*former)
    before = catalog.generation()

    catalog.put(*latter)

    assert catalog.document(former[0].id) == latter[0]
    assert catalog.clauses(former[0].id) == latter[1]
    assert catalog.passages() == latter[2]
    assert catalog.generation() > before


def test_a_put_that_fails_changes_nothing(catalog: Catalog) -> None:
    document, clauses, passages = a_document("甲.txt", a_text(1))
    catalog.put(document, clauses, passages)
    before = catalog.generation(), catalog.stored()
    changed, new_clauses, new_passages = a_document("甲.txt", a_text(2))

    with pytest.raises(CatalogError):
        catalog.put(changed, new_clauses, [*new_passages, new_passages[0]])

    assert catalog.document(document.id) == document
    assert catalog.passages() == passages
    assert (catalog.generation(), catalog.stored()) == before


def test_each_put_gives_a_new_revision(catalog: Catalog) -> None:
    parts = a_document("甲.txt", a_text(1))
    catalog.put(*parts)
    first = catalog.stored()
    catalog.put(*parts)
    assert catalog.stored() != first
    assert catalog.stored()[parts[0].id].passages == len(parts[2])


def test_passages_are_found_by_the_thousand(catalog: Catalog) -> None:
    fill(catalog, range(3))
    known = {passage.id: passage for passage in catalog.passages()}
    asked = [*known, *(f"unknown-{number}" for number in range(40_000))]
    assert catalog.find_passages(asked) == known


def test_contents_hold_every_part_of_the_documents_named(catalog: Catalog) -> None:
    fill(catalog, range(60), clauses=1)
    names = list(catalog.stored())[:55]

    contents = {content.document_id: content for content in catalog.contents(names)}

    assert sorted(contents) == sorted(names)
    for name, content in contents.items():
        assert content.clauses == catalog.clauses(name)
        assert content.passages == catalog.passages(name)
        assert content.meta.title
    keys = catalog.passage_keys(names)
    assert [key.passage_id for key in keys] == [
        passage.id for name in sorted(names) for passage in catalog.passages(name)
    ]


def test_vectors_come_back_bit_by_bit(catalog: Catalog) -> None:
    chance = np.random.default_rng(1)
    catalog.put(*a_document("甲.txt", a_text(1, clauses=1_200)))
    texts = catalog.texts_pending(KEY, 5_000)
    given = {name: chance.normal(size=4).astype(np.float32) for name in texts}
    assert len(given) > 1_000  # more than one statement names

    catalog.put_vectors(KEY, given)
    found = catalog.vectors(KEY, [*given, "unknown"])

    assert found.keys() == given.keys()
    assert all((found[name] == given[name]).all() for name in given)
    assert {vector.dtype for vector in found.values()} == {np.dtype(np.float32)}
    assert catalog.vectors("another:model:4:1", given) == {}


def test_a_vector_is_stored_once(catalog: Catalog) -> None:
    first, second = (np.full(4, value, dtype=np.float32) for value in (1, 2))
    fill(catalog, [1])
    same, other, *_ = catalog.texts_pending(KEY, 10)
    catalog.put_vectors(KEY, {same: first})
    catalog.put_vectors(KEY, {same: second, other: second})
    found = catalog.vectors(KEY, [same, other])
    assert (found[same] == first).all()
    assert (found[other] == second).all()


def test_no_vector_is_stored_of_words_that_are_gone(catalog: Catalog) -> None:
    one = np.ones(4, dtype=np.float32)
    for _ in range(10):
        document, clauses, passages = a_document("甲.txt", a_text(1, clauses=40))
        catalog.put(document, clauses, passages)
        texts = catalog.texts_pending(KEY, 1_000)
        with ThreadPoolExecutor(2) as pool:  # the model is at work when staff erase the document
            erased = pool.submit(catalog.delete, document.id)
            stored = pool.submit(catalog.put_vectors, KEY, dict.fromkeys(texts, one))
        assert erased.result()
        stored.result()
        catalog.put_vectors(KEY, dict.fromkeys(texts, one))
        assert catalog.vectors(KEY, texts) == {}


def test_texts_to_embed_shrink_as_vectors_come(catalog: Catalog) -> None:
    fill(catalog, range(4))
    total = catalog.pending(KEY)
    assert total == len({key.text_hash for key in catalog.passage_keys(catalog.stored())})
    assert catalog.incomplete_documents(KEY) == catalog.stored().keys()

    first = catalog.texts_pending(KEY, 3)
    assert 0 < len(first) <= 3
    assert all(text_hash(words) == name for name, words in first.items())
    catalog.put_vectors(KEY, dict.fromkeys(first, np.ones(4, dtype=np.float32)))
    assert catalog.pending(KEY) == total - len(first)
    assert not first.keys() & catalog.texts_pending(KEY, 100).keys()

    rest = catalog.texts_pending(KEY, 1000)
    catalog.put_vectors(KEY, dict.fromkeys(rest, np.ones(4, dtype=np.float32)))
    assert catalog.pending(KEY) == 0
    assert catalog.incomplete_documents(KEY) == frozenset()
    assert catalog.texts_pending(KEY, 10) == {}


def test_vectors_go_with_the_last_passage_that_uses_them(catalog: Catalog) -> None:
    shared, alone = a_text(1), a_text(2)
    for source, words in (("甲.txt", shared), ("乙.txt", shared), ("丙.txt", alone)):
        catalog.put(*a_document(source, words))
    texts = catalog.texts_pending(KEY, 1000)
    catalog.put_vectors(KEY, dict.fromkeys(texts, np.ones(4, dtype=np.float32)))

    def kept() -> int:
        return len(catalog.vectors(KEY, texts))

    everything = kept()
    catalog.delete(of(catalog, "甲.txt"))
    assert kept() == everything
    catalog.put(*a_document("丙.txt", shared))
    assert kept() < everything
    catalog.delete(of(catalog, "乙.txt"))
    catalog.delete(of(catalog, "丙.txt"))
    assert kept() == 0


def test_better_words_to_embed_rename_the_vectors(url: str) -> None:
    catalog = Catalog(url)
    catalog.upgrade()
    fill(catalog, range(3))
    right = catalog.passage_keys(catalog.stored())
    before = catalog.generation(), catalog.stored()
    texts = catalog.texts_pending(KEY, 100)
    catalog.put_vectors(KEY, dict.fromkeys(texts, np.ones(4, dtype=np.float32)))
    engine = create_engine(url)
    with engine.begin() as connection:  # as an older version would have left it
        connection.execute(text("UPDATE passages SET text_hash = 'old'"))
    engine.dispose()
    catalog.set_marker("embedded_words", "older")

    catalog.upgrade()

    assert catalog.passage_keys(catalog.stored()) == right
    assert catalog.generation() > before[0]
    assert not set(catalog.stored().values()) & set(before[1].values())
    assert catalog.vectors(KEY, ["left over"]) == {}
    content = next(iter(catalog.contents([right[0].document_id])))
    clause = next(c for c in content.clauses if c.id == content.passages[0].clause_id)
    words = embedded_text(content.meta, clause, content.passages[0])
    assert text_hash(words) == right[0].text_hash
    catalog.dispose()


def test_markers_are_kept(catalog: Catalog) -> None:
    assert catalog.marker("colour") is None
    catalog.set_marker("colour", "green")
    catalog.set_marker("colour", "蓝")
    assert catalog.marker("colour") == "蓝"


def test_threads_may_put_at_the_same_time(catalog: Catalog) -> None:
    before = catalog.generation()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda seed: fill(catalog, [seed]), range(24)))
    assert len(catalog.documents()) == 24
    assert catalog.generation() == before + 24


def test_upgrading_makes_just_the_tables_declared(url: str) -> None:
    catalog = Catalog(url)
    catalog.upgrade()
    catalog.upgrade()
    catalog.dispose()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []


def test_a_catalog_of_a_newer_version_is_left_alone(url: str) -> None:
    catalog = Catalog(url)
    catalog.upgrade()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(CatalogError, match="9999"):
        catalog.upgrade()
    catalog.dispose()


def test_an_upgrade_cut_short_leaves_no_table(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE markers (key TEXT)")  # the last table to be made
    catalog = Catalog(in_file(tmp_path))
    with pytest.raises(CatalogError):
        catalog.upgrade()
    catalog.dispose()
    connection = sqlite3.connect(path)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert not {"documents", "alembic_version"} & tables


def test_deleted_words_are_not_left_in_the_files(tmp_path: Path) -> None:
    catalog = Catalog(in_file(tmp_path))
    catalog.upgrade()
    secret = "绝密之词" * 50
    document, clauses, passages = a_document("甲.txt", f"通知\n(一)保密。{secret}。")
    catalog.put(document, clauses, passages)
    fill(catalog, range(3))

    def on_disk() -> bool:
        return any(secret.encode() in path.read_bytes() for path in tmp_path.iterdir())

    assert on_disk()
    catalog.delete(document.id)
    assert not on_disk()
    catalog.dispose()


@pytest.mark.parametrize("url", ["no url", "nosuchdatabase://x", "oracle://x"])
def test_an_unusable_address_is_a_fault_of_the_settings(url: str) -> None:
    with pytest.raises(ConfigurationError, match="TIAOWEN_DATABASE_URL"):
        Catalog(url)


def test_a_folder_that_is_not_there_is_a_fault_of_the_catalog(tmp_path: Path) -> None:
    catalog = Catalog(in_file(tmp_path / "missing"))
    with pytest.raises(CatalogError, match="unable to open"):
        catalog.upgrade()


def test_a_damaged_file_is_noticed(tmp_path: Path) -> None:
    catalog = Catalog(in_file(tmp_path))
    catalog.upgrade()
    fill(catalog, range(30))
    assert catalog.check() == ()
    catalog.dispose()
    path = tmp_path / "catalog.sqlite3"
    content = bytearray(path.read_bytes())
    content[20_000:60_000] = os.urandom(40_000)
    path.write_bytes(content)
    damaged = Catalog(in_file(tmp_path))
    try:
        found = damaged.check()
    except CatalogError:
        found = ("unreadable",)
    assert found
    damaged.dispose()


def test_no_catalog_at_all_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"this is no database" * 100)
    catalog = Catalog(in_file(tmp_path))
    with pytest.raises(CatalogError, match="not a database"):
        catalog.upgrade()
    catalog.dispose()
