"""An adapter is merged into the weights, and shows in the fingerprint."""

import io
from pathlib import Path

import numpy as np
import pytest

from rag.embeddings.adapter import merge, parse_adapter, shipped_adapter
from rag.embeddings.batches import embedded
from rag.embeddings.bundled import BundledEncoder
from rag.embeddings.graph import VECTOR, write_encoder
from rag.embeddings.session import GraphSession
from rag.embeddings.tokenise import Tokeniser
from rag.embeddings.weights import Weights
from rag.errors import EmbeddingError, ModelUnavailableError

TEXTS = ["新增停车位200个，年底前完成。", "Where can I apply for the subsidy?", "加装电梯"]


def content(**arrays: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.fixture(scope="module")
def arrays() -> dict[str, np.ndarray]:
    random = np.random.default_rng(7)
    return {
        "l0.q.w.A": random.normal(0, 0.4, (384, 2)).astype(np.float16),
        "l0.q.w.B": random.normal(0, 0.3, (2, 384)).astype(np.float16),
        "l3.fo.w.A": random.normal(0, 0.1, (384, 4)).astype(np.float16),
        "l3.fo.w.B": random.normal(0, 0.1, (4, 1536)).astype(np.float16),
        "l5.fi.b": random.normal(0, 0.4, 1536).astype(np.float16),
        "l7.aln.w": random.normal(0.8, 0.05, 384).astype(np.float16),
        "emb.ln.b": random.normal(0, 0.05, 384).astype(np.float16),
    }


def test_merging_adds_the_products_and_replaces_the_rest(
    weights: Weights, arrays: dict[str, np.ndarray]
):
    merged = merge(weights, parse_adapter(content(**arrays)))

    for name in ("l0.q.w", "l3.fo.w"):
        base = weights.tensors[name].astype(np.float64)
        expected = base + arrays[f"{name}.A"].astype(np.float64) @ arrays[f"{name}.B"].astype(
            np.float64
        )
        np.testing.assert_allclose(merged.tensors[name], expected, atol=1e-5)
        assert abs(merged.tensors[name] - weights.tensors[name]).max() > 0.01
    for name in ("l5.fi.b", "l7.aln.w", "emb.ln.b"):
        np.testing.assert_array_equal(merged.tensors[name], arrays[name].astype(np.float32))
    untouched = set(weights.tensors) - {"l0.q.w", "l3.fo.w", "l5.fi.b", "l7.aln.w", "emb.ln.b"}
    assert len(merged.tensors) == len(weights.tensors)
    for name in sorted(untouched)[::20]:
        np.testing.assert_array_equal(merged.tensors[name], weights.tensors[name])


def test_the_built_graph_carries_the_adapter(
    tmp_path: Path,
    packed: Path,
    weights: Weights,
    tokeniser: Tokeniser,
    base: BundledEncoder,
    arrays: dict[str, np.ndarray],
):
    adapter = parse_adapter(content(**arrays))

    encoder = BundledEncoder(packed, tmp_path, adapter)

    vectors = encoder.encode_passages(TEXTS)
    graph = GraphSession(write_encoder(merge(weights, adapter), None))
    ids = [tokeniser.encode("passage: " + text) for text in TEXTS]
    exact = graph.run(embedded(ids, weights.words, tokeniser.padding), [VECTOR])[0]
    assert (vectors * exact).sum(axis=1).min() > 0.997
    assert (vectors * base.encode_passages(TEXTS)).sum(axis=1).max() < 0.99
    assert encoder.fingerprint != base.fingerprint
    assert encoder.fingerprint.key == base.fingerprint.key.replace("-base", f"-{adapter.revision}")


def test_an_adapter_that_adds_nothing_changes_no_vector(
    tmp_path: Path, packed: Path, base: BundledEncoder
):
    zero = parse_adapter(
        content(**{"l0.q.w.A": np.zeros((384, 1)), "l0.q.w.B": np.zeros((1, 384))})
    )

    encoder = BundledEncoder(packed, tmp_path, zero)

    assert (encoder.encode_passages(TEXTS) * base.encode_passages(TEXTS)).sum(axis=1).min() > 0.9999


def test_an_adapter_that_int8_cannot_follow_is_refused(tmp_path: Path, packed: Path):
    broken = parse_adapter(content(**{"l11.oln.w": np.full(384, np.inf)}))

    with pytest.raises(ModelUnavailableError, match="stray"):
        BundledEncoder(packed, tmp_path, broken)

    assert list(tmp_path.iterdir()) == []


def test_the_revision_names_the_content(arrays: dict[str, np.ndarray]):
    one = parse_adapter(content(**arrays))
    other = parse_adapter(content(**{**arrays, "l5.fi.b": arrays["l5.fi.b"] + 1}))

    assert one.revision == parse_adapter(content(**arrays)).revision
    assert one.revision != other.revision
    assert len(one.revision) == 12


@pytest.mark.parametrize(
    "arrays",
    [
        {"l0.q.w.A": np.zeros((384, 2))},
        {"l0.q.w.B": np.zeros((2, 384))},
        {"l0.q.w.A": np.zeros((384, 2)), "l0.q.w.B": np.zeros((3, 384))},
        {"l0.q.w.A": np.zeros((1536, 2)), "l0.q.w.B": np.zeros((2, 384))},
        {"l99.q.w.A": np.zeros((384, 2)), "l99.q.w.B": np.zeros((2, 384))},
        {"l0.q.b": np.zeros(385)},
        {"nothing": np.zeros(3)},
    ],
    ids=["no B", "no A", "ranks differ", "another shape", "no such layer", "length", "name"],
)
def test_an_adapter_that_does_not_fit_is_refused(weights: Weights, arrays: dict[str, np.ndarray]):
    with pytest.raises(EmbeddingError, match="does not fit"):
        merge(weights, parse_adapter(content(**arrays)))


@pytest.mark.parametrize(
    "broken",
    [b"", b"PK\x03\x04 not a zip", content(a=np.zeros(3))[:-40], content(a=np.array(["words"]))],
    ids=["empty", "no zip", "cut off", "not numbers"],
)
def test_a_file_that_is_no_adapter_is_refused(broken: bytes):
    with pytest.raises(EmbeddingError, match="cannot be read"):
        parse_adapter(broken)


def test_a_shipped_adapter_fits_the_weights(weights: Weights):
    adapter = shipped_adapter()

    merged = merge(weights, adapter) if adapter else weights

    assert set(merged.tensors) == set(weights.tensors)
