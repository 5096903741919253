"""A question that also asks when is answered as far as the documents go."""

from __future__ import annotations

import pytest

from rag.chain import Engine
from rag.schemas import Question, Status
from rag.wording import say


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("西工要建多少座公厕，什么时候建好", "公厕12座"),
        ("How many toilets will Xigong build, and by when?", "公厕12座"),
    ],
)
def test_without_a_day_that_is_said(engine: Engine, text: str, told: str) -> None:
    answer = engine.ask(Question(text=text))
    assert answer.status is Status.ANSWERED
    assert told in answer.answer
    assert len(answer.citations) == 1
    assert say("notice.undated", answer.language) in answer.notices


def test_with_a_day_it_is_shown(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工要提升多少个重点点位，几月底前完成？"))
    assert "6月底前系统提升182个重点点位" in answer.answer
    assert say("notice.undated") not in answer.notices


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("洛阳旅社什么时候开工", "9月底前启动洛阳旅社"),
        ("城市阳台片区什么时候开工", "6月底开工建设"),
    ],
)
def test_of_places_in_one_sentence_only_the_one_named_is_told(
    engine: Engine, text: str, told: str
) -> None:
    answer = engine.ask(Question(text=text))
    assert told in answer.answer
    assert ";" not in answer.answer


@pytest.mark.parametrize("text", ["火车站片区什么时候完工", "装电梯，什么时候装好"])
def test_another_day_or_the_years_of_a_plan_are_no_time(engine: Engine, text: str) -> None:
    answer = engine.ask(Question(text=text))
    assert answer.status is Status.REFUSED_NO_BASIS
    assert "没有写明时间" in answer.answer or "没有找到" in answer.answer


def test_figures_in_unlike_units_are_not_set_against_each_other(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工区和城东区哪个区城镇新增就业更多"))
    assert answer.answer.startswith("单位不同（")
    assert len(answer.citations) == 2


def test_no_difference_is_told_for_a_share(engine: Engine) -> None:
    answer = engine.ask(Question(text="老旧小区改造西工区比城东区多百分之几"))
    assert "相差" not in answer.answer
    assert "139" in answer.answer
    assert "80" in answer.answer


def test_a_figure_of_two_things_is_not_shown_alone(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工区采摘园建多少个"))
    assert answer.answer == "新建提升特色休闲农庄、采摘园15个。[1]"
