"""Writes the encoder as an ONNX graph, in float32 or with int8 matrices.

The only user of ``onnx``. The word embedding stays outside: the graph takes embedded
words, so that it holds 22 MB instead of 400. Attention, GELU and the dynamically
quantised product are operators of onnxruntime's own (domain ``com.microsoft``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from rag.embeddings.weights import FloatArray, Weights

GRAPH_REVISION = 3
"""Raised whenever the graph that is written changes; older built files are then stale."""

VECTOR = "vector"
_RUNTIME = "com.microsoft"
_LARGEST = 127


@dataclass(frozen=True)
class Int8Plan:
    """How the linear maps are written in int8, by name of the map.

    Attributes:
        divisors: What each input channel is divided by before it is quantised, and its
            weights are multiplied by; maps without outliers have none.
        corrections: What is added to the bias, for the mean error that rounding makes.
    """

    divisors: Mapping[str, FloatArray]
    corrections: Mapping[str, FloatArray]


class GraphWriter:
    """Collects the nodes and constants of one graph.

    With a ``plan`` the linear maps are int8: weights per output channel when written,
    inputs per tensor when run. Without, they are float32.
    """

    def __init__(self, plan: Int8Plan | None = None) -> None:
        self._plan = plan
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a constant and return its name."""
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        domain: str = "",
        **attributes: float | str,
    ) -> str:
        """Add a node of one output and return the output's name."""
        self.nodes(operator, inputs, [output], domain, **attributes)
        return output

    def nodes(
        self,
        operator: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        domain: str = "",
        **attributes: float | str,
    ) -> None:
        """Add a node of several outputs."""
        node = helper.make_node(operator, inputs, outputs, domain=domain)
        node.attribute.extend(helper.make_attribute(*item) for item in attributes.items())
        self._nodes.append(node)

    def linear(self, name: str, source: str, weight: FloatArray, bias: FloatArray) -> str:
        """Add ``source @ weight.T + bias``, ``weight`` being (out, in); return its output."""
        output = f"{name}.out"
        if self._plan is None:
            transposed = self.constant(f"{name}.weight", weight.T)
            product = self.node("MatMul", [source, transposed], f"{name}.product")
            return self.node("Add", [product, self.constant(f"{name}.bias", bias)], output)
        divisor = self._plan.divisors.get(name)
        if divisor is not None:
            factor = self.constant(f"{name}.factor", (1 / divisor).astype(np.float32))
            source = self.node("Mul", [source, factor], f"{name}.tamed")
            weight = weight * divisor
        rounded, scale = quantised(weight)
        inputs = [
            source,
            self.constant(f"{name}.weight", rounded.T),
            self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zero", np.zeros(len(scale), dtype=np.int8)),
            self.constant(f"{name}.bias", bias + self._plan.corrections.get(name, 0)),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, output, domain=_RUNTIME)

    def normalise(
        self, name: str, source: str, weights: Weights, tensor: str, added: str | None = None
    ) -> str:
        """Add the layer normalisation ``tensor`` of ``source`` (plus ``added``)."""
        if added is not None:
            source = self.node("Add", [source, added], f"{name}.sum")
        gain = self.constant(f"{name}.gain", weights.tensors[f"{tensor}.w"])
        shift = self.constant(f"{name}.shift", weights.tensors[f"{tensor}.b"])
        return self.node(
            "LayerNormalization", [source, gain, shift], name, axis=-1, epsilon=weights.epsilon
        )

    def model(
        self, inputs: Sequence[onnx.ValueInfoProto], outputs: Sequence[onnx.ValueInfoProto]
    ) -> bytes:
        """Return the graph as the bytes of an ONNX model."""
        graph = helper.make_graph(self._nodes, "encoder", inputs, outputs, self._constants)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_RUNTIME, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        return bytes(model.SerializeToString())


def quantised(weight: FloatArray) -> tuple[NDArray[np.int8], FloatArray]:
    """Round a matrix (out, in) to int8; return it with the step of each row."""
    peak = np.abs(weight).max(axis=1)
    scale: FloatArray = (np.where(peak == 0, 1, peak) / _LARGEST).astype(np.float32)
    return np.rint(weight / scale[:, None]).astype(np.int8), scale


def linear_maps(weights: Weights) -> tuple[str, ...]:
    """Return the names of the linear maps, in order; ``qkv`` is query, key and value in one."""
    return tuple(
        f"l{n}.{part}" for n in range(weights.layers) for part in ("qkv", "ao", "fi", "fo")
    )


def matrix(weights: Weights, name: str) -> FloatArray:
    """Return the weight ``(out, in)`` of a linear map."""
    return _tensor(weights, name, "w")


def _tensor(weights: Weights, name: str, kind: str) -> FloatArray:
    layer, part = name.split(".")
    if part == "qkv":
        return np.concatenate([weights.tensors[f"{layer}.{one}.{kind}"] for one in part])
    return weights.tensors[f"{name}.{kind}"]


def write_embedded(writer: GraphWriter, weights: Weights) -> str:
    """Write what the first layer reads: embedded words with their places, normalised.

    The graph's inputs must be ``words``, float32 (texts, tokens, width), and ``mask``,
    int32 (texts, tokens), 1 where a token stands and 0 in the padding after it. Returns the
    name of the states, float32 of the shape of ``words``.
    """
    places = weights.tensors["emb.pos"] + weights.tensors["emb.type"][0]
    one = writer.constant("places.axis", np.array([1], dtype=np.int64))
    two = writer.constant("places.beyond", np.array([2], dtype=np.int64))
    zero = writer.constant("places.first", np.array([0], dtype=np.int64))
    shape = writer.node("Shape", ["words"], "shape")
    length = writer.node("Slice", [shape, one, two], "length")
    every = writer.constant("places", places.astype(np.float32))
    placed = writer.node("Slice", [every, zero, length, zero], "placed")
    return writer.normalise("embedded", "words", weights, "emb.ln", placed)


def write_layers(
    writer: GraphWriter, weights: Weights, states: str, layers: range
) -> tuple[str, dict[str, str]]:
    """Write some of the encoder's layers, in order, under the graph's ``mask``.

    Args:
        writer: What is written to.
        weights: The weights, of which those of ``layers`` are written.
        states: Name of what the first of them reads, float32 (texts, tokens, width).
        layers: Their numbers.

    Returns:
        The name of the hidden states, of the same shape; and per linear map the name of what
        it reads.
    """
    hidden = states
    thirds = writer.constant("thirds", np.full(3, weights.width, dtype=np.int64))
    reads: dict[str, str] = {}

    def linear(name: str, source: str) -> str:
        reads[name] = source
        weight, bias = matrix(weights, name), _tensor(weights, name, "b")
        return writer.linear(name, source, weight, bias)

    for n in layers:
        layer = f"l{n}"
        heads = [f"{layer}.query", f"{layer}.key", f"{layer}.value"]
        writer.nodes("Split", [linear(f"{layer}.qkv", hidden), thirds], heads, axis=-1)
        attended = writer.node(
            "MultiHeadAttention",
            [*heads, "", "mask"],
            f"{layer}.attended",
            domain=_RUNTIME,
            num_heads=weights.heads,
        )
        output = linear(f"{layer}.ao", attended)
        hidden = writer.normalise(f"{layer}.middle", output, weights, f"{layer}.aln", hidden)
        inner = linear(f"{layer}.fi", hidden)
        inner = writer.node("Gelu", [inner], f"{layer}.inner", domain=_RUNTIME)
        output = linear(f"{layer}.fo", inner)
        hidden = writer.normalise(f"{layer}.hidden", output, weights, f"{layer}.oln", hidden)
    return hidden, reads


def write_mean(writer: GraphWriter, hidden: str) -> str:
    """Write the mean over a text's tokens after ``write_layers``; return its name.

    It is float32 (texts, width); the padding has no share in it.
    """
    axis = writer.constant("mean.axis", np.array([1], dtype=np.int64))
    stands = writer.node("Cast", ["mask"], "stands", to=TensorProto.FLOAT)
    count = writer.node("ReduceSum", [stands, axis], "count", keepdims=1)
    shares = writer.node("Div", [stands, count], "shares")
    row = writer.node("Unsqueeze", [shares, axis], "row")
    mean = writer.node("MatMul", [row, hidden], "mean")
    return writer.node("Squeeze", [mean, axis], "flat")


def write_encoder(weights: Weights, plan: Int8Plan | None, *, expose: bool = False) -> bytes:
    """Return an ONNX model from embedded words to vectors.

    Inputs are those of ``write_embedded``. The output ``vector``, float32 (texts, width),
    is the mean of the hidden states under the mask, scaled to length 1.

    Args:
        weights: The weights, an adapter merged or not.
        plan: Makes the linear maps int8; None leaves them in float32.
        expose: Also put out what each linear map reads, under the map's name.
    """
    writer = GraphWriter(plan)
    embedded = write_embedded(writer, weights)
    hidden, reads = write_layers(writer, weights, embedded, range(weights.layers))
    mean = write_mean(writer, hidden)
    writer.node("LpNormalization", [mean], VECTOR, axis=-1, p=2)
    outputs = [helper.make_tensor_value_info(VECTOR, TensorProto.FLOAT, ["texts", weights.width])]
    if expose:
        for name, read in reads.items():
            writer.node("Identity", [read], name)
            outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    return writer.model(inputs_of("words", weights), outputs)


def inputs_of(states: str, weights: Weights) -> list[onnx.ValueInfoProto]:
    """Return a graph's two inputs: states of the name given, and ``mask``."""
    shape: list[str | int | None] = ["texts", "tokens", weights.width]
    return [
        helper.make_tensor_value_info(states, TensorProto.FLOAT, shape),
        helper.make_tensor_value_info("mask", TensorProto.INT32, ["texts", "tokens"]),
    ]


def write_product() -> bytes:
    """Return a model of one int8 product whose true sums are the largest there are.

    Input ``left`` is uint8 (rows, 64), output ``product`` int32 (rows, 16): each value is
    127 times the sum of a row. It tells whether a processor's int8 product saturates.
    """
    writer = GraphWriter()
    right = writer.constant("right", np.full((64, 16), _LARGEST, dtype=np.int8))
    writer.node("MatMulInteger", ["left", right], "product")
    left = helper.make_tensor_value_info("left", TensorProto.UINT8, ["rows", 64])
    product = helper.make_tensor_value_info("product", TensorProto.INT32, ["rows", 16])
    return writer.model([left], [product])
