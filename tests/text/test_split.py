"""Sentences and items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text import items, sentences

PIECES = st.lists(
    st.sampled_from(
        [
            *'。！？!?；;，,、：“”‘’（）()《》「」"〔〕【】 \n\t\u3000',
            "供暖",
            "3个",
            "1,200个",
            "2.5%",
            "A.B",
            "等。”",
            "他说：“好。”",
            "  \u3000\u3000",
            "The end. Next",
            "……",
            "http://a.cn/?x=1",
        ]
    ),
    max_size=40,
).map("".join)


def parts(text, spans):
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一。二！三？四", ["一。", "二！", "三？", "四"]),
        ("分号；不断句。逗号，也不。", ["分号；不断句。", "逗号，也不。"]),
        ("总体要求\n以人为本。", ["总体要求", "以人为本。"]),
        ("他说：“好。走吧。”王某说。完", ["他说：“好。走吧。”王某说。", "完"]),
        ("“一件事。”\n“另一件。”", ["“一件事。”", "“另一件。”"]),
        ("（见附件。另行通知。）第二句。", ["（见附件。另行通知。）第二句。"]),
        ("供暖（含燃气。）。第二句。", ["供暖（含燃气。）。", "第二句。"]),
        (
            "贯彻《西宁市2021年新型城镇化\n建设要点》措施",
            ["贯彻《西宁市2021年新型城镇化\n建设要点》措施"],
        ),
        ("标题　　第一段。　　第二段。", ["标题", "第一段。", "第二段。"]),
        ("新建书房、\n球场。\n完", ["新建书房、\n球场。", "完"]),
        ("好。。真好？！完", ["好。。", "真好？！", "完"]),
        ("网址http://a.cn/?x=1在此。完", ["网址http://a.cn/?x=1在此。", "完"]),
        ("Heating starts early. Streets follow.", ["Heating starts early.", "Streets follow."]),
        ("1.5公里，No. 5。", ["1.5公里，No. 5。"]),
        ("没有配对的“引号。第二句。", ["没有配对的“引号。", "第二句。"]),
    ],
)
def test_sentences(text, expected):
    assert parts(text, sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "新建停车场10个,新增车位1,200个以上，安装4000个；完",
            ["新建停车场10个,", "新增车位1,200个以上，", "安装4000个；", "完"],
        ),
        (
            "推广“小院子、大院子”并院（甲、乙）改造、加装",
            ["推广“小院子、大院子”并院（甲、乙）改造、", "加装"],
        ),
        ("5,6月", ["5,", "6月"]),
    ],
)
def test_items(text, expected):
    assert parts(text, items(text, 0, len(text))) == expected


def test_text_wrapped_at_a_fixed_width_keeps_its_sentences():
    paragraph = (
        "持续增加优质教育资源供给，实施教育提质行动，加大学前教育和校园改扩建项目投入力度，"
        "完成杨家庄小学改扩建。统筹全区教育资源，严格落实政策，合理指导校外培训机构规范运行。"
        "不断优化公办学校师资队伍，有效增强学生综合素质，新建城市书房，丰富群众精神文化生活。"
    )
    wrapped = "\n".join(paragraph[at : at + 24] for at in range(0, len(paragraph), 24))
    found = [part.replace("\n", "") for part in parts(wrapped, sentences(wrapped))]
    assert found == parts(paragraph, sentences(paragraph))
    assert len(found) == 3


def test_lines_of_a_list_stay_apart():
    text = "申请材料清单\n身份证复印件\n营业执照复印件\n经办人授权委托书\n收入证明\n"
    assert len(sentences(text)) == 5


def test_a_range_alone_is_split():
    text = "前一句。中间一句。后一句。"
    assert parts(text, sentences(text, 4, 9)) == ["中间一句。"]


@given(PIECES)
def test_sentences_then_items_hold_every_visible_character_once(text):
    covered = []
    for sentence in sentences(text):
        inner = items(text, sentence.start, sentence.end)
        for span in inner:
            assert not text[span.start].isspace()
            assert not text[span.end - 1].isspace()
            covered.extend(range(span.start, span.end))
        assert (inner[0].start, inner[-1].end) == (sentence.start, sentence.end)
    assert len(covered) == len(set(covered))
    visible = {at for at, character in enumerate(text) if not character.isspace()}
    assert visible <= set(covered)


@given(PIECES, st.integers(0, 60), st.integers(0, 60))
def test_a_range_is_respected(text, start, length):
    start = min(start, len(text))
    end = min(len(text), start + length)
    for span in sentences(text, start, end):
        assert start <= span.start < span.end <= end
