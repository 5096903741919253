"""The command line, run in this process."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Outcome, Run

from rag.cli import main
from rag.settings import get_settings


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Run the command line in a data folder of its own, searching by words alone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIAOWEN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TIAOWEN_EMBEDDING_PROVIDER", "none")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(logging.root, "handlers", [])

    def call(*arguments: object, language: str = "zh") -> Outcome:
        get_settings.cache_clear()
        words = ["tiaowen", "--language", language, *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as caught:
            main()
        captured = capsys.readouterr()
        code = caught.value.code
        return Outcome(code if isinstance(code, int) else 0, captured.out, captured.err)

    yield call
    get_settings.cache_clear()
