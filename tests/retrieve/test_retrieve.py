"""Search over the shipped documents."""

from __future__ import annotations

from datetime import date

import pytest

from rag import Engine
from rag.schemas import Filters


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("加装电梯", "加装电梯300部"),
        ("樱桃沟风景区", "樱桃沟风景区提档升级"),
        ("城市书房 笼式足球场", "2处城市书房、3个笼式足球场"),
        ("加裝電梯", "加装电梯300部"),
        ("职业技能培训１．３万人次", "职业技能培训1.3万人次"),
    ],
)
def test_the_passage_with_the_words_comes_first(engine: Engine, query: str, words: str) -> None:
    assert words in engine.search(query, 5)[0].text


def test_hits_come_best_first_with_their_ranks(engine: Engine) -> None:
    hits = engine.search("老旧小区改造", 10)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert set(hits[0].ranks) <= {"bigrams", "words", "head", "dense", "official"}
    assert min(hits[0].ranks.values()) == 1
    assert len({(hit.document_id, hit.start) for hit in hits}) == len(hits)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("街上憋急了没处去", "新建改建公厕12座"),
        ("where can i find a restroom", "新建改建公厕12座"),
        ("没处停车", "新建停车场10个"),
    ],
)
def test_what_is_said_in_other_words_is_found(engine: Engine, query: str, words: str) -> None:
    hits = engine.search(query, 3)
    assert words in "".join(hit.text for hit in hits)
    assert any("official" in hit.ranks for hit in hits)


def test_a_hit_is_the_stored_text_between_its_offsets(engine: Engine) -> None:
    for hit in engine.search("就业", 10):
        assert engine.library.document(hit.document_id).text[hit.start : hit.end] == hit.text


def test_the_same_question_finds_the_same(engine: Engine) -> None:
    assert engine.search("道路建设", 20) == engine.search("道路建设", 20)


@pytest.mark.parametrize("k", [1, 3, 50])
def test_no_more_is_found_than_asked_for(engine: Engine, k: int) -> None:
    assert len(engine.search("建设", k)) <= k


def test_a_region_that_no_document_is_about_finds_nothing(engine: Engine) -> None:
    assert engine.search("建设", 5, Filters(region="涧西区")) == ()


def test_filters_meet(engine: Engine) -> None:
    name = next(s.id for s in engine.catalog.documents() if s.meta.region == "西宁市城东区")
    assert engine.search("就业", 5, Filters(document_ids=(name,), region="西工区")) == ()
    found = engine.search("就业", 5, Filters(document_ids=(name,), as_of=date(2021, 6, 1)))
    assert {hit.document_id for hit in found} == {name}
