"""Writes the reader as two ONNX graphs: what is read apart, and what is read together.

The lower layers read question and passage each alone, so that what they make of a passage
is the same for every question and can be kept; the upper layers read both as one sequence.

Source: Cao et al. 2020, "DeFormer: Decomposing Pre-trained Transformers for Faster Question
Answering", arXiv:2005.00697.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from onnx import TensorProto, helper

from rag.embeddings.graph import (
    GRAPH_REVISION,
    GraphWriter,
    Int8Plan,
    inputs_of,
    write_embedded,
    write_layers,
    write_mean,
)
from rag.embeddings.weights import FloatArray, Weights

READER_REVISION: Final = f"{GRAPH_REVISION}.3"
"""Raised whenever a graph that is written changes; older built files are then stale."""

APART: Final = 4
"""Layers that read question and passage apart."""

STATES: Final = "states"
EDGES: Final = "edges"
ANSWERS: Final = "answers"
HEADS: Final = ("span.w", "span.b", "answers.w", "answers.b")
"""Names of the heads' weights: ``span`` (2, width), ``answers`` (1, 3 * width)."""


def write_apart(weights: Weights, plan: Int8Plan | None) -> bytes:
    """Return an ONNX model from the embedded words of texts to what the upper layers read.

    Inputs are those of ``write_embedded``. The output ``states`` is float32 (texts, tokens,
    width).
    """
    writer = GraphWriter(plan)
    embedded = write_embedded(writer, weights)
    hidden, _ = write_layers(writer, weights, embedded, range(APART))
    writer.node("Identity", [hidden], STATES)
    shape: list[str | int | None] = ["texts", "tokens", weights.width]
    outputs = [helper.make_tensor_value_info(STATES, TensorProto.FLOAT, shape)]
    return writer.model(inputs_of("words", weights), outputs)


def write_together(
    weights: Weights, heads: Mapping[str, FloatArray], plan: Int8Plan | None
) -> bytes:
    """Return an ONNX model from the states of question and passage to the heads' logits.

    Inputs: ``states``, float32 (texts, tokens, width), those of a question and then those of
    a passage, padded behind; ``mask``, int32 (texts, tokens). Outputs, float32: ``edges``
    (texts, tokens, 2), each token's logits as first and as last of the answer; ``answers``
    (texts, 1), from three states laid end to end: the mean under the mask, and the states
    that the first and the last word of the answer are expected at.
    """
    writer = GraphWriter(plan)
    hidden, _ = write_layers(writer, weights, STATES, range(APART, weights.layers))
    span = writer.constant("span.weight", heads["span.w"].T)
    edges = writer.node("MatMul", [hidden, span], "edges.product")
    writer.node("Add", [edges, writer.constant("span.bias", heads["span.b"])], EDGES)
    mean = write_mean(writer, hidden)
    expected = _write_expected(writer, hidden)
    states = writer.node("Concat", [mean, expected], "answers.states", axis=1)
    weight = writer.constant("answers.weight", heads["answers.w"].T)
    product = writer.node("MatMul", [states, weight], "answers.product")
    writer.node("Add", [product, writer.constant("answers.bias", heads["answers.b"])], ANSWERS)
    outputs = [
        helper.make_tensor_value_info(EDGES, TensorProto.FLOAT, ["texts", "tokens", 2]),
        helper.make_tensor_value_info(ANSWERS, TensorProto.FLOAT, ["texts", 1]),
    ]
    return writer.model(inputs_of(STATES, weights), outputs)


def _write_expected(writer: GraphWriter, hidden: str) -> str:
    """Write the hidden states weighted by the edges' softmax; return the name.

    It is float32 (texts, 2 * width): the state expected first, then the one expected last.
    """
    stands = writer.node("Cast", ["mask"], "edges.stands", to=TensorProto.FLOAT)
    whole = writer.constant("edges.whole", np.array(1.0, dtype=np.float32))
    far = writer.constant("edges.far", np.array(-1e9, dtype=np.float32))
    away = writer.node("Sub", [whole, stands], "edges.away")
    closed = writer.node("Mul", [away, far], "edges.closed")
    last = writer.constant("edges.axis", np.array([2], dtype=np.int64))
    closed = writer.node("Unsqueeze", [closed, last], "edges.closed.column")
    logits = writer.node("Add", [EDGES, closed], "edges.logits")
    shares = writer.node("Softmax", [logits], "edges.shares", axis=1)
    turned = writer.node("Einsum", [shares, hidden], "edges.states", equation="bte,btw->bew")
    return writer.node("Flatten", [turned], "edges.flat", axis=1)
