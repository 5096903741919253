"""Answers use what is in force; what is not is labelled, and comes after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from standin import Reply, clauses_of, standing_in

from rag.chain import Engine
from rag.ingest import ingest
from rag.schemas import Answer, DocumentStatus, Draft, Filters, Hit, Intent, Part, Question, Status
from rag.settings import Settings
from rag.wording import say
from rag.workspace import Workspace

RULES = "{title}\n\n一、补助标准\n\n(一)加装电梯补助。每部电梯补助{figure}万元。\n"
OTHER = "洛川市停车管理办法\n\n一、收费\n\n(一)停车收费。每小时收费{figure}元。\n"
# how telling a word is shows only among other documents
FILLERS = [
    f"{place}{what}管理办法\n\n一、总则\n\n(一){what}登记。{what}应当按季度登记，由街道负责核对。\n\n"
    f"(二){what}检查。每年对{what}检查{number}次，结果向社会公布。\n"
    for number, (place, what) in enumerate(
        [("安岭市", "河道"), ("青原市", "校车"), ("白浪市", "菜市场"), ("东谷市", "养老院"),
         ("北陵市", "图书馆"), ("南屏市", "施工围挡"), ("西塘市", "户外广告"), ("中坪市", "公厕")],
        2,
    )
]  # fmt: skip
ASKED = "每部电梯补助多少万元？"

Open = Callable[..., Engine]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Open an engine over documents, each with what the manifest says of it."""
    with ExitStack() as stack:

        def make(*, model: str = "", **documents: tuple[str, str]) -> Engine:
            folder = tmp_path / "documents"
            folder.mkdir()
            manifest = ""
            for number, text in enumerate(FILLERS):
                (folder / f"filler-{number}.txt").write_text(text, encoding="utf-8")
            for name, (text, told) in documents.items():
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
                title = text.partition("\n")[0]
                manifest += f'[[documents]]\nsource = "{name}.txt"\ntitle = "{title}"\n{told}\n'
            (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
            chat = {"chat_model": "a-model", "chat_base_url": model} if model else {}
            settings = Settings(
                _env_file=None, data_dir=tmp_path / "data", embedding_provider="none", **chat
            )
            with Workspace.open(settings) as workspace:
                assert not ingest([folder], settings, workspace.catalog, workspace.index).refused
            return stack.enter_context(Engine.open(settings))

        yield make


def rules(figure: int, title: str = "洛川市电梯补助办法") -> str:
    return RULES.format(title=title, figure=figure)


def ask(engine: Engine, **filters: object) -> Answer:
    return engine.ask(Question(text=ASKED, filters=Filters(**filters)))


def sources(answer: Answer) -> set[str]:
    return {citation.source for citation in answer.citations}


def test_a_document_that_another_replaces_gives_way_to_it(opened: Open) -> None:
    engine = opened(
        old=(rules(10, "洛川市电梯补助暂行办法"), "issued_on = 2020-01-01"),
        new=(
            rules(15) + "\n二、本办法自2022年3月1日起施行。《洛川市电梯补助暂行办法》同时废止。\n",
            "issued_on = 2022-02-01",
        ),
    )
    now = ask(engine)
    assert now.status is Status.ANSWERED
    assert sources(now) == {"new.txt"}
    assert "15万元" in now.answer
    then = ask(engine, as_of=date(2021, 6, 1))
    assert sources(then) == {"old.txt"}
    assert then.citations[0].document_status is DocumentStatus.SUPERSEDED
    assert say("notice.superseded", title="洛川市电梯补助暂行办法") in then.notices
    named = {s.source: s.id for s in engine.library.summaries.values()}
    alone = ask(engine, document_ids=(named["old.txt"],))
    assert sources(alone) == {"old.txt"}
    assert say("notice.superseded", title="洛川市电梯补助暂行办法") in alone.notices
    assert "old.txt" not in {h.source for h in engine.search("电梯补助", 9)}
    assert "old.txt" in {
        h.source for h in engine.search("电梯补助", 5, Filters(as_of="2021-06-01"))
    }


def test_a_draft_replaces_nothing(opened: Open) -> None:
    engine = opened(
        old=(rules(10, "洛川市电梯补助暂行办法"), ""),
        new=(
            rules(15) + "\n二、《洛川市电梯补助暂行办法》同时废止。\n",
            'status = "draft"',
        ),
    )
    assert sources(ask(engine)) == {"old.txt"}


def test_what_is_in_force_comes_before_a_draft(opened: Open) -> None:
    engine = opened(
        draft=(rules(15, "洛川市电梯补助办法(征求意见稿)"), ""),
        rule=(rules(10), 'status = "in_force"'),
        other=(OTHER.format(figure=3), ""),
    )
    assert sources(ask(engine)) == {"rule.txt"}


def lifts_said(request: dict[str, Any]) -> Reply:
    """What a model says that repeats the clause on lifts with the greatest sum that it is shown."""
    clauses = clauses_of(request).items()
    said = [f"每部{t.split('每部')[1].rstrip('。')}[{n}]。" for n, t in clauses if "每部" in t]
    return Reply(max(said))


@pytest.mark.parametrize("text", [ASKED, "电梯补助有哪些标准？"])
def test_a_model_too_is_shown_what_is_in_force_before_a_draft(opened: Open, text: str) -> None:
    with standing_in(lifts_said) as model:
        engine = opened(
            model=model.url,
            draft=(rules(15, "洛川市电梯补助办法(征求意见稿)"), ""),
            rule=(rules(10), 'status = "in_force"'),
            other=(OTHER.format(figure=3), ""),
        )
        quoted = engine.ask(Question(text=text, composer="extractive"))
        answer = engine.ask(Question(text=text))
        engine.close()
    assert sources(quoted) == sources(answer) == {"rule.txt"}
    assert answer.ai_generated
    assert "10万元" in answer.answer
    assert "15万" not in answer.answer
    assert say("notice.model.unproved") not in answer.notices


def test_what_is_in_force_comes_before_a_draft_only_for_the_years_asked(opened: Open) -> None:
    place = 'region = "洛川市"\n'
    engine = opened(
        draft=(rules(15, "洛川市电梯补助办法(征求意见稿)"), place + "year = 2025"),
        rule=(rules(10), place + 'year = 2021\nstatus = "in_force"'),
        other=(OTHER.format(figure=3), place),
    )
    answer = engine.ask(Question(text="洛川市2025年每部电梯补助多少万元？"))
    assert sources(answer) == {"draft.txt"}


def test_what_no_longer_holds_is_not_named_for_another_year(opened: Open) -> None:
    engine = opened(
        gone=(rules(10, "洛川市2019年电梯补助办法"), 'region = "洛川市"\nstatus = "repealed"'),
        other=(OTHER.format(figure=3), 'region = "洛川市"'),
    )
    answer = engine.ask(Question(text="洛川市2024年每部电梯补助多少万元？"))
    assert answer.status is Status.REFUSED_NO_BASIS
    assert "gone.txt" not in {one.source for one in answer.near}
    assert not any("2019" in notice for notice in answer.notices)
    held = engine.ask(Question(text="洛川市2019年每部电梯补助多少万元？"))
    assert held.near[0].source == "gone.txt"
    assert say("notice.lapsed_only", title="洛川市2019年电梯补助办法") in held.notices


def test_what_no_longer_holds_is_not_named_for_another_place(opened: Open) -> None:
    engine = opened(
        gone=(rules(10), 'region = "洛川市"\nstatus = "repealed"'),
        other=(OTHER.format(figure=3), 'region = "洛川市"'),
    )
    answer = engine.ask(Question(text="朝阳区每部电梯补助多少万元？"))
    assert answer.status is Status.REFUSED_NO_BASIS
    assert "朝阳区" in answer.answer
    assert answer.near == ()
    assert not any("电梯补助办法" in notice for notice in answer.notices)


def test_a_draft_answers_where_nothing_else_does_and_says_so(opened: Open) -> None:
    engine = opened(
        draft=(rules(15, "洛川市电梯补助办法(征求意见稿)"), ""),
        other=(OTHER.format(figure=3), 'status = "in_force"'),
    )
    answer = ask(engine)
    assert sources(answer) == {"draft.txt"}
    assert answer.citations[0].document_status is DocumentStatus.DRAFT
    assert say("notice.draft", title="洛川市电梯补助办法(征求意见稿)") in answer.notices


@pytest.mark.parametrize(
    "told", ['status = "repealed"', "expires_on = 2021-12-31"], ids=["repealed", "expired"]
)
def test_what_no_longer_holds_is_no_answer_but_is_named(opened: Open, told: str) -> None:
    engine = opened(gone=(rules(10), told), other=(OTHER.format(figure=3), ""))
    answer = ask(engine)
    assert answer.status is Status.REFUSED_NO_BASIS
    assert "10万" not in answer.answer
    assert answer.near[0].source == "gone.txt"
    assert answer.near[0].expired is (told != 'status = "repealed"')
    assert say("notice.lapsed_only", title="洛川市电梯补助办法") in answer.notices


def test_an_expired_document_is_labelled_when_the_past_is_asked_about(opened: Open) -> None:
    engine = opened(
        gone=(rules(10), 'status = "in_force"\nexpires_on = 2021-12-31'),
        other=(OTHER.format(figure=3), ""),
    )
    answer = ask(engine, as_of=date(2021, 6, 1))
    assert sources(answer) == {"gone.txt"}
    (cited,) = answer.citations
    assert cited.expired
    assert cited.document_status is DocumentStatus.UNKNOWN
    assert cited.expires_on == date(2021, 12, 31)
    assert say("notice.expired", title="洛川市电梯补助办法", day="2021-12-31") in answer.notices


def test_rows_of_the_ledger_that_no_longer_hold_are_not_counted(opened: Open) -> None:
    task = "{title}\n\n一、任务\n\n(一)公园建设。新建公园{count}个。\n"
    region = 'region = "洛川市"\nregion_aliases = ["洛川"]\n'
    engine = opened(
        old=(task.format(title="洛川市旧方案", count=5), region + 'status = "repealed"'),
        new=(task.format(title="洛川市新方案", count=3), region),
    )
    answer = engine.ask(Question(text="列出洛川市所有带数字的任务"))
    rows = {row.source for row in answer.commitments}
    assert "new.txt" in rows
    assert "old.txt" not in rows
    assert "5个" not in answer.answer


def test_quotes_weighed_against_the_ledger_are_composed_once(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "洛川市电梯办法\n\n一、管理\n\n(一)电梯登记。由街道负责，分为新装登记和变更登记两项。\n"
    place = 'region = "洛川市"\n'
    engine = opened(rule=(text, place), other=(OTHER.format(figure=3), place))
    asked: list[Intent] = []
    compose = engine.composer.compose

    def counted(intent: Intent, groups: Sequence[tuple[Part, Sequence[Hit]]]) -> Draft:
        asked.append(intent)
        return compose(intent, groups)

    monkeypatch.setattr(engine.composer, "compose", counted)
    engine.ask(Question(text="洛川市有几项登记"))
    (intent,) = asked
    assert intent.ledger is not None
    assert intent.ledger.likelihood < 0.5
