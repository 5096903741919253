"""Lists, counts, sums and comparisons over the ledger of invented documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import engine_over

from rag.chain import Engine
from rag.ingest import ingest
from rag.schemas import Answer, Question, Status
from rag.settings import Settings
from rag.workspace import Workspace

XISHAN = """西山区年度工作安排
(一)推进城市更新。完成120个老旧小区改造，打造老旧小区改造示范区2个，加装电梯60部。
(二)优化交通。新建停车场6个，新增车位800个以上，安装充电桩900个以上。完成8条道路整治，推进5条道路建设。建设提升长风路、青石街等道路，新建提升6个街道级便民驿站。启动平安路建设提升。
(三)美化环境。建成3处口袋公园、2处湿地游园，6月底前完成城南片区截污工程，9月底前建成游客中心。
(四)保障民生。全年城镇新增就业5000人以上，医疗保险参保率稳定在95%以上。建设公厕40座，其中新建12座公厕。
(五)办好教育。优化学校布局。推进青山小学、绿水中学建设，完成云台幼儿园改扩建。
"""
DONGHU = """东湖区年度工作措施
(一)推进城市更新。改造70个老旧小区，推动多层住宅加装电梯。
(二)稳定就业。全年完成城镇新增就业3000人次，城镇登记失业率控制在3%以内。
"""
MANIFEST = """[[documents]]
source = "xi.txt"
title = "西山区年度工作安排"
region = "宁州市西山区"
region_aliases = ["西山区"]

[[documents]]
source = "dong.txt"
title = "东湖区年度工作措施"
region = "宁州市东湖区"
region_aliases = ["东湖区"]
"""


@pytest.fixture(scope="module")
def districts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("districts")
    (folder / "xi.txt").write_text(XISHAN, encoding="utf-8")
    (folder / "dong.txt").write_text(DONGHU, encoding="utf-8")
    (folder / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path_factory.mktemp("data"),
        embedding_provider="none",
    )
    with Workspace.open(settings) as workspace:
        ingest([folder], settings, workspace.catalog, workspace.index)
    with Engine.open(settings) as engine:
        yield engine


def ask(engine: Engine, text: str, **fields: object) -> Answer:
    return engine.ask(Question.model_validate({"text": text, **fields}))


def quotes(answer: Answer) -> list[str]:
    return [row.quote for row in answer.commitments]


def test_a_list_holds_every_row_says_so_and_cites_each(districts: Engine) -> None:
    answer = ask(districts, "两个区有哪些百分比指标？")
    assert answer.composer == "ledger"
    assert answer.complete is True
    assert "共 2 条" in answer.answer
    assert quotes(answer) == ["城镇登记失业率控制在3%以内", "医疗保险参保率稳定在95%以上"]
    assert len(answer.citations) == len(answer.commitments)
    for citation, row in zip(answer.citations, answer.commitments, strict=True):
        assert row.quote in citation.quote
    assert "东湖区：城镇登记失业率" in answer.answer


def test_what_is_due_by_a_day_is_told_from_what_is_due_earlier(districts: Engine) -> None:
    answer = ask(districts, "西山区哪些任务要在9月底前完成？")
    assert "期限写明“9月底前”的共 1 条" in answer.answer
    assert "另有 1 条期限更早" in answer.answer
    assert len(answer.commitments) == 2


def test_a_bound_leaves_out_what_lies_beyond_it(districts: Engine) -> None:
    answer = ask(districts, "西山区哪些目标超过800？")
    assert all(float(row.value or 0) > 800 for row in answer.commitments)
    assert len(answer.commitments) == 2


def test_like_is_added_to_like_and_the_addends_are_shown(districts: Engine) -> None:
    answer = ask(districts, "西山区和东湖区一共要改造多少个老旧小区？")
    assert "120 + 70 = 190 个" in answer.answer
    # An area of demonstration counts areas, not the estates in it.
    assert all("示范区" not in quote for quote in quotes(answer))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("两个区城镇新增就业一共多少人？", "单位不同"),
        ("西山区一共要修多少条道路？", "同一批对象"),
        ("西山区公厕总共多少座？", "不能相加"),
    ],
)
def test_what_differs_or_overlaps_is_not_added(
    districts: Engine, question: str, reason: str
) -> None:
    answer = ask(districts, question)
    assert reason in answer.answer
    assert "=" not in answer.answer
    assert len(answer.commitments) == 2


def test_percentages_are_never_added(districts: Engine) -> None:
    answer = ask(districts, "所有百分比指标加起来是多少？")
    assert answer.status is Status.REFUSED_NO_BASIS
    assert "不能相加" in answer.answer
    assert not answer.citations


def test_a_sum_of_lower_bounds_is_one_itself(districts: Engine) -> None:
    answer = ask(districts, "西山区车位和充电桩一共多少个？")
    assert "800 + 900 = 1700 个" in answer.answer
    assert "下限" in answer.answer


def test_a_comparison_names_the_greater_first(districts: Engine) -> None:
    answer = ask(districts, "老旧小区改造哪个区的数量多，各多少？")
    assert "从多到少：西山区 120 个，东湖区 70 个" in answer.answer


def test_a_region_without_a_number_is_told_with_what_it_says(districts: Engine) -> None:
    answer = ask(districts, "两个区加装电梯的目标各是多少？")
    assert "加装电梯60部" in answer.answer
    assert "东湖区没有写这一项的数量" in answer.answer
    assert "推动多层住宅加装电梯" in answer.answer
    assert answer.complete is None


def test_a_number_quoted_is_a_whole_number(districts: Engine) -> None:
    answer = ask(districts, "西山区数量写着“2处”的任务有几项？")
    assert quotes(answer) == ["2处湿地游园"]
    assert "120个老旧小区" not in ask(districts, "西山区数量是“20个”的任务有几项？").answer


def test_one_number_exactly_is_neither_more_nor_less(districts: Engine) -> None:
    answer = ask(districts, "西山区哪些指标正好等于12？")
    assert answer.composer == "ledger"
    assert all("12座" in quote for quote in quotes(answer))


def test_the_first_of_each_region_is_told(districts: Engine) -> None:
    answer = ask(districts, "两个区各自人数最多的任务是什么？")
    said = " ".join(quotes(answer))
    assert "5000人以上" in said
    assert "3000人次" in said


def test_how_many_times_is_a_comparison(districts: Engine) -> None:
    answer = ask(districts, "西山区改造的老旧小区是东湖区的几倍？")
    assert "从多到少：西山区 120 个，东湖区 70 个" in answer.answer
    assert "倍" not in answer.answer


@pytest.mark.parametrize("text", ["口袋公园是四星级游园的几倍", "四星级游园相当于口袋公园的多少倍"])
def test_how_many_times_names_which_is_which(engine: Engine, text: str) -> None:
    answer = ask(engine, text)
    assert answer.answer.startswith("口袋公园是四星级游园的 2 倍（4 ÷ 2 处）。")
    assert quotes(answer) == ["建成4处口袋公园", "2处四星级游园"] or quotes(answer) == [
        "2处四星级游园",
        "建成4处口袋公园",
    ]


def test_a_region_that_says_nothing_is_named(districts: Engine) -> None:
    answer = ask(districts, "两个区的充电桩数量对比")
    assert answer.status is Status.PARTIAL
    assert "东湖区的文件里没有找到" in answer.answer


def test_the_soonest_and_the_most(districts: Engine) -> None:
    soonest = ask(districts, "西山区最先到期的任务是什么？")
    assert [row.deadline_month_day for row in soonest.commitments] == ["06-30"]
    most = ask(districts, "西山区以“个”计的指标里哪个最多？")
    assert [row.value for row in most.commitments] == ["900"]


def test_a_question_without_rows_is_searched_for_instead(districts: Engine) -> None:
    answer = ask(districts, "西山区养老方面有哪些量化指标？")
    assert answer.composer != "ledger"
    assert answer.complete is not True


def test_the_composer_wanted_is_honoured(districts: Engine) -> None:
    extractive = ask(districts, "西山区有哪些百分比指标？", composer="extractive")
    assert extractive.composer != "ledger"
    ledger = ask(districts, "西山区的停车场", composer="ledger")
    assert ledger.composer == "ledger"
    assert quotes(ledger) == ["新建停车场6个"]


def test_filters_confine_the_rows(districts: Engine) -> None:
    answer = ask(districts, "有哪些百分比指标？", filters={"region": "东湖区"})
    assert quotes(answer) == ["城镇登记失业率控制在3%以内"]
    answer = ask(districts, "西山区有哪些量化指标？", filters={"category": "就业"})
    assert {row.category for row in answer.commitments} == {"就业"}


def test_an_english_question_is_answered_with_english_words_around_the_rows(
    districts: Engine,
) -> None:
    answer = ask(districts, "List all percentage targets of Donghu District")
    assert answer.language == "en"
    assert "1 commitment(s) in all, every one listed" in answer.answer


def test_a_list_that_is_cut_says_so(tmp_path: Path) -> None:
    items = "".join(f"建设第{n}类{kind}{n + 2}个。" for n, kind in enumerate(["驿站"] * 60))
    (tmp_path / "many.txt").write_text(f"某区工作安排\n(一)建设。{items}\n", encoding="utf-8")
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", embedding_provider="none")
    with Workspace.open(settings) as workspace:
        ingest([tmp_path / "many.txt"], settings, workspace.catalog, workspace.index)
    with Engine.open(settings) as engine:
        answer = ask(engine, "有哪些量化指标？")
    assert answer.complete is False
    assert "只列出前 40 条" in answer.answer
    assert len(answer.commitments) == 40


def test_things_without_numbers_are_listed_from_every_sentence(districts: Engine) -> None:
    answer = ask(districts, "西山区要建哪些学校？")
    assert "青山小学、绿水中学建设" in answer.answer
    assert "云台幼儿园改扩建" in answer.answer
    assert answer.complete is not True


def test_what_begins_like_a_road_is_no_road(districts: Engine) -> None:
    answer = ask(districts, "西山区哪些道路要建设提升？")
    assert "长风路、青石街" in answer.answer
    assert "平安路" in answer.answer
    assert "便民驿站" not in answer.answer


@pytest.mark.parametrize(
    ("question", "complete"),
    [
        ("西山区以“个”为单位的指标有哪些？", True),
        ("西山区6月底前要完成哪些任务？", True),
        ("西山区有哪些约束性百分比指标？", None),
        ("西山区就业方面有哪些量化指标？", None),
        ("西山区年底前要完成哪些任务？", True),
    ],
)
def test_only_what_the_catalog_decides_is_claimed_to_be_complete(
    districts: Engine, question: str, *, complete: bool | None
) -> None:
    answer = ask(districts, question)
    assert answer.composer == "ledger"
    assert answer.complete is complete
    assert ("全部列出" in answer.answer) is (complete is True)


def test_what_no_row_meets_is_refused(districts: Engine) -> None:
    answer = ask(districts, "西山区2月底前要完成哪些任务？")
    assert answer.status is Status.REFUSED_NO_BASIS
    assert "没有写明符合这个条件" in answer.answer
    assert not answer.citations


def test_how_much_more_is_worked_out_and_shown(districts: Engine) -> None:
    answer = ask(districts, "老旧小区改造，西山区比东湖区多几个？")
    assert "相差 120 - 70 = 50 个" in answer.answer
    answer = ask(districts, "西山区停车场和湿地游园差多少？")
    assert "相差" not in answer.answer


def test_two_things_of_one_district_are_set_side_by_side(districts: Engine) -> None:
    answer = ask(districts, "西山区加装电梯和城镇新增就业哪个多？")
    assert quotes(answer) == ["加装电梯60部", "全年城镇新增就业5000人以上"]
    assert "从多到少" not in answer.answer


def test_a_thing_is_found_by_its_short_name(districts: Engine) -> None:
    answer = ask(districts, "西山区医保参保率和车位的目标各是多少？")
    assert "医疗保险参保率稳定在95%以上" in quotes(answer)


def test_a_row_that_says_all_the_words_is_the_only_one_added(districts: Engine) -> None:
    answer = ask(districts, "西山区口袋公园和湿地游园一共几处？")
    assert "3 + 2 = 5 处" in answer.answer


@pytest.mark.parametrize(
    "text",
    [
        "西山区停车、充电桩这些都安排了多少，摘出来",
        "列出西山区绿化公园的数字",
        "西山区写明期限的任务有哪些",
    ],
)
def test_rows_found_by_their_words_are_never_said_to_be_all(districts: Engine, text: str) -> None:
    answer = ask(districts, text)
    assert answer.composer == "ledger"
    assert answer.complete is not True
    assert "已全部列出" not in answer.answer


def test_a_category_holds_what_its_words_count(districts: Engine) -> None:
    answer = ask(districts, "西山区交通方面有哪些数量指标？")
    assert "8条道路整治" in answer.answer
    assert "新增车位800个" in answer.answer


def test_a_unit_that_no_row_has_is_told(districts: Engine) -> None:
    assert ask(districts, "西山区以“艘”计的目标").status is Status.REFUSED_NO_BASIS


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("哪些教育指标写了月份？", "年底前新建学校7所"),
        ("写了月份的“学校”任务有哪些？", "年底前新建学校7所"),
        ("Which tasks are due by 2027?", "2031年6月底前扩建学校2所"),
    ],
)
def test_every_row_and_no_other_has_the_deadline_asked_for(
    tmp_path: Path, text: str, left_out: str
) -> None:
    rows = ["年底前新建学校7所", "2027年6月底前改造学校3所", "2031年6月底前扩建学校2所"]
    (tmp_path / "school.txt").write_text(
        f"某区2026年工作安排\n(一)办好教育。{'。'.join(rows)}。\n", encoding="utf-8"
    )
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", embedding_provider="none")
    with Workspace.open(settings) as workspace:
        ingest([tmp_path / "school.txt"], settings, workspace.catalog, workspace.index)
    with Engine.open(settings) as engine:
        answer = ask(engine, text)
    assert answer.composer == "ledger"
    assert set(quotes(answer)) == set(rows) - {left_out}


def test_fewer_rows_than_the_question_says_claim_nothing(districts: Engine) -> None:
    answer = ask(districts, "西山区关于停车场和充电桩的三个数量指标分别是多少？")
    assert "按词语只找到 2 条，比问到的少" in answer.answer
    assert "新增车位800个以上" in answer.answer
    assert answer.complete is not True


def test_as_many_rows_as_the_question_says_need_no_warning(districts: Engine) -> None:
    answer = ask(districts, "两个区的两个百分比指标是什么？")
    assert "比问到的少" not in answer.answer
    assert quotes(answer) == ["城镇登记失业率控制在3%以内", "医疗保险参保率稳定在95%以上"]


def test_where_the_catalog_decides_there_are_no_more(districts: Engine) -> None:
    answer = ask(districts, "两个区的三个百分比指标是什么？")
    assert "共 2 条" in answer.answer
    assert "比问到的少" not in answer.answer


def test_an_english_thing_that_the_ledger_does_not_know_is_searched_for(districts: Engine) -> None:
    answer = ask(districts, "Which river is 西山区 supposed to meet clean-up targets for?")
    assert answer.composer != "ledger"


YEARS = """南浦区三年行动方案
(一)改善居住。三年改造老旧小区90个,其中2025年20个、2026年40个、2027年30个。改造老旧小区管网12公里。2026年6月底前建成南浦公园。
(二)发展产业。设立规模3亿元的引导基金,推广“一窗受理”,材料齐全的,当场办结。治理易涝点5处,治理隐患点7处。新建小学2所、初中1所。
"""


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_over(YEARS, "南浦区", tmp_path_factory) as engine:
        yield engine


def test_the_year_with_most_is_no_whole_of_years(years: Engine) -> None:
    assert quotes(ask(years, "南浦区分年改造老旧小区，哪年任务最重？")) == ["2026年40个"]


def test_what_names_no_deadline_is_listed_and_claims_nothing(years: Engine) -> None:
    answer = ask(years, "南浦区老旧小区改造哪些只有数量、没写完成时间？")
    assert quotes(answer) == ["三年改造老旧小区90个", "改造老旧小区管网12公里"]
    assert "没有写明期限的" in answer.answer
    assert answer.complete is None


def test_what_an_office_does_makes_no_condition_of_what_it_sets_up(years: Engine) -> None:
    [quote] = quotes(ask(years, "南浦区写到“亿元”的指标有哪些？"))
    assert quote == "设立规模3亿元的引导基金"


def test_what_is_to_be_done_and_for_how_long_are_no_part_of_the_thing(years: Engine) -> None:
    assert "5 + 7 = 12" in ask(years, "南浦区要治的易涝点和隐患点，合计多少处？").answer
    assert "2 + 1 = 3" in ask(years, "南浦区三年里新建的小学和初中一共几所？").answer


def test_a_day_may_be_of_one_thing_alone(years: Engine) -> None:
    answer = ask(years, "想知道南浦区两个目标：2026年建成的公园，还有新建小学。")
    assert {"新建小学2所", "2026年6月底前建成南浦公园"} <= set(quotes(answer))


def test_a_thing_in_words_too_short_to_look_for_lists_no_whole_document(years: Engine) -> None:
    answer = ask(years, "南浦区路和桥方面有哪些量化目标")
    assert len(quotes(answer)) <= 1
