"""Who names a heading and asks what there is under it is shown all of it."""

from __future__ import annotations

import pytest

from rag.chain import Engine
from rag.schemas import Question, Status


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("西工区在“围绕民需推进城市更新”方面有哪些安排？", "坚持“组团连片”", "住房1000套。"),
        ("西工区“增强社会保障能力”这一块怎么做？", "持续推进社保扩面", "改造全覆盖。"),
        # a clause of two passages
        ("城东区在“推动城市绿色低碳发展”方面有哪些措施？", "实施城区园林绿化", "生活风尚。"),
    ],
)
def test_all_that_stands_under_a_heading_is_shown(
    engine: Engine, text: str, first: str, last: str
) -> None:
    answer = engine.ask(Question(text=text))
    assert answer.status is Status.ANSWERED
    assert answer.answer.removeprefix("西工区：").startswith(first)
    assert answer.answer.endswith(f"{last}[1]")
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("西工给老人干点啥？", "健全五级养老服务体系", "养老服务需求。"),
        ("西工区娃上学有啥安排", "加快推进涧东路中学", "普惠区。"),
        ("What will Xigong do for the elderly?", "健全五级养老服务体系", "养老服务需求。"),
        ("城东就业有哪些举措", "高质量推进补贴性培训", "动态清零。"),
    ],
)
def test_a_topic_in_other_words_is_answered_with_its_section(
    engine: Engine, text: str, first: str, last: str
) -> None:
    answer = engine.ask(Question(text=text))
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith(first)
    assert f"{last}[1]" in answer.answer


def test_the_words_of_the_question_come_before_what_is_near(engine: Engine) -> None:
    answer = engine.ask(Question(text="城东环境卫生打算怎么搞"))
    assert "环境卫生设施" in answer.answer


def test_without_a_section_what_names_the_topic_is_quoted(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工停车问题怎么解决"))
    assert "新建停车场10个" in answer.answer


def test_a_thing_of_several_places_is_told_from_all_of_them(engine: Engine) -> None:
    answer = engine.ask(Question(text="涧河北岸这块地方今年有哪些工程和任务？"))
    assert len(answer.citations) == 4
    assert "涧河北岸片区,完成下沟、枣园、白湾安置区规划" in answer.answer
    assert "4.2公里截污管道" in answer.answer


def test_an_item_that_only_opens_another_is_quoted_with_it(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工红山有哪些工作"))
    assert "依托红山资源优势,做强乡村旅游" in answer.answer


def test_a_particular_about_a_topic_is_not_answered_with_all_of_it(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工区养老有哪些补贴"))
    assert "健全五级养老服务体系" not in answer.answer


def test_what_is_suggested_next_is_answered_so(engine: Engine) -> None:
    suggested = engine.ask(Question(text="西工区今年要加装多少部电梯？")).followups
    assert suggested
    for question in suggested:
        answer = engine.ask(Question(text=question))
        topic = answer.citations[0].topic
        assert topic
        assert topic in question
        assert "。" in answer.citations[0].quote.rstrip("。")


def test_a_figure_under_a_heading_is_told_alone(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工区“千方百计扩大就业”要新增就业多少人？"))
    assert "7500人以上" in answer.answer
    assert "人人持证" not in answer.answer


def test_a_section_asked_for_twice_is_shown_once(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工给老人干点啥，老年人有什么安排"))
    assert answer.answer.count("健全五级养老服务体系") == 1
