"""The Hugging Face provider, which ships without its package."""

import sys

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from rag.embeddings import open_embeddings
from rag.embeddings.huggingface import HuggingFaceEncoder
from rag.errors import ConfigurationError
from rag.settings import Settings


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "langchain_huggingface", None)
    settings = Settings(
        _env_file=None, embedding_provider="huggingface", embedding_model="BAAI/bge-small-zh-v1.5"
    )

    with pytest.raises(ConfigurationError, match="langchain-huggingface"):
        open_embeddings(settings)


def test_a_missing_model_name_is_named():
    settings = Settings(_env_file=None, embedding_provider="huggingface", embedding_model=None)

    with pytest.raises(ConfigurationError, match="TIAOWEN_EMBEDDING_MODEL"):
        open_embeddings(settings)


def test_vectors_of_any_langchain_embeddings_come_out_at_length_one():
    encoder = HuggingFaceEncoder("some/model", DeterministicFakeEmbedding(size=16))

    passages = encoder.encode_passages(["甲", "乙"])
    questions = encoder.encode_questions(["甲"])

    assert encoder.fingerprint.key == "huggingface:some/model:16:"
    assert passages.shape == (2, 16)
    np.testing.assert_allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(questions[0], passages[0], atol=1e-6)
