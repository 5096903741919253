"""A built graph is used again, and built again where it is stale, damaged or missing."""

from pathlib import Path

import numpy as np
import pytest

from rag.embeddings import modelfile
from rag.embeddings.bundled import BundledEncoder

TEXTS = ["新增停车位200个。", "Where can I apply?"]


@pytest.fixture
def built(tmp_path: Path, models: Path, base: BundledEncoder) -> Path:
    """A folder with the built graph of the base model."""
    for file in models.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def graph(folder: Path) -> Path:
    (path,) = folder.glob("*.onnx")
    return path


def test_a_built_graph_is_used_again(built: Path, packed: Path, base: BundledEncoder):
    before = graph(built).stat().st_mtime_ns

    again = BundledEncoder(packed, built)

    assert graph(built).stat().st_mtime_ns == before
    np.testing.assert_allclose(again.encode_passages(TEXTS), base.encode_passages(TEXTS), atol=1e-5)


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "unchecked", "gone"])
def test_a_damaged_graph_is_as_good_as_none(tmp_path: Path, damage: str):
    (path,) = modelfile.keep(tmp_path, {"a": b"a graph of some length"})
    assert modelfile.find(tmp_path, "a") == path

    if damage == "flipped":
        path.write_bytes(b"A graph of some length")
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "gone":
        path.unlink()
    else:
        path.with_suffix(".onnx.sha256").unlink()

    assert modelfile.find(tmp_path, "a") is None


def test_a_damaged_graph_is_built_again(built: Path, packed: Path, base: BundledEncoder):
    path = graph(built)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    again = BundledEncoder(packed, built)

    name = path.name.removeprefix("encoder.").removesuffix(".onnx")
    assert modelfile.find(built, name) == path
    assert (again.encode_passages(TEXTS) * base.encode_passages(TEXTS)).sum(axis=1).min() > 0.9999


def test_a_stale_graph_and_what_a_killed_build_left_are_removed(built: Path, packed: Path):
    current = graph(built)
    stale = current.rename(built / "encoder.000000000000-base.g0.onnx")
    (built / "encoder.building-x").write_bytes(b"half")

    BundledEncoder(packed, built)

    assert not stale.exists()
    assert sorted(built.iterdir()) == [current, current.with_suffix(".onnx.sha256")]


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, packed: Path, base: BundledEncoder, caplog: pytest.LogCaptureFixture
):
    folder = tmp_path / "models"
    folder.write_text("a file where the folder should be", encoding="utf-8")

    encoder = BundledEncoder(packed, folder)

    assert (encoder.encode_passages(TEXTS) * base.encode_passages(TEXTS)).sum(axis=1).min() > 0.9999
    assert "cannot be kept" in caplog.text


def test_a_former_graph_stays_whole_when_writing_fails(tmp_path: Path):
    modelfile.keep(tmp_path, {"a": b"graph"})
    (tmp_path / "encoder.b.onnx").mkdir()

    with pytest.raises(OSError, match=r"encoder\.b"):
        modelfile.keep(tmp_path, {"b": b"other"})

    found = modelfile.find(tmp_path, "a")
    assert found is not None
    assert found.read_bytes() == b"graph"
    assert not list(tmp_path.glob("encoder.building-*"))
