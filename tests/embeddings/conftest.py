"""The real bundled model, built once for this folder's tests."""

from pathlib import Path

import pytest

from rag.embeddings.bundled import BundledEncoder
from rag.embeddings.native import NativeEncoder, packed_file
from rag.embeddings.tokenise import Tokeniser
from rag.embeddings.weights import Weights, load

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def packed() -> Path:
    return packed_file()


@pytest.fixture(scope="session")
def weights(packed: Path) -> Weights:
    return load(packed)


@pytest.fixture(scope="session")
def tokeniser(weights: Weights) -> Tokeniser:
    return Tokeniser(weights.vocabulary)


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def base(packed: Path, models: Path) -> BundledEncoder:
    """The bundled encoder without an adapter."""
    return BundledEncoder(packed, models)


@pytest.fixture(scope="session")
def native() -> NativeEncoder:
    return NativeEncoder("native")


@pytest.fixture(scope="session")
def corpus_passages() -> list[str]:
    """Every 96 characters of the shipped documents, at least 64 texts."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt")))
    return [text[at : at + 96] for at in range(0, len(text) - 96, 96)]
