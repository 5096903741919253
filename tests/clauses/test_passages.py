"""Passages, topics, and what holds for any text at all."""

import hashlib
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.clauses import clause_tree, innermost, passages
from rag.schemas import Document, DocumentMeta


def document(text):
    return Document(
        id="d-1",
        source="d.txt",
        text=text,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        meta=DocumentMeta(title="题"),
    )


def read(text, limit=300):
    """Return (path, topic, text) of every passage."""
    made = document(text)
    clauses = clause_tree(made)
    by_id = {clause.id: clause for clause in clauses}
    return [
        (by_id[p.clause_id].path, p.topic, p.text) for p in passages(made, clauses, limit=limit)
    ]


BODY = "各单位要按照职责分工抓好落实，确保按时完成任务，让群众温暖过冬，并定期公布进展情况。"


def test_a_topic_heads_its_own_passages():
    text = f"(一)做好供暖。{BODY}全力保障燃料供应。{BODY}{BODY}加快老旧管网改造。{BODY}"
    assert [(path, topic) for path, topic, _ in read(text)] == [
        ("(一)", None),
        ("(一)", "全力保障燃料供应"),
        ("(一)", "加快老旧管网改造"),
    ]


@pytest.mark.parametrize(
    "short",
    [
        "此件公开发布。",
        "特此通知。",
        "逾期不予受理。",
        "成效十分明显，",
        "完成26个小区。",
        "现将要求通知。",
    ],
)
def test_an_ordinary_short_sentence_is_no_topic(short):
    text = f"(一)做好供暖。{BODY}{short}{BODY}{BODY}{short}{BODY}\n(二)丙。"
    assert {topic for _, topic, _ in read(text)} == {None}


def test_one_short_sentence_in_the_middle_is_no_topic():
    text = f"(一)做好供暖。{BODY}全力保障燃料供应。{BODY}\n(二)丙。"
    assert {topic for _, topic, _ in read(text)} == {None}


def test_a_last_short_sentence_is_no_topic():
    text = f"(一)做好供暖。全力保障燃料供应。{BODY}加快管网改造。{BODY}确保温暖过冬。\n(二)丙。"
    topics = [topic for _, topic, _ in read(text)]
    assert topics == ["全力保障燃料供应", "加快管网改造", None]


def test_a_heading_followed_by_a_topic_stands_with_it():
    text = f"(一)做好供暖。全力保障燃料供应。{BODY}加快管网改造。{BODY}"
    assert read(text) == [
        ("(一)", "全力保障燃料供应", f"(一)做好供暖。全力保障燃料供应。{BODY}"),
        ("(一)", "加快管网改造", f"加快管网改造。{BODY}"),
    ]


def test_long_clauses_are_divided_evenly_at_sentence_ends():
    text = "(一)做好供暖。" + BODY * 9
    found = read(text)
    lengths = [len(words) for *_, words in found]
    assert max(lengths) <= 300
    assert min(lengths) > max(lengths) / 2
    assert all(words.endswith("。") for *_, words in found)


def test_an_endless_sentence_is_divided_at_its_items():
    text = "(一)做好供暖。" + "完善供热管网和换热站，" * 80
    found = read(text)
    assert all(len(words) <= 300 for *_, words in found)
    assert all(words.endswith(("。", "，")) for *_, words in found)


def test_a_table_without_punctuation_is_divided_too():
    found = read("供暖站点 " * 400, limit=200)
    assert all(len(words) <= 400 for *_, words in found)
    assert all(words.startswith("供暖站点") for *_, words in found)


def test_tiny_items_stand_together_under_their_clause():
    text = (
        "第五条 有下列情形之一的，应当报告：\n（一）停暖；\n（二）漏水；\n（三）超温。\n第六条 丙。"
    )
    assert read(text) == [
        ("第五条", None, text.partition("\n第六条")[0]),
        ("第六条", None, "第六条 丙。"),
    ]


def test_long_items_stand_alone():
    text = f"第五条 应当：\n（一）甲；\n（二）乙；\n（三）{BODY}{BODY}\n第六条 丙。"
    assert [path for path, *_ in read(text, limit=80)][:3] == [
        "第五条",
        "第五条",
        "第五条（三）",
    ]


def test_ids_change_with_the_words_and_their_place():
    first, second = (document(f"(一)甲乙。{BODY}"), document(f"(一)甲丙。{BODY}"))
    ids = [p.id for d in (first, second, first) for p in passages(d, clause_tree(d))]
    assert ids[0] == ids[2] != ids[1]


# --- any text ----------------------------------------------------------------------

NUMERALS = "一二三四五六七八九十"
LABELS = st.one_of(
    st.builds(
        lambda style, n: style.format(n=n, c=NUMERALS[n - 1]),
        st.sampled_from(
            [
                "{c}、",
                "({c})",
                "（{c}）",
                "{n}.",
                "{n}、",
                "（{n}）",
                "{n}）",
                "第{c}条 ",
                "第{c}章",
                "第{n}节",
            ]
        ),
        st.integers(1, 10),
    ),
    st.sampled_from("①②③"),
)
WORDS = st.sampled_from(
    [
        "加强基础设施建设",
        "围绕民需推进城市更新",
        BODY,
        "按照(三)要求，",
        "违反第三条规定的，",
        "新建2处书房、3个球场",
        "率达90%以上",
        "“十四五”规划",
        "《办法（试行）》",
        "其中：",
        "“供暖。供电。”",
        "特此通知",
        "  ",
        "　　",
        "\n",
        "\n\n",
        "\t",
        "。",
        "；",
        "：",
        "，",
        "！",
        "”",
        "“",
        "（",
        "）",
        "",
    ]
)
GENERATED = st.lists(st.one_of(LABELS, WORDS, WORDS), max_size=40).map("".join)
MUTILATED = st.builds(
    lambda text, cut, length: text[:cut] + text[cut + length :],
    GENERATED,
    st.integers(0, 80),
    st.integers(0, 15),
)
ANY = st.one_of(GENERATED, MUTILATED, st.text(max_size=80))


@given(ANY)
def test_clauses_nest_and_their_offsets_hold(text):
    made = document(text)
    clauses = clause_tree(made)
    by_id = {}
    assert [c.ordinal for c in clauses] == list(range(len(clauses)))
    for clause in clauses:
        assert clause.id not in by_id
        assert re.fullmatch(r"[A-Za-z0-9._~-]+", clause.id)
        by_id[clause.id] = clause
        quote = text[clause.start : clause.end]
        assert quote
        assert quote == quote.strip()
        assert quote.startswith(clause.label)
        assert clause.start <= clause.body_start <= clause.end
        if clause.title:
            heading = text[clause.start + len(clause.label) : clause.body_start]
            assert clause.title in heading
        parent = by_id.get(clause.parent_id)
        assert (parent is None) == (clause.parent_id is None)
        assert clause.path == (parent.path if parent else "") + clause.label
        if parent:
            assert parent.start < clause.start
            assert clause.end <= parent.end
    for before, after in pairwise(clauses):
        assert before.start < after.start
        assert before.end <= after.start or after.end <= before.end


@given(ANY)
def test_every_visible_character_lies_in_a_clause(text):
    clauses = clause_tree(document(text))
    for at, character in enumerate(text):
        if not character.isspace():
            clause = innermost(clauses, at, at + 1)
            assert clause.start <= at < clause.end


@given(ANY, st.sampled_from([80, 120, 300]))
def test_every_visible_character_lies_in_one_passage(text, limit):
    made = document(text)
    clauses = {clause.id: clause for clause in clause_tree(made)}
    found = passages(made, tuple(clauses.values()), limit=limit)
    covered = set()
    assert [p.ordinal for p in found] == list(range(len(found)))
    assert len({p.id for p in found}) == len(found)
    for passage in found:
        assert passage.text == text[passage.start : passage.end]
        assert len(passage.text) <= limit * 2
        clause = clauses[passage.clause_id]
        assert clause.start <= passage.start < passage.end <= clause.end
        assert passage.sentences[0].start == passage.start
        assert passage.sentences[-1].end == passage.end
        for before, after in pairwise(passage.sentences):
            assert before.end <= after.start
        for span in passage.sentences:
            inside = set(range(span.start, span.end))
            assert not inside & covered
            covered |= inside
    assert {at for at, c in enumerate(text) if not c.isspace()} <= covered
    for before, after in pairwise(found):
        assert before.end <= after.start


@given(ANY)
def test_a_text_read_twice_gives_the_same(text):
    made = document(text)
    clauses = clause_tree(made)
    assert clause_tree(made) == clauses
    assert passages(made, clauses) == passages(made, clauses)


ROWS = (
    "事项：（一）管网更新；要求：1.建立台账。2.按月通报；时限：6月底前。\n"
    "事项：（二）换热站；要求：1.逐站检修；时限：9月底前。"
)


def test_a_row_of_a_table_is_a_passage_and_its_numbers_head_nothing():
    text = f"供暖通知\n一、任务清单\n{BODY}\n{ROWS}\n二、其他\n(一)抓落实。{BODY}"
    first, second = ROWS.split("\n")
    assert read(text) == [
        ("", None, "供暖通知"),
        ("一、", None, f"一、任务清单\n{BODY}"),
        ("一、", None, first),
        ("一、", None, second),
        ("二、", None, "二、其他"),
        ("二、(一)", None, f"(一)抓落实。{BODY}"),
    ]


def test_prose_with_colons_is_no_row():
    text = f"(一)抓落实。{BODY}一是定责：明确到人；二是督办：按月通报。{BODY}"
    assert [passage for *_, passage in read(text)] == [text]
