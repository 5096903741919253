"""Which numberings head clauses, and what nests in what."""

import hashlib

import pytest

from rag.clauses import clause_tree, innermost
from rag.schemas import Document, DocumentMeta


def document(text, name="d-1"):
    return Document(
        id=name,
        source=f"{name}.txt",
        text=text,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        meta=DocumentMeta(title="题"),
    )


def outline(text):
    """Return (kind, path, title) of every clause."""
    return [(c.kind.value, c.path, c.title) for c in clause_tree(document(text))]


def paths(text):
    return [path for _, path, _ in outline(text)]


def test_headings_on_lines():
    text = (
        "供暖办法\n第一章 总则\n第一条 为做好供暖，制定本办法。\n第二条 本办法适用于全区。\n"
        "第二章 供暖管理\n第一节 管网\n第三条 管网应当符合下列条件：\n（一）完好；\n（二）安全。\n"
        "第四条【罚则】违反规定的，处以罚款。\n"
    )
    assert outline(text) == [
        ("preamble", "", ""),
        ("chapter", "第一章", "总则"),
        ("clause", "第一章第一条", ""),
        ("clause", "第一章第二条", ""),
        ("chapter", "第二章", "供暖管理"),
        ("section", "第二章第一节", "管网"),
        ("clause", "第二章第一节第三条", ""),
        ("item", "第二章第一节第三条（一）", ""),
        ("item", "第二章第一节第三条（二）", ""),
        ("clause", "第二章第一节第四条", "罚则"),
    ]


def test_headings_run_into_one_line():
    text = (
        "关于做好供暖工作的通知 各街道： 现通知如下： 一、加强保障  　　"
        "1.储备燃料。各单位及时储备。2．检修管网。十月底前完成检修。 "
        "二、落实责任 （一）各单位负总责。"
        "落实到人；（二）定期通报。每月一次。三、严格执行。本通知自印发之日起执行。"
    )
    assert outline(text) == [
        ("preamble", "", ""),
        ("chapter", "一、", "加强保障"),
        ("item", "一、1.", "储备燃料"),
        ("item", "一、2．", "检修管网"),
        ("chapter", "二、", "落实责任"),
        ("clause", "二、（一）", "各单位负总责"),
        ("clause", "二、（二）", "定期通报"),
        ("chapter", "三、", "严格执行"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "工作要求。按照(三)要求推进，依照第三章办理，违反第十二条规定的，从重处理。",
        "建设城东区第二、第三幼儿园。完成2.5%，共1.3万人。第二、三产业发展。",
        "依据(青发改规划〔2021〕319号)执行。见附件(1)。",
        "符合 （一） 的规定。《传染病防治法》 第五十二条 规定：一是隔离。",
        "他说：二级响应启动。三、四线城市跟进。",
    ],
)
def test_a_cross_reference_heads_nothing(text):
    assert paths(text) == [""]


def test_a_cross_reference_wrapped_onto_a_line_heads_nothing():
    text = "(一)甲。\n(二)乙，按照\n(三)要求办理，以及\n(一)所列。\n(三)丙。办好。\n"
    assert paths(text) == ["(一)", "(二)", "(三)"]
    (_, second, third) = clause_tree(document(text))
    assert text[second.start : second.end].endswith("(一)所列。")
    assert text[third.start : third.end] == "(三)丙。办好。"


def test_an_excerpt_may_begin_anywhere():
    assert paths("(六)甲乙。供暖。\n(七)丙丁。供电。") == ["(六)", "(七)"]
    assert paths("供暖通知 三、鼓励就业。各单位落实。") == ["", "三、"]
    assert paths("第十条 供暖。\n第十一条 供电。") == ["第十条", "第十一条"]


def test_numbers_may_run_on_over_chapters():
    text = "一、甲\n(一)乙。\n(二)丙。\n二、丁\n(三)戊。\n三、己\n(四)庚。\n"
    assert paths(text) == ["一、", "一、(一)", "一、(二)", "二、", "二、(三)", "三、", "三、(四)"]
    ids = [c.id for c in clause_tree(document(text))]
    assert ids[-1] == "d-1-3.4"


def test_numbers_may_start_again_in_every_chapter():
    text = "一、甲\n1.乙。\n2.丙。\n二、丁\n1.戊。\n2.己。\n"
    assert paths(text) == ["一、", "一、1.", "一、2.", "二、", "二、1.", "二、2."]


def test_what_nests_is_read_from_the_text():
    text = "1.甲\n（一）乙。\n（二）丙。\n2.丁\n（一）戊。\n3.己\n"
    assert paths(text) == ["1.", "1.（一）", "1.（二）", "2.", "2.（一）", "3."]


def test_a_list_before_the_chapters_holds_none_of_them():
    text = "摘要：\n1.甲。\n2.乙。\n一、丙\n1.丁。\n二、戊\n"
    assert paths(text)[-3:] == ["一、", "一、1.", "二、"]


def test_a_heading_lost_does_not_lose_the_rest():
    text = "一、甲\n供暖。\n三、丙\n供电。\n四、丁\n供水。\n"
    assert paths(text) == ["一、", "三、", "四、"]


def test_repeated_numbers_keep_their_own_ids():
    text = "一、甲\n供暖。\n二、乙\n供电。\n附件\n一、丙\n供水。\n二、丁\n供气。\n"
    clauses = clause_tree(document(text))
    assert [c.id for c in clauses] == ["d-1-1", "d-1-2", "d-1-1_2", "d-1-2_2"]


def test_deep_numberings_nest():
    text = "第一部分 甲\n一、乙\n（一）丙\n1.丁\n（1）戊\n①己\n②庚\n（2）辛\n"
    assert paths(text)[-4:] == [
        "第一部分一、（一）1.（1）",
        "第一部分一、（一）1.（1）①",
        "第一部分一、（一）1.（1）②",
        "第一部分一、（一）1.（2）",
    ]


def test_lines_after_a_list_are_its_parents():
    text = "第五条 有下列情形之一的：\n（一）甲；\n（二）乙。\n前款情形应当公布。\n第六条 丙。\n"
    clauses = clause_tree(document(text))
    at = text.index("前款")
    assert innermost(clauses, at, at + 4).path == "第五条"
    assert innermost(clauses, text.index("乙"), text.index("乙") + 1).path == "第五条（二）"


def test_a_title_is_a_heading_and_not_a_sentence():
    text = (
        "一、补助标准\n（一）补助住房困难家庭。每户补助。\n（二）每户补助500元。按月发放。\n"
        "（三）申请人应当提交材料。材料齐全的受理。\n（四）及时公开信息。每月公开。\n"
    )
    assert [title for *_, title in outline(text)] == [
        "补助标准",
        "补助住房困难家庭",
        "",
        "",
        "及时公开信息",
    ]


def test_a_document_without_headings_is_one_preamble():
    text = "  这是一段话。\n又一段。 "
    (only,) = clause_tree(document(text))
    assert (only.id, only.path, only.label) == ("d-1-0", "", "")
    assert text[only.start : only.end] == "这是一段话。\n又一段。"


def test_what_spans_two_clauses_belongs_to_where_it_starts():
    text = "一、甲乙\n供暖。\n二、丙丁\n供电。"
    clauses = clause_tree(document(text))
    start = text.index("供暖")
    assert innermost(clauses, start, len(text)).path == "一、"
    with pytest.raises(ValueError, match="no clause"):
        innermost(clauses[:0], 0, 1)
