"""What is known of the documents themselves is told, with the words that state it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.chain import Engine
from rag.ingest import ingest
from rag.schemas import Question, Status
from rag.settings import Settings
from rag.workspace import Workspace

RULES = (
    "{place}停车管理办法\n\n一、收费\n\n(一)停车收费。每小时收费2元。\n\n"
    "二、附则\n\n(二)施行时间。本办法自2025年3月1日起施行，有效期至{until}。\n"
)


@pytest.fixture
def dated(tmp_path: Path) -> Iterator[Engine]:
    """An engine over documents that say from when to when they hold, and one that does not."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for number, (place, until) in enumerate(
        [("洛川市", "2099年12月31日"), ("安岭市", "2025年12月31日")]
    ):
        text = RULES.format(place=place, until=until)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    plain = "青原市公厕工作安排\n\n一、建设\n\n(一)新建公厕。新建公厕3座。\n"
    (folder / "plain.txt").write_text(plain, encoding="utf-8")
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", embedding_provider="none")
    with Workspace.open(settings) as workspace:
        assert not ingest([folder], settings, workspace.catalog, workspace.index).refused
    with Engine.open(settings) as engine:
        yield engine


def test_the_documents_held_are_listed(engine: Engine) -> None:
    answer = engine.ask(Question(text="你们收录了哪些文件？"))
    assert answer.status is Status.ANSWERED
    assert "共 2 份" in answer.answer
    assert "征求意见稿" in answer.answer
    assert "西工区年度重点工作安排(节选)”（原文没有标题" in answer.answer


def test_a_draft_is_told_with_its_title_as_proof(engine: Engine) -> None:
    answer = engine.ask(Question(text="城东区那份文件是正式文件吗"))
    assert answer.status is Status.ANSWERED
    (citation,) = answer.citations
    assert citation.quote.endswith("(征求意见稿)")
    document = engine.library.document(citation.document_id)
    assert document.text[citation.start : citation.end] == citation.quote


def test_a_standing_that_nothing_states_is_not_guessed(engine: Engine) -> None:
    answer = engine.ask(Question(text="西工区的文件有效吗"))
    assert answer.status is Status.REFUSED_NO_BASIS
    assert "没有注明效力状态" in answer.answer


def test_among_several_each_is_told(engine: Engine) -> None:
    answer = engine.ask(Question(text="Are these documents in force?"))
    assert "Draft for comment" in answer.answer
    assert "Standing not stated" in answer.answer


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("洛川市停车管理办法从什么时候开始施行？", "自2025年3月1日起施行"),
        ("洛川市停车管理办法有效期到什么时候", "有效期到2099年12月31日为止"),
        ("安岭市停车管理办法还有效吗", "已过有效期"),
    ],
)
def test_days_of_force_are_told_where_the_text_states_them(
    dated: Engine, text: str, told: str
) -> None:
    answer = dated.ask(Question(text=text))
    assert answer.status is Status.ANSWERED
    assert told in answer.answer
    quotes = " ".join(one.quote for one in answer.citations)
    assert quotes
    for number in ("2025", "2099"):
        assert number not in answer.answer or number in quotes


def test_a_title_names_its_district_anywhere(dated: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "named"
    folder.mkdir()
    (folder / "named.txt").write_text(
        "关于印发洛川市养犬管理办法的通知\n\n一、总则\n\n(一)期限。本办法有效期至2098年5月1日。\n",
        encoding="utf-8",
    )
    (folder / "manifest.toml").write_text(
        '[[documents]]\nsource = "named.txt"\ntitle = "关于印发洛川市养犬管理办法的通知"\n'
        'region = "洛川市"\n',
        encoding="utf-8",
    )
    workspace = dated.workspace
    assert not ingest([folder], dated.settings, workspace.catalog, workspace.index).refused
    dated.refresh()
    answer = dated.ask(Question(text="《关于印发洛川市养犬管理办法的通知》有效期到什么时候"))
    assert "有效期到2098年5月1日为止" in answer.answer


def test_a_title_proves_only_what_it_says(dated: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "draft.txt").write_text(
        "东谷市养犬管理办法(征求意见稿)\n\n一、总则\n\n(一)登记。养犬应当登记。\n", encoding="utf-8"
    )
    (folder / "manifest.toml").write_text(
        '[[documents]]\nsource = "draft.txt"\ntitle = "东谷市养犬管理办法(征求意见稿)"\n'
        'region = "东谷市"\nstatus = "draft"\nissuer = "东谷市公安局"\n',
        encoding="utf-8",
    )
    workspace = dated.workspace
    assert not ingest([folder], dated.settings, workspace.catalog, workspace.index).refused
    dated.refresh()
    answer = dated.ask(Question(text="东谷市的办法是谁印发的"))
    assert "由东谷市公安局印发" in answer.answer
    assert not answer.citations
    (citation,) = dated.ask(Question(text="东谷市的办法是正式文件吗")).citations
    assert "征求意见稿" in citation.quote


def test_an_issuer_that_nothing_states_is_not_guessed(dated: Engine) -> None:
    answer = dated.ask(Question(text="青原市公厕工作安排是谁印发的"))
    assert answer.status is Status.REFUSED_NO_BASIS
    assert "没有写明由谁印发" in answer.answer


def test_of_many_documents_the_one_meant_must_be_named(dated: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(4):
        text = RULES.format(place=f"第{number}管理区", until="2099年12月31日")
        (folder / f"more-{number}.txt").write_text(text, encoding="utf-8")
    workspace = dated.workspace
    assert not ingest([folder], dated.settings, workspace.catalog, workspace.index).refused
    dated.refresh()
    answer = dated.ask(Question(text="这个办法还有效吗"))
    assert answer.status is Status.NEEDS_CLARIFICATION
    assert "7 份" in answer.answer
