"""Uploads, new versions and erasing killed at any moment: what was acknowledged holds."""

from __future__ import annotations

import shutil
from pathlib import Path

from eval.kill import run
from rag.chain import Engine


def test_what_was_acknowledged_survives_kills(engine: Engine, tmp_path: Path) -> None:
    shutil.copytree(engine.settings.data_dir / "models", tmp_path / "models")
    kills = list(run(tmp_path, 8, seed=20))
    assert [kill.faults for kill in kills] == [()] * 8
    assert sum(kill.acknowledged for kill in kills) > 8
    assert any(kill.unfinished for kill in kills)
    assert max(kill.restart_s for kill in kills) < 30
