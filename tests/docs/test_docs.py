"""The documents say what is true: commands, settings, answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rag import Engine
from rag.schemas import Question
from rag.settings import Settings

ROOT = Path(__file__).parents[2]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh.md"


def blocks(path: Path, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def commands(path: Path) -> list[str]:
    """What a reader would type, without the remarks."""
    lines = [line for block in blocks(path, "sh") for line in block.splitlines()]
    typed = [re.sub(r"\s*#.*", "", line) for line in lines if line.strip()]
    return typed + re.findall(r"`((?:tiaowen|make|POST) [^`]*)`", path.read_text(encoding="utf-8"))


def test_both_readmes_give_the_same_commands() -> None:
    english = [re.sub(r"FOLDER", "…", text) for text in commands(ENGLISH)]
    chinese = [re.sub(r"文件夹", "…", text) for text in commands(CHINESE)]
    assert english == chinese


def test_the_first_commands_are_run_and_test_and_the_makefile_has_them() -> None:
    assert commands(ENGLISH)[:2] == ["make run", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in commands(ENGLISH):
        if command.startswith("make "):
            assert re.search(rf"^{command.split()[1]}:", makefile, re.MULTILINE)


def test_the_machine_runs_the_readmes_test_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_both_readmes_run_the_same_python() -> None:
    assert blocks(ENGLISH, "python") == blocks(CHINESE, "python")


@pytest.mark.parametrize("path", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_the_answer_shown_is_the_answer_given(path: Path, engine: Engine) -> None:
    shown = path.read_text(encoding="utf-8").split("<!-- answer -->")[1]
    asked = re.search(r'ask "([^"]+)"', shown)
    assert asked is not None
    answer = engine.ask(Question(text=asked[1]))
    for line in answer.answer.splitlines():
        assert line in shown
    for citation in answer.citations:
        assert citation.quote in shown
        assert citation.clause_path in shown


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for name in Settings.model_fields:
        variable = name.upper() if name.startswith("openai_") else f"TIAOWEN_{name.upper()}"
        assert f"`{variable}`" in text, variable
        assert Settings.model_fields[name].description


def test_every_link_inside_the_documents_leads_somewhere() -> None:
    pages = [ENGLISH, CHINESE, ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
