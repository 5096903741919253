"""What documents call the things that people name in their own words."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text import fold
from rag.understand.thesaurus import Term, Thesaurus, shipped_thesaurus

LINES = (
    "公厕 公共厕所 | 厕所 憋急 找不着厕所 | public toilet, restroom",
    "停车位 停车场 | 没处停车 车没处停 | parking space",
    "幼儿园 公办园 | 送幼儿园 | kindergarten",
    "幼儿园学位 | 幼儿园不够 | ",
    "补贴 补助 | 发钱 | subsidy",
    "化工 化工园区 | 化工 |",
)
MADE = Thesaurus(LINES)


def official(question: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {term.words: term.official for term in MADE.terms(fold(question)) if term.official}


def test_a_phrase_stands_for_what_documents_call_it() -> None:
    terms = MADE.terms("街上找不着厕所")
    assert terms[-1].official == ("公厕", "公共厕所")
    assert Term(("街上",)) in terms


@pytest.mark.parametrize("text", ["车都没处停", "车了没处停啊", "没处停个车"])
def test_particles_may_stand_inside_a_phrase(text: str) -> None:
    assert ("停车位", "停车场") in official(text).values()


def test_no_particle_joins_two_short_words() -> None:
    assert official("补的贴") == {}


def test_an_official_word_stands_for_its_sisters() -> None:
    assert official("新建停车场") == {("停车场",): ("停车位", "停车场")}


def test_only_what_the_documents_do_not_know_is_called_otherwise() -> None:
    term = Term(("厕所",), ("公厕", "公共厕所", "卫生间"))
    assert term.otherwise({"公共厕所", "卫生间"}.__contains__, 1) == ("公共厕所",)
    assert term.otherwise({"公共厕所", "卫生间"}.__contains__, 2) == ("公共厕所", "卫生间")
    assert term.otherwise({"厕所", "公厕"}.__contains__, 2) == ()


def test_the_longest_phrase_counts() -> None:
    (found,) = official("幼儿园不够上").values()
    assert found == ("幼儿园学位",)


def test_the_ends_of_two_words_are_no_phrase() -> None:
    assert official("城镇化工作谁负责") == {}
    assert official("化工厂谁负责") == {("化工厂",): ("化工", "化工园区")}


def test_traditional_and_full_width_spellings_are_the_same() -> None:
    assert MADE.meant(fold("找不著廁所，ＰＵＢＬＩＣ ＴＯＩＬＥＴ"))[-1].official == (
        "公厕",
        "公共厕所",
    )


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("where are public toilets", True),
        ("Restrooms?", True),
        ("republic toilet", False),
        ("subsidies for families", True),
    ],
)
def test_english_is_matched_by_whole_words(question: str, *, found: bool) -> None:
    assert bool(official(question)) is found


def test_what_is_unknown_is_its_own_term() -> None:
    assert all(not term.official for term in MADE.terms("修一条铁路"))


PHRASES = [phrase for line in LINES for part in line.split("|") for phrase in part.split()]


@given(st.lists(st.sampled_from([*PHRASES, "的", "今年", "where is ", "，", "几"]), max_size=8))
def test_places_and_words_are_those_of_the_question(pieces: list[str]) -> None:
    question = fold("".join(pieces))
    ends = 0
    for one in MADE.meant(question):
        assert 0 <= one.start < one.end <= len(question)
        assert one.official
        assert one.end >= ends
        ends = one.end
    for term in MADE.terms(question):
        assert term.words
        assert all(word in question for word in term.words)


def test_what_ships_is_in_order() -> None:
    text = files("rag.understand").joinpath("data", "thesaurus.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert len(lines) > 1500
    assert len(set(lines)) == len(lines)
    for line in lines:
        terms, citizen, english = (part.strip() for part in line.split("|"))
        assert terms
        assert citizen or english
        assert all(len(phrase) > 1 for phrase in (*terms.split(), *citizen.split()))


def test_what_ships_knows_how_people_talk() -> None:
    shipped = shipped_thesaurus()
    for question, wanted in {
        "街上憋急了找不着厕所": "公厕",
        "楼里没电梯,爬不动": "加装电梯",
        "how many charging piles": "充电桩",
    }.items():
        found = [word for term in shipped.terms(question) for word in term.official]
        assert wanted in found
