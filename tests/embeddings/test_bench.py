"""The benchmark of the bundled encoder prints its figures as JSON alone."""

import json
import subprocess
import sys
from pathlib import Path


def test_the_benchmark_prints_json(tmp_path: Path):
    root = Path(__file__).parents[2]
    (tmp_path / "text.txt").write_text(
        "年底前完成老旧小区改造二百户，惠及居民一万人。" * 20, "utf-8"
    )
    command = [sys.executable, "-m", "eval.bench_embedding", "--json", "--rounds", "1"]
    options = ["--texts", str(tmp_path), "--passages", "4", "--length", "40"]

    done = subprocess.run(
        command + options, cwd=root, timeout=120, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert (figures["passages"], figures["characters"]) == (4, 160)
    assert figures["cosine_min"] >= 0.997
    assert figures["ratio"] > 1
    assert figures["question_ms"] > 0
    assert figures["hardware"]["packages"]["onnxruntime"]
