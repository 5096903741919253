"""The trees of the two shipped documents, to the letter."""

from pathlib import Path

import pytest

from rag.clauses import clause_tree, innermost, passages
from rag.documents import load

CORPUS = Path(__file__).parents[2] / "corpus"

CHENGDONG = [
    ("preamble", "", ""),
    ("chapter", "一、", "总体要求"),
    ("chapter", "二、", "提高转移人口市民化质量"),
    ("clause", "二、(一)", "推进常住人口基本公共服务全覆盖"),
    ("clause", "二、(二)", "稳定农业转移人口就业"),
    ("chapter", "三、", "提升城市群和都市群承载能力"),
    ("clause", "三、(三)", "全面融入兰西城市群建设"),
    ("clause", "三、(四)", "积极拓展对外发展空间"),
    ("chapter", "四、", "促进城市和城镇协调发展"),
    ("clause", "四、(五)", "提升城区发展能级"),
    ("clause", "四、(六)", "加强基础设施建设"),
    ("chapter", "五、", "加快建设现代化城市"),
    ("clause", "五、(七)", "建立健全住房保障制度"),
    ("clause", "五、(八)", "推动城市绿色低碳发展"),
    ("clause", "五、(九)", "加强基础社会治理"),
    ("clause", "五、(十)", "加快产城融合发展"),
    ("chapter", "六、", "加快推动城乡融合发展"),
    ("clause", "六、(十一)", "打造文旅商协同集聚区"),
    ("clause", "六、(十二)", "缩小城乡基本公共服务差距"),
]
XIGONG = [
    ("clause", "(六)", "聚焦强功能优环境,打造城市提质新样板"),
    ("clause", "(七)", "聚焦兴产业塑风貌,绘就乡村振兴新图景"),
    ("clause", "(八)", "聚焦增福祉惠民生,书写共建共享新答卷"),
]
TOPICS = {
    "(六)": [
        "强力攻坚重点片区改造",
        "围绕民需推进城市更新",
        "持续完善基础配套设施",
        "提升城市精细化管理水平",
        "着力增强公共服务能力",
    ],
    "(七)": ["发展壮大特色产业", "夯实富民增收基础", "持续深化乡村治理", "提高建设运营水平"],
    "(八)": [
        "千方百计扩大就业",
        "办好优质均衡教育",
        "提高全民健康水平",
        "优化养老服务供给",
        "增强社会保障能力",
    ],
}


@pytest.fixture(scope="module")
def chengdong():
    source = "chengdong-2021-urbanisation-measures-draft.txt"
    return load(CORPUS / source, source)


@pytest.fixture(scope="module")
def xigong():
    source = "xigong-government-work-report-excerpt.txt"
    return load(CORPUS / source, source)


def test_the_tree_of_chengdong(chengdong):
    clauses = clause_tree(chengdong)
    assert [(c.kind.value, c.path, c.title) for c in clauses] == CHENGDONG
    assert [c.id.removeprefix(chengdong.id) for c in clauses][-2:] == ["-6.11", "-6.12"]
    last = clauses[-1]
    assert chengdong.text[last.start :].startswith("(十二)缩小城乡基本公共服务差距。增强乡村")
    assert chengdong.text[last.body_start :].startswith("增强乡村公共服务供给能力")
    assert (last.end, clauses[-3].end) == (len(chengdong.text), len(chengdong.text))


def test_the_tree_of_xigong(xigong):
    clauses = clause_tree(xigong)
    assert [(c.kind.value, c.path, c.title) for c in clauses] == XIGONG
    assert [c.id.removeprefix(xigong.id) for c in clauses] == ["-6", "-7", "-8"]
    assert all(c.parent_id is None for c in clauses)


def test_the_topics_of_xigong(xigong):
    clauses = {c.id: c for c in clause_tree(xigong)}
    found = {}
    for passage in passages(xigong, list(clauses.values())):
        if passage.topic:
            topics = found.setdefault(clauses[passage.clause_id].path, [])
            if passage.topic not in topics:
                topics.append(passage.topic)
                assert passage.text.startswith(f"{passage.topic}。")
    assert found == TOPICS


def test_chengdong_has_no_topics(chengdong):
    assert {p.topic for p in passages(chengdong, clause_tree(chengdong))} == {None}


@pytest.mark.parametrize(
    ("quote", "path", "topic"),
    [
        ("加装电梯300部", "(六)", "围绕民需推进城市更新"),
        ("新增车位1000个以上", "(六)", "持续完善基础配套设施"),
        ("完成职业技能培训1.3万人次", "(八)", "千方百计扩大就业"),
        ("基本医疗保险参保率稳定在95%以上", "(八)", "增强社会保障能力"),
        ("贯彻市委“151”工作举措", "(七)", None),
    ],
)
def test_a_quote_of_xigong_is_found_in_its_clause_and_topic(xigong, quote, path, topic):
    clauses = clause_tree(xigong)
    start = xigong.text.index(quote)
    end = start + len(quote)
    assert innermost(clauses, start, end).path == path
    (passage,) = [p for p in passages(xigong, clauses) if p.start <= start and end <= p.end]
    assert passage.topic == topic


@pytest.mark.parametrize(
    ("quote", "path"),
    [
        ("城东区第二、第三幼儿园", "二、(一)"),
        ("青发改规划〔2021〕319号", ""),
        ("城镇登记失业率控制在2.5%以内", "二、(二)"),
        ("加快推动城乡融合发展\n(十一)", "六、"),
        ("牢固树立“大城管”格局", "五、(九)"),
    ],
)
def test_a_quote_of_chengdong_is_found_in_its_clause(chengdong, quote, path):
    start = chengdong.text.index(quote)
    found = innermost(clause_tree(chengdong), start, start + len(quote))
    assert found.path == path


def test_passages_of_the_shipped_documents_are_of_a_good_size(chengdong, xigong):
    for document in (chengdong, xigong):
        for passage in passages(document, clause_tree(document)):
            assert len(passage.text) <= 300
            heading_only = passage.text.startswith(("二、", "三、", "四、", "五、", "六、"))
            assert heading_only or len(passage.text) >= 60
