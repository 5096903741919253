"""What a ledger question leaves out, adds up by what is done, and dates by the year."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.chain import Engine
from rag.ingest import ingest
from rag.schemas import Answer, Question
from rag.settings import Settings
from rag.workspace import Workspace

NANLING = """南岭区城乡提质三年行动方案(2025—2027年)
(一)改善居住。三年改造老旧小区90个,其中2025年40个、2026年30个、2027年20个;改造城中村3个。
(二)完善交通。2026年6月底前建成滨河停车楼,2027年6月底前建成城西停车楼。新增停车位500个、公共充电桩200个。
(三)发展农业。整合种植茶园700亩,流转土地300亩。新签约亿元以上项目12个。
(四)稳定就业。城镇新增就业4000人,职业技能培训900人次,城镇登记失业率控制在4%以内。
(五)发放补助。危房修缮每户补助1.2万元,危房重建每户补助3万元,加装电梯每部补助18万元。
(六)提速服务。审批全过程不超过30个工作日,群众来信5个工作日内答复。
(七)开放场馆。科技馆2026年国庆前向公众开放,二中新校区2026年秋季学期投入使用。
(八)休闲农业。建设标准化大棚60个,新建休闲农庄、采摘园25个。
(九)打通道路。2025—2026年打通断头路9条,其中2025年打通断头路4条。
"""
MANIFEST = """[[documents]]
source = "nan.txt"
title = "南岭区城乡提质三年行动方案"
region = "南岭区"
region_aliases = ["南岭区", "南岭"]
year = 2025
"""


@pytest.fixture(scope="module")
def nanling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("nanling")
    (folder / "nan.txt").write_text(NANLING, encoding="utf-8")
    (folder / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    settings = Settings(
        _env_file=None, data_dir=tmp_path_factory.mktemp("data"), embedding_provider="none"
    )
    with Workspace.open(settings) as workspace:
        ingest([folder], settings, workspace.catalog, workspace.index)
    with Engine.open(settings) as engine:
        yield engine


def quotes(answer: Answer) -> str:
    return " ".join(row.quote for row in answer.commitments)


def test_what_a_question_leaves_out_by_name_is_not_listed(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="除了失业率，南岭区就业方面还有哪些指标？"))
    assert "4000人" in quotes(answer)
    assert "900人次" in quotes(answer)
    assert "失业率" not in quotes(answer)
    assert answer.complete is not True


def test_what_is_done_tells_the_things_that_are_added(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区种植的地和流转的地一共几亩？"))
    assert "1000" in answer.answer
    assert len(answer.commitments) == 2


def test_at_least_how_many_asks_for_no_difference(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区新增的停车位和充电桩，两个数相加至少多少个？"))
    assert "500 + 200 = 700" in answer.answer


def test_the_last_of_several_things_is_added_too(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区新增停车位、公共充电桩和改造的城中村，总数多少？"))
    assert "500 + 200 + 3 = 703" in answer.answer


def test_a_deadline_of_a_year_is_met_by_no_other_year(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区期限写明2027年6月底前的任务有哪些？"))
    assert "城西停车楼" in quotes(answer)
    assert "滨河停车楼" not in quotes(answer)


def test_things_of_two_kinds_are_looked_for_apart(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区跟停车充电有关的数字有哪些？"))
    assert "停车位500个" in quotes(answer)
    assert "充电桩200个" in quotes(answer)


def test_so_many_in_each_year_are_due_in_their_own(nanling: Engine) -> None:
    rows = nanling.ask(Question(text="南岭区所有带数字的任务全部列出来")).commitments
    years = {row.value: row.deadline_to.year for row in rows if row.deadline_to and row.value}
    assert (years["40"], years["30"], years["20"]) == (2025, 2026, 2027)
    assert all(row.deadline_to is None for row in rows if "城中村" in row.quote)


def test_the_numbers_of_two_years_named_are_added(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区2025、2026两年总共改造多少个老旧小区？"))
    assert "40 + 30 = 70" in answer.answer
    assert "90个" not in quotes(answer)


def test_a_whole_of_two_years_is_not_added_to_its_part(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区2025、2026两年总共打通多少条断头路？"))
    assert "13" not in answer.answer


def test_what_is_counted_together_is_not_taken_apart(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区大棚和采摘园一共多少个？"))
    assert "85" not in answer.answer
    answer = nanling.ask(Question(text="南岭区大棚、休闲农庄和采摘园一共多少个？"))
    assert "60 + 25 = 85" in answer.answer
    answer = nanling.ask(Question(text="南岭区大棚比采摘园多几个？"))
    assert "35" not in answer.answer
    answer = nanling.ask(Question(text="南岭区大棚比休闲农庄、采摘园多几个？"))
    assert "60 - 25 = 35" in answer.answer


def test_two_years_before_a_month_are_both_of_that_month(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区2026年和2027年6月底前要完成哪些任务？"))
    assert "滨河停车楼" in quotes(answer)
    assert "9月底前" not in answer.answer


def test_the_highest_for_each_household_is_none_for_each_lift(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区的危房和电梯补助里，每户补助最高的是哪种？"))
    assert quotes(answer) == "危房重建每户补助3万元"


def test_working_days_are_what_rows_are_counted_in(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区要求多少个“工作日”内办结的时限规定有几处？"))
    assert "30个工作日" in quotes(answer)
    assert "5个工作日内" in quotes(answer)
    assert len(answer.commitments) == 2


def test_some_month_of_a_year_is_any_of_its_months(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区写明“2026年某月底前”完成的任务有哪些？"))
    assert quotes(answer) == "2026年6月底前建成滨河停车楼"


def test_a_feast_and_a_term_of_school_are_deadlines(nanling: Engine) -> None:
    answer = nanling.ask(Question(text="南岭区2026年9月底前要完成哪些任务？"))
    assert "国庆前" in quotes(answer)
    assert "秋季学期" in quotes(answer)
