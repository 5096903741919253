"""Writes the reader as an ONNX graph: the encoder's layers and two small heads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from onnx import TensorProto, helper

from rag.embeddings.graph import GRAPH_REVISION, GraphWriter, Int8Plan, write_layers, write_mean
from rag.embeddings.weights import FloatArray, Weights

READER_REVISION: Final = f"{GRAPH_REVISION}.1"
"""Raised whenever the graph that is written changes; older built files are then stale."""

EDGES: Final = "edges"
ANSWERS: Final = "answers"
HEADS: Final = ("span.w", "span.b", "answers.w", "answers.b")
"""Names of the heads' weights: ``span`` (2, width) for start and end, ``answers`` (1, width)."""


def write_reader(weights: Weights, heads: Mapping[str, FloatArray], plan: Int8Plan | None) -> bytes:
    """Return an ONNX model from embedded words of question and passage to the heads' logits.

    Inputs are those of ``write_layers``. Outputs, float32: ``edges`` (texts, tokens, 2),
    each token's logits as first and as last of the answer; ``answers`` (texts, 1), from
    the mean of the hidden states under the mask.
    """
    writer = GraphWriter(plan)
    hidden, _ = write_layers(writer, weights)
    span = writer.constant("span.weight", heads["span.w"].T)
    edges = writer.node("MatMul", [hidden, span], "edges.product")
    writer.node("Add", [edges, writer.constant("span.bias", heads["span.b"])], EDGES)
    mean = write_mean(writer, hidden)
    weight = writer.constant("answers.weight", heads["answers.w"].T)
    product = writer.node("MatMul", [mean, weight], "answers.product")
    writer.node("Add", [product, writer.constant("answers.bias", heads["answers.b"])], ANSWERS)
    inputs = [
        helper.make_tensor_value_info(
            "words", TensorProto.FLOAT, ["texts", "tokens", weights.width]
        ),
        helper.make_tensor_value_info("mask", TensorProto.INT32, ["texts", "tokens"]),
    ]
    outputs = [
        helper.make_tensor_value_info(EDGES, TensorProto.FLOAT, ["texts", "tokens", 2]),
        helper.make_tensor_value_info(ANSWERS, TensorProto.FLOAT, ["texts", 1]),
    ]
    return writer.model(inputs, outputs)
