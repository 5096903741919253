"""The packed file is read as it is documented, and nothing else is taken for it."""

import struct
from pathlib import Path

import numpy as np
import pytest

from rag.embeddings.weights import Weights, file_hash, load
from rag.errors import ModelUnavailableError


def test_sizes_are_those_of_multilingual_e5_small(weights: Weights):
    assert (weights.width, weights.layers, weights.heads, weights.inner) == (384, 12, 12, 1536)
    assert weights.positions == 512
    assert weights.epsilon == pytest.approx(1e-12)
    assert len(weights.vocabulary.pieces) == len(weights.vocabulary.scores) == 250_002
    assert weights.vocabulary.pieces[weights.vocabulary.unknown] == "<unk>"
    assert weights.vocabulary.replacements[ord("Ａ")] == "A"


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("emb.pos", (512, 384)),
        ("emb.type", (2, 384)),
        ("emb.ln.w", (384,)),
        ("l0.q.w", (384, 384)),
        ("l0.q.b", (384,)),
        ("l5.fi.w", (1536, 384)),
        ("l5.fi.b", (1536,)),
        ("l11.fo.w", (384, 1536)),
        ("l11.fo.b", (384,)),
        ("l11.oln.b", (384,)),
    ],
)
def test_tensors_have_the_documented_shapes(weights: Weights, name: str, shape: tuple[int, ...]):
    tensor = weights.tensors[name]

    assert tensor.shape == shape
    assert tensor.dtype == np.float32
    assert np.isfinite(tensor).all()


def test_a_layer_has_sixteen_tensors_and_the_embedding_four(weights: Weights):
    assert len(weights.tensors) == 12 * 16 + 4


def test_rows_of_the_word_table_are_dequantised_by_the_documented_rule(weights: Weights):
    ids = np.array([[0, 3624], [250_001, 5]])

    rows = weights.words.rows(ids)

    assert rows.shape == (2, 2, 384)
    block = weights.words.packed[3624, 1].tobytes()
    (step,) = struct.unpack("<e", block[:2])
    expected = [(byte & 15) - 8 for byte in block[2:]] + [(byte >> 4) - 8 for byte in block[2:]]
    np.testing.assert_array_equal(rows[0, 1, 32:64], np.float32(expected) * np.float32(step))


@pytest.mark.parametrize(
    "content",
    [b"", b"E5S1", b"GGUF" + bytes(200), b"E5S1" + struct.pack("<I", 2) + bytes(200)],
    ids=["empty", "header only", "another format", "another version"],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "model.bin"
    path.write_bytes(content)

    with pytest.raises(ModelUnavailableError, match=r"model\.bin"):
        load(path)


@pytest.mark.parametrize("kept", [1_000_000, 10_000_000, 71_000_000])
def test_a_truncated_file_is_refused(tmp_path: Path, packed: Path, kept: int):
    path = tmp_path / "model.bin"
    with packed.open("rb") as file:
        path.write_bytes(file.read(kept))

    with pytest.raises(ModelUnavailableError):
        load(path)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(ModelUnavailableError):
        load(tmp_path / "none.bin")
    with pytest.raises(ModelUnavailableError):
        file_hash(tmp_path / "none.bin")
