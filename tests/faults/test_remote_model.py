"""An embedding endpoint that is away: documents are taken in, and words answer."""

from __future__ import annotations

import socket
from pathlib import Path

from making import a_text

from rag.ingest import ingest
from rag.settings import Settings
from rag.workspace import Workspace


def test_words_answer_while_the_model_is_away(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "甲.txt").write_text(a_text(1), encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        settings = Settings(
            _env_file=None,
            data_dir=tmp_path / "data",
            embedding_provider="openai",
            embedding_model="a-model",
            embedding_timeout_s=2,
            openai_api_key="none",
            openai_base_url=f"http://127.0.0.1:{taken.getsockname()[1]}/v1",
        )
        with Workspace.open(settings) as workspace:
            report = ingest([documents], settings, workspace.catalog, workspace.index)
            assert [file.outcome for file in report.files] == ["new"]
            assert report.pending == report.passages
            assert any(problem.startswith("vectors") for problem in report.problems)
            assert workspace.index.search("推进", 5)
    local = settings.model_copy(update={"embedding_provider": "none"})
    with Workspace.open(local) as workspace:
        assert workspace.index.verify().sound
