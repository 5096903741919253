"""The index answers from what the catalog holds, whatever was put, changed or deleted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from making import a_document, a_text, fill
from pair_encoder import PairEncoder

from rag.catalog import Catalog
from rag.documents import document_id
from rag.errors import EmbeddingError
from rag.index import Index
from rag.settings import Settings

Open = Callable[..., Index]


def put(catalog: Catalog, source: str, text: str) -> str:
    catalog.put(*a_document(source, text))
    return document_id(source)


def top(index: Index, query: str, **more: object) -> str | None:
    found = index.search(query, 1, **more)  # type: ignore[arg-type]
    return found[0][0] if found else None


def with_words(catalog: Catalog, words: str) -> str:
    (found,) = (passage.id for passage in catalog.passages() if words in passage.text)
    return found


def meaning(index: Index, encoder: PairEncoder, query: str, k: int = 1) -> list[str]:
    vector = encoder.encode_questions([query])[0]
    return [passage_id for passage_id, _ in index.dense(vector, k)]


def files_of(settings: Settings, kind: str) -> dict[str, float]:
    folder = settings.data_dir / "index"
    return {
        str(path): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file() and kind in str(path)
    }


def test_words_lead_to_the_passage_that_has_them(catalog: Catalog, open_index: Open) -> None:
    put(
        catalog,
        "甲.txt",
        "甲区安排\n(一)推进电梯加装。加装电梯三百部。\n(二)推进学校建设。新建小学两所。",
    )
    index = open_index()
    lifts, schools = with_words(catalog, "三百部"), with_words(catalog, "两所")
    assert top(index, "电梯") == lifts
    assert top(index, "新建小学") == schools
    assert top(index, "电梯", field="words") == lifts
    assert top(index, "学校建设", field="head") == schools
    assert index.search("火箭", 5) == []
    assert index.search("", 5) == []
    assert index.search("电梯", 0) == []


def test_scores_fall_and_depend_on_rarity(catalog: Catalog, open_index: Open) -> None:
    fill(catalog, range(20))
    index = open_index()
    scores = [score for _, score in index.search("推进电梯改造", 50)]
    assert len(scores) > 3
    assert scores == sorted(scores, reverse=True)
    assert index.idf("推进") < index.idf("电梯") < index.idf("没有")
    assert index.knows("推进电梯")
    assert not index.knows("电梯没有")


def test_a_document_covers_the_share_that_it_holds(catalog: Catalog, open_index: Open) -> None:
    both = put(catalog, "甲.txt", "甲区安排\n(一)推进电梯加装。\n(二)推进学校建设。学校学校学校。")
    one = put(catalog, "乙.txt", "乙区安排\n(一)推进电梯加装。电梯电梯电梯。")
    index = open_index()
    shares = dict(index.covered(["电梯", "学校"], 5))
    assert shares[both] == pytest.approx(1)
    assert 0 < shares[one] < 0.5, "what fewer documents hold weighs more"
    assert dict(index.covered(["电梯", "学校"], 5, [one])) == {one: shares[one]}
    assert dict(index.covered(["火箭"], 5)) == {}
    assert index.covered([], 5) == []


def test_nothing_in_a_query_is_an_operator(catalog: Catalog, open_index: Open) -> None:
    fill(catalog, range(3))
    index = open_index()
    plain = index.search("电梯", 50)
    for query in ('+电梯 -"', "电梯 AND NOT (", "bigrams:电梯^9", "电梯*~2 [a TO b]", "电梯\\"):
        found = dict(index.search(query, 50))
        assert found.keys() >= dict(plain).keys()


def test_a_search_can_be_confined_to_documents(catalog: Catalog, open_index: Open) -> None:
    encoder = PairEncoder()
    fill(catalog, range(12))
    index = open_index(encoder)
    index.embed_missing()
    wanted = sorted(catalog.stored())[:2]
    own = {key.passage_id for key in catalog.passage_keys(wanted)}
    vector = encoder.encode_questions(["推进电梯改造"])[0]
    everywhere = dict(index.search("推进改造", 100))

    within = index.search("推进改造", 100, wanted)
    near = index.dense(vector, 100, wanted)

    assert {name for name, _ in within} == everywhere.keys() & own
    assert all(score == pytest.approx(everywhere[name]) for name, score in within)
    assert {name for name, _ in near} == own
    assert index.search("推进改造", 100, []) == []
    assert index.dense(vector, 100, []) == []
    assert index.search("推进改造", 100, ["no-such"]) == []


def test_an_empty_catalog_answers_nothing(open_index: Open) -> None:
    encoder = PairEncoder()
    index = open_index(encoder)
    assert index.search("电梯", 5) == []
    assert meaning(index, encoder, "电梯") == []
    assert (index.pending, index.problems, index.check()) == (0, (), ())
    assert index.idf("电梯") == 0.0
    assert index.embed_missing() == 0
    assert index.verify().sound


def test_words_answer_before_there_are_vectors(catalog: Catalog, open_index: Open) -> None:
    encoder = PairEncoder()
    fill(catalog, range(5))
    index = open_index(encoder)
    total = len(catalog.passages())
    assert index.pending == total
    assert len(index.search("推进", 100)) > 0
    assert meaning(index, encoder, "电梯") == []

    seen: list[tuple[int, int]] = []
    made = index.embed_missing(lambda done, of: seen.append((done, of)))

    assert index.pending == 0
    assert seen[-1] == (made, made)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    words = catalog.passages()[0].text
    assert meaning(index, encoder, words) == [catalog.passages()[0].id]
    assert index.verify().sound


def test_similarity_is_the_cosine(catalog: Catalog, open_index: Open) -> None:
    encoder = PairEncoder()
    fill(catalog, range(8))
    index = open_index(encoder)
    index.embed_missing()
    vector = encoder.encode_questions(["推进电梯改造"])[0]
    keys = catalog.passage_keys(catalog.stored())
    vectors = catalog.vectors(encoder.fingerprint.key, {key.text_hash for key in keys})
    right = {key.passage_id: float(vectors[key.text_hash] @ vector) for key in keys}

    found = index.dense(vector, len(keys))

    assert dict(found) == pytest.approx(right, abs=1e-5)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)


def test_changes_are_followed(catalog: Catalog, open_index: Open) -> None:
    encoder = PairEncoder()
    name = put(catalog, "甲.txt", "甲区\n(一)推进电梯加装。加装电梯三百部。")
    put(catalog, "乙.txt", "乙区\n(一)推进学校建设。新建小学两所。")
    index = open_index(encoder)
    index.embed_missing()

    put(catalog, "甲.txt", "甲区\n(一)推进公园建设。新建公园七座。")
    index.refresh()
    assert index.search("电梯", 5) == []
    park = with_words(catalog, "七座")
    assert top(index, "公园") == park
    assert index.pending > 0
    index.embed_missing()
    assert meaning(index, encoder, "公园建设 新建公园七座") == [park]

    catalog.delete(name)
    index.refresh()
    assert index.search("公园", 5) == []
    assert len(meaning(index, encoder, "公园", k=10)) == len(catalog.passages())
    assert index.verify().sound

    catalog.delete(document_id("乙.txt"))
    index.refresh()
    assert index.search("学校", 5) == []
    assert meaning(index, encoder, "学校") == []
    assert index.verify().sound


def test_many_small_changes_end_as_one_build_would(catalog: Catalog, open_index: Open) -> None:
    encoder = PairEncoder()
    index = open_index(encoder)
    for seed in range(12):
        fill(catalog, [seed])
        index.refresh()
        index.embed_missing()
    for seed in range(0, 12, 3):
        catalog.delete(document_id(f"{seed}.txt"))
        index.refresh()
    fill(catalog, [3, 40])
    index.embed_missing()
    queries = ("推进电梯改造", "年底前新建学校", "专班负责")
    piecemeal = [index.search(query, 100) for query in queries]
    vectors = encoder.encode_questions(queries)
    near = [dict(index.dense(vector, 100)) for vector in vectors]

    index.rebuild()

    for query, before in zip(queries, piecemeal, strict=True):
        assert {name for name, _ in index.search(query, 100)} == {name for name, _ in before}
    for vector, before_by_meaning in zip(vectors, near, strict=True):
        assert dict(index.dense(vector, 100)) == pytest.approx(before_by_meaning, abs=1e-5)
    assert index.verify().sound


def test_opening_again_touches_nothing(
    catalog: Catalog, open_index: Open, settings: Settings
) -> None:
    encoder = PairEncoder()
    fill(catalog, range(6))
    index = open_index(encoder)
    index.embed_missing()
    index.close()
    before = files_of(settings, "lexical") | files_of(settings, "vectors.json")
    encoded = encoder.encoded

    again = open_index(encoder)

    assert again.repairs == ()
    assert again.pending == 0
    assert encoder.encoded == encoded
    assert files_of(settings, "lexical") | files_of(settings, "vectors.json") == before
    assert again.verify().sound


def test_what_was_put_while_closed_is_taken_in_at_opening(
    catalog: Catalog, open_index: Open
) -> None:
    encoder = PairEncoder()
    fill(catalog, range(4))
    index = open_index(encoder)
    index.embed_missing()
    index.close()
    fill(catalog, [50])
    catalog.delete(document_id("0.txt"))

    again = open_index(encoder)

    assert again.repairs == ()
    assert again.pending == len(catalog.passages(document_id("50.txt")))
    assert {name for name, _ in again.search("推进", 100)} <= {p.id for p in catalog.passages()}
    again.embed_missing()
    assert again.verify().sound


def test_another_model_makes_its_own_vectors(catalog: Catalog, open_index: Open) -> None:
    first, second = PairEncoder(), PairEncoder(revision="2")
    fill(catalog, range(4))
    index = open_index(first)
    index.embed_missing()
    index.close()

    other = open_index(second)
    assert other.pending == len(catalog.passages())
    assert meaning(other, second, "电梯") == []
    other.embed_missing()
    words = catalog.passages()[0].text
    assert meaning(other, second, words) == [catalog.passages()[0].id]
    assert other.verify().sound
    other.close()

    encoded = first.encoded
    back = open_index(first)
    assert back.pending == 0
    assert meaning(back, first, words) == [catalog.passages()[0].id]
    assert first.encoded == encoded


def test_without_an_encoder_words_alone_answer(catalog: Catalog, open_index: Open) -> None:
    fill(catalog, range(3))
    index = open_index(None)
    assert index.search("推进", 5)
    assert index.pending == 0
    assert index.embed_missing() == 0
    assert index.verify().sound


def test_embedding_goes_on_where_it_stopped(catalog: Catalog, open_index: Open) -> None:
    fill(catalog, range(30))
    stopping = PairEncoder(left=40)
    index = open_index(stopping)
    with pytest.raises(EmbeddingError):
        index.embed_missing()
    total = catalog.pending(stopping.fingerprint.key) + stopping.encoded
    assert 0 < stopping.encoded < total
    index.close()

    encoder = PairEncoder()
    again = open_index(encoder)
    again.embed_missing()

    assert encoder.encoded == total - stopping.encoded
    assert again.pending == 0
    assert again.verify().sound


def test_embedding_stops_when_the_index_closes(catalog: Catalog, open_index: Open) -> None:
    fill(catalog, range(60))
    encoder = PairEncoder()
    index = open_index(encoder)
    started = threading.Event()
    going_on = threading.Event()

    def after_one_step(_done: int, _total: int) -> None:
        started.set()
        going_on.wait(10)

    thread = threading.Thread(target=index.embed_missing, args=(after_one_step,))
    thread.start()
    started.wait(10)
    closing = threading.Thread(target=index.close)
    closing.start()
    going_on.set()
    thread.join(10)
    closing.join(10)
    assert not thread.is_alive()
    assert not closing.is_alive()
    assert catalog.pending(encoder.fingerprint.key) > 0


def test_questions_are_answered_while_the_index_is_built_anew(
    catalog: Catalog, open_index: Open
) -> None:
    encoder = PairEncoder()
    fill(catalog, range(40))
    index = open_index(encoder)
    index.embed_missing()
    right = meaning(index, encoder, "推进电梯改造", 5)
    words = index.search("推进电梯改造", 5)
    done = threading.Event()
    wrong: list[object] = []

    def keep_asking() -> None:
        while not done.is_set():
            if meaning(index, encoder, "推进电梯改造", 5) != right:
                wrong.append(index.problems)
            if {n for n, _ in index.search("推进电梯改造", 5)} != {n for n, _ in words}:
                wrong.append("words")

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(4):
        index.rebuild()
    done.set()
    for thread in threads:
        thread.join(10)
    assert wrong == []
    assert index.problems == ()


def test_only_one_build_is_kept(catalog: Catalog, open_index: Open, settings: Settings) -> None:
    encoder = PairEncoder()
    fill(catalog, range(4))
    index = open_index(encoder)
    index.embed_missing()
    index.rebuild()
    index.rebuild()
    folder = settings.data_dir / "index"
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2
    index.close()
    (folder / "vectors-leftover").mkdir()
    (folder / "lexical-leftover").mkdir()
    open_index(encoder)
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2


def test_no_words_of_a_document_enter_the_index_files(
    catalog: Catalog, open_index: Open, settings: Settings
) -> None:
    """What is deleted from the catalog must not be left behind beside it."""
    put(catalog, "甲.txt", "甲区\n(一)推进电梯加装。加装电梯三百部，由绝密专班负责到底。")
    index = open_index(PairEncoder())
    index.embed_missing()
    index.close()
    files = [p for p in (settings.data_dir / "index").rglob("*") if p.is_file()]
    assert len(files) > 5
    assert not [p for p in files if "绝密专班负责".encode() in Path(p).read_bytes()]


def test_metadata_alone_changes_without_embedding(catalog: Catalog, open_index: Open) -> None:
    encoder = PairEncoder()
    text = a_text(1)
    document, clauses, passages = a_document("甲.txt", text)
    catalog.put(document, clauses, passages)
    index = open_index(encoder)
    index.embed_missing()
    encoded = encoder.encoded
    meta = document.meta.model_copy(update={"title": "独角兽办法"})
    catalog.put(document.model_copy(update={"meta": meta}), clauses, passages)

    index.refresh()

    assert index.pending == 0
    assert index.embed_missing() == 0
    assert encoder.encoded == encoded
    assert {name for name, _ in index.search("独角兽", 50, field="head")} == {
        passage.id for passage in passages
    }
    assert index.verify().sound
