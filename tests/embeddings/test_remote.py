"""The remote provider against an endpoint that speaks OpenAI's embeddings protocol."""

import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from rag.embeddings import Encoder, open_embeddings
from rag.errors import ConfigurationError, EmbeddingError
from rag.settings import Settings

KEY = "sk-secret-of-the-test"


def embedding(text: str, width: int) -> list[float]:
    return [float(len(text)), 3.0, *[0.0] * (width - 2)]


class Endpoint(ThreadingHTTPServer):
    """Answers well, save where ``script`` holds the next answers' faults."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: deque[str] = deque()
        self.requests: list[dict] = []
        self.width = 8
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(
            {"path": self.path, "key": self.headers["Authorization"], **body}
        )
        fault = self.server.script.popleft() if self.server.script else "ok"
        if fault == "hang":
            self.server.over.wait(10)
            return
        if fault.startswith("429"):
            retry = {"Retry-After": fault.split()[1]} if " " in fault else {}
            self.reply(429, {"error": {"message": "slow down", "type": "requests"}}, retry)
        elif fault == "500":
            self.reply(500, {"error": {"message": "oops", "type": "server_error"}})
        elif fault == "401":
            self.reply(401, {"error": {"message": f"bad key {KEY}", "type": "auth"}})
        elif fault == "garbage":
            self.reply(200, None)
        else:
            inputs = body["input"] if isinstance(body["input"], list) else [body["input"]]
            vectors = [embedding(text, self.server.width) for text in inputs]
            if fault == "one short":
                vectors.pop()
            elif fault == "zero":
                vectors[0] = [0.0] * self.server.width
            elif fault == "wider":
                vectors = [[*vector, 1.0] for vector in vectors]
            data = [
                {"object": "embedding", "index": i, "embedding": vector}
                for i, vector in enumerate(vectors)
            ]
            usage = {"prompt_tokens": 1, "total_tokens": 1}
            model = body["model"]
            self.reply(200, {"object": "list", "data": data, "model": model, "usage": usage})

    def reply(self, status: int, body: dict | None, headers: dict | None = None) -> None:
        content = b"<html>not JSON" if body is None else json.dumps(body).encode()
        self.send_response(status)
        kind = "text/html" if body is None else "application/json"
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    thread.join()
    server.server_close()


def remote(endpoint: Endpoint, **changes: object) -> Encoder:
    values = {
        "embedding_provider": "openai",
        "embedding_model": "some-model",
        "openai_base_url": endpoint.url,
        "openai_api_key": KEY,
        "embedding_timeout_s": 3.0,
        **changes,
    }
    encoder = open_embeddings(Settings(_env_file=None, **values))
    assert encoder is not None
    return encoder


def test_vectors_are_those_of_the_endpoint_at_length_one(endpoint: Endpoint):
    encoder = remote(endpoint)

    vectors = encoder.encode_passages(["年底前", "完成两百户"])

    expected = np.array([embedding("年底前", 8), embedding("完成两百户", 8)])
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    np.testing.assert_allclose(vectors, expected, atol=1e-6)
    assert vectors.dtype == np.float32


def test_texts_are_sent_as_text_with_model_and_key(endpoint: Endpoint):
    remote(endpoint).encode_passages(["年底前"])

    (request,) = endpoint.requests
    assert request["path"] == "/v1/embeddings"
    assert request["input"] == ["年底前"]
    assert request["model"] == "some-model"
    assert request["key"] == f"Bearer {KEY}"


def test_opening_calls_nothing_and_the_dimension_is_found_by_a_call(endpoint: Endpoint):
    encoder = remote(endpoint)
    assert endpoint.requests == []

    fingerprint = encoder.fingerprint

    assert len(endpoint.requests) == 1
    assert (fingerprint.provider, fingerprint.model) == ("openai", "some-model")
    assert fingerprint.dimension == 8
    assert encoder.fingerprint is fingerprint
    assert KEY not in fingerprint.key


def test_the_fingerprint_tells_endpoints_models_and_dimensions_apart(endpoint: Endpoint):
    keys = {
        remote(endpoint).fingerprint.key,
        remote(endpoint, embedding_model="other").fingerprint.key,
        remote(endpoint, openai_base_url=endpoint.url + "/").fingerprint.key,
    }
    endpoint.width = 4
    keys.add(remote(endpoint).fingerprint.key)

    assert len(keys) == 4


def test_many_passages_go_in_several_calls_and_keep_their_order(endpoint: Endpoint):
    texts = ["字" * n for n in range(1, 151)]

    vectors = remote(endpoint).encode_passages(texts)

    assert [len(request["input"]) for request in endpoint.requests] == [64, 64, 22]
    np.testing.assert_allclose(vectors[:, 0] / vectors[:, 1] * 3, range(1, 151), rtol=1e-5)


def test_no_texts_need_no_vectors(endpoint: Endpoint):
    assert remote(endpoint).encode_passages([]).shape == (0, 8)


def test_a_question_asked_again_is_not_sent_again(endpoint: Endpoint):
    encoder = remote(endpoint)

    first = encoder.encode_questions(["多少部电梯", "找谁"])
    again = encoder.encode_questions(["找谁", "多少部电梯", "找谁"])

    assert len(endpoint.requests) == 1
    np.testing.assert_array_equal(again, first[[1, 0, 1]])


def test_only_the_last_questions_are_remembered(endpoint: Endpoint):
    encoder = remote(endpoint)
    encoder.encode_questions(["第一个问题"])
    encoder.encode_questions([f"问题{n}" for n in range(300)])
    calls = len(endpoint.requests)

    encoder.encode_questions(["问题299"])
    assert len(endpoint.requests) == calls
    encoder.encode_questions(["第一个问题"])
    assert len(endpoint.requests) == calls + 1


@pytest.mark.parametrize("faults", [["429 0.2"], ["500"], ["500", "429 0.1"]])
def test_a_passing_fault_is_tried_again(endpoint: Endpoint, faults: list[str]):
    endpoint.script.extend(faults)

    assert remote(endpoint).encode_passages(["甲"]).shape == (1, 8)
    assert len(endpoint.requests) == len(faults) + 1


def test_the_wait_that_the_endpoint_asks_for_is_kept(endpoint: Endpoint):
    endpoint.script.append("429 0.7")
    start = time.monotonic()

    remote(endpoint).encode_passages(["甲"])

    assert time.monotonic() - start >= 0.7


def test_a_wait_past_the_time_out_is_not_begun(endpoint: Endpoint):
    endpoint.script.extend(["429 60"] * 3)
    start = time.monotonic()

    with pytest.raises(EmbeddingError, match="429"):
        remote(endpoint).encode_passages(["甲"])

    assert time.monotonic() - start < 2
    assert len(endpoint.requests) == 1


def test_retries_end(endpoint: Endpoint):
    endpoint.script.extend(["500"] * 9)

    with pytest.raises(EmbeddingError, match="500"):
        remote(endpoint).encode_passages(["甲"])

    assert len(endpoint.requests) == 3


def test_a_hanging_endpoint_ends_in_time(endpoint: Endpoint):
    endpoint.script.extend(["hang"] * 9)
    encoder = remote(endpoint, embedding_timeout_s=0.6)
    start = time.monotonic()

    with pytest.raises(EmbeddingError, match="in time"):
        encoder.encode_questions(["甲"])

    assert 0.5 < time.monotonic() - start < 2


def test_a_refused_key_is_neither_tried_again_nor_shown(endpoint: Endpoint):
    endpoint.script.append("401")

    with pytest.raises(EmbeddingError, match="401") as caught:
        remote(endpoint).encode_passages(["甲"])

    assert KEY not in str(caught.value)
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("fault", ["garbage", "one short", "zero"])
def test_an_answer_that_is_no_vectors_is_refused(endpoint: Endpoint, fault: str):
    endpoint.script.append(fault)

    with pytest.raises(EmbeddingError):
        remote(endpoint).encode_passages(["甲", "乙"])


def test_a_change_of_dimension_is_refused(endpoint: Endpoint):
    encoder = remote(endpoint)
    encoder.encode_passages(["甲"])
    endpoint.script.append("wider")

    with pytest.raises(EmbeddingError, match="9 dimensions"):
        encoder.encode_passages(["乙"])


def test_an_endpoint_that_is_not_there_is_an_embedding_error(endpoint: Endpoint):
    encoder = remote(endpoint, openai_base_url="http://127.0.0.1:9/v1", embedding_timeout_s=1.0)

    with pytest.raises(EmbeddingError, match="cannot be reached"):
        encoder.fingerprint  # noqa: B018


def test_an_endpoint_of_ones_own_needs_no_key(endpoint: Endpoint):
    encoder = remote(endpoint, openai_api_key=None)

    assert encoder.encode_passages(["甲"]).shape == (1, 8)


def test_neither_key_nor_address_is_a_fault_of_configuration():
    settings = Settings(
        _env_file=None, embedding_provider="openai", openai_api_key=None, openai_base_url=None
    )

    with pytest.raises(ConfigurationError, match="OPENAI_API_KEY"):
        open_embeddings(settings)
