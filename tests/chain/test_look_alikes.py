"""Documents that say the same, or that hold what looks like a marker of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag import Engine
from rag.ingest import ingest
from rag.schemas import Answer, Question, Turn
from rag.settings import Settings
from rag.workspace import Workspace

PLACES = {"青山县": 300, "白河县": 800, "红石县": 500}


@pytest.fixture(scope="module")
def counties(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("counties")
    for place, sum_ in PLACES.items():
        (folder / f"{place}.md").write_text(
            f"# {place}2026年民生实事计划\n\n（一）强化养老服务。\n\n"
            "高龄老人津贴由所在街道按月发放到个人账户。"
            f"津贴标准为每人每月{sum_}元[2]。提升养老服务中心[3]5个。\n",
            encoding="utf-8",
        )
    (folder / "manifest.toml").write_text(
        "".join(
            f'[[documents]]\nsource = "{place}.md"\ntitle = "{place}2026年民生实事计划"\n'
            f'region = "{place}"\nregion_aliases = ["{place.removesuffix("县")}"]\n'
            for place in PLACES
        ),
        encoding="utf-8",
    )
    data = tmp_path_factory.mktemp("data")
    settings = Settings(_env_file=None, data_dir=data)
    (data / "models").symlink_to(engine.settings.data_dir / "models")
    with Workspace.open(settings) as workspace:
        ingest([folder], settings, workspace.catalog, workspace.index)
    with Engine.open(settings) as opened:
        yield opened


def after(engine: Engine, asked: str, said: str, text: str) -> Answer:
    history = (Turn(role="user", content=asked), Turn(role="assistant", content=said))
    return engine.ask(Question(text=text, history=history))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", ["哪个文件说的", "还有呢", "具体呢"])
def test_what_all_districts_say_is_found_again_in_the_district_spoken_of(
    counties: Engine, place: str, text: str
) -> None:
    line = "高龄老人津贴由所在街道按月发放到个人账户。[1]"
    for asked, said in (
        (f"{place}高龄老人津贴怎么发放？", line),
        ("高龄老人津贴怎么发放？", f"{place.removesuffix('县')}：{line}"),
    ):
        answer = after(counties, asked, said, text)
        assert answer.citations, (asked, answer.answer)
        assert {citation.region for citation in answer.citations} == {place}


def test_what_looks_like_a_marker_in_a_document_is_none(counties: Engine) -> None:
    answer = counties.ask(Question(text="青山县提升养老服务中心几个？"))
    assert "5个" in answer.answer
    assert "[3]" in answer.citations[0].quote
    assert "[3]" not in answer.answer
    assert "[2]" not in answer.answer
