"""What the gate must reject, and what it must let pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.gate import Rule, examine, faults_of
from rag.schemas import Document, DocumentMeta, Draft, DraftSentence, Evidence

XIGONG = (
    "打造老旧小区改造示范区3个,加装电梯300部,新增车位1000个以上,失业率控制在2.5%以内,"
    "6月底前系统提升182个重点点位,完成职业技能培训1.3万人次,增长率提高2个百分点,"
    "按照《西宁市工作要点》(宁发改规划〔2021〕400号)推进“三变”改革,年底前完成,新建2处书房。"
)
CHENGDONG = "全年完成城镇新增就业6500人次。"
REGIONS = {"洛阳市西工区": ("西工区", "西工"), "西宁市城东区": ("城东区", "城东")}


def document(name: str, text: str, region: str) -> Document:
    meta = DocumentMeta(title=name, region=region)
    return Document(id=name, source=f"{name}.txt", text=text, content_hash="", meta=meta)


DOCUMENTS = {
    "x": document("x", XIGONG, "洛阳市西工区"),
    "c": document("c", CHENGDONG, "西宁市城东区"),
}


def evidence(quote: str, name: str = "x") -> Evidence:
    start = DOCUMENTS[name].text.index(quote)
    return Evidence(
        document_id=name,
        clause_id=name,
        topic=None,
        start=start,
        end=start + len(quote),
        quote=quote,
    )


def rules(text: str, *quotes: Evidence) -> set[Rule]:
    sentence = DraftSentence(text=text, evidence=tuple(range(len(quotes))))
    return {fault.rule for fault in faults_of(sentence, quotes, DOCUMENTS, REGIONS)}


@pytest.mark.parametrize(
    ("text", "quote", "rule"),
    [
        ("加装电梯3000部", "加装电梯300部", Rule.NUMBER),
        ("加装电梯30部", "加装电梯300部", Rule.NUMBER),
        ("加装电梯三千部", "加装电梯300部", Rule.NUMBER),
        ("加装电梯300台", "加装电梯300部", Rule.UNIT),
        ("培训1.2万人次", "完成职业技能培训1.3万人次", Rule.NUMBER),
        ("培训13万人次", "完成职业技能培训1.3万人次", Rule.NUMBER),
        ("增长率提高2%", "增长率提高2个百分点", Rule.UNIT),
        ("失业率控制在2.5个百分点以内", "失业率控制在2.5%以内", Rule.UNIT),
        ("9月底前系统提升182个重点点位", "6月底前系统提升182个重点点位", Rule.DATE),
        ("6月前系统提升182个重点点位", "6月底前系统提升182个重点点位", Rule.DATE),
        ("2023年6月底前系统提升182个重点点位", "6月底前系统提升182个重点点位", Rule.DATE),
        ("新增车位1000个", "新增车位1000个以上", Rule.COMPARATOR),
        ("新增车位1000个以内", "新增车位1000个以上", Rule.COMPARATOR),
        ("失业率控制在2.5%", "失业率控制在2.5%以内", Rule.COMPARATOR),
        ("失业率在2.5%以上", "失业率控制在2.5%以内", Rule.COMPARATOR),
        ("推进“四变”改革", "推进“三变”改革", Rule.NAME),
        ("按照《洛阳市工作要点》推进", "按照《西宁市工作要点》", Rule.NAME),
        ("宁发改规划〔2021〕401号", "宁发改规划〔2021〕400号", Rule.NAME),
        ("城东区加装电梯300部", "加装电梯300部", Rule.REGION),
        ("城东加装电梯300部", "加装电梯300部", Rule.REGION),
        ("共有17项任务：加装电梯300部", "加装电梯300部", Rule.NUMBER),
        ("第7项是加装电梯300部", "加装电梯300部", Rule.NUMBER),
    ],
)
def test_what_the_quote_does_not_prove_is_rejected(text: str, quote: str, rule: Rule) -> None:
    assert rule in rules(text, evidence(quote))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("加装电梯300部", "加装电梯300部"),
        ("西工区加装电梯300部", "加装电梯300部"),
        ("加装电梯三百部", "加装电梯300部"),
        ("加装电梯３００部", "加装电梯300部"),
        ("培训13000人次", "完成职业技能培训1.3万人次"),
        ("培训13,000人次", "完成职业技能培训1.3万人次"),
        ("不少于1000个车位", "新增车位1000个以上"),
        ("失业率不超过2.5%", "失业率控制在2.5%以内"),
        ("失业率不超过百分之二点五", "失业率控制在2.5%以内"),
        ("新建两处书房", "新建2处书房"),
        ("6月底前提升182个点位", "6月底前系统提升182个重点点位"),
        ("推进“三变”改革", "推进“三变”改革"),
    ],
)
def test_the_same_fact_in_other_words_passes(text: str, quote: str) -> None:
    assert rules(text, evidence(quote)) == set()


def test_the_other_districts_figure_is_rejected_though_it_is_cited() -> None:
    assert Rule.REGION in rules("西工区城镇新增就业6500人次", evidence("城镇新增就业6500人次", "c"))


def test_a_sentence_that_cites_nothing_is_rejected() -> None:
    assert rules("电梯会装的") == {Rule.UNCITED}


def test_our_own_lead_in_needs_no_citation() -> None:
    lead = DraftSentence(text="文件原文是：", ours=True)
    assert faults_of(lead, (), DOCUMENTS, REGIONS) == ()


def test_words_that_do_not_stand_at_their_offsets_are_rejected() -> None:
    moved = evidence("加装电梯300部").model_copy(update={"start": 0, "end": 9})
    assert rules("加装电梯300部", moved) == {Rule.NOT_VERBATIM}


def test_an_unproved_sentence_gives_way_to_its_quote() -> None:
    quote = evidence("新增车位1000个以上")
    draft = Draft(
        sentences=(DraftSentence(text="新增车位1000个", evidence=(0,)),),
        evidence=(quote,),
        composer="generative",
    )
    passed, faults = examine(draft, DOCUMENTS, REGIONS)
    assert [sentence.text for sentence in passed.sentences] == ["新增车位1000个以上"]
    assert [fault.rule for fault in faults] == [Rule.COMPARATOR]


def test_a_sentence_without_proof_is_dropped_and_its_lead_in_with_it() -> None:
    draft = Draft(
        sentences=(DraftSentence(text="文件说：", ours=True), DraftSentence(text="会补贴10万元")),
        evidence=(),
        composer="generative",
    )
    passed, _ = examine(draft, DOCUMENTS, REGIONS)
    assert passed.sentences == ()


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.sampled_from("个部座处条套户"))
def test_a_figure_passes_exactly_where_it_is_the_quotes(said: int, stands: int, unit: str) -> None:
    text = f"新建{stands}{unit}。"
    documents = {"d": document("d", text, "洛阳市西工区")}
    quote = Evidence(document_id="d", clause_id="d", topic=None, start=0, end=len(text), quote=text)
    sentence = DraftSentence(text=f"新建{said}{unit}", evidence=(0,))
    faults = faults_of(sentence, (quote,), documents, {})
    assert (faults == ()) == (said == stands)
