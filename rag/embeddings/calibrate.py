"""Plans the int8 graph from what a few texts show of the float32 one.

Two things spoil an int8 product of this model, and both are cheap to mend:

- A few input channels run ten times as far as the others, and a step that covers them
  leaves little for the rest. Such a channel is divided before it is quantised, and its
  weights are multiplied instead (SmoothQuant, Xiao et al. 2022, arXiv:2211.10438; there
  every channel is, here only the outliers).
- Rounded weights err on the part that all tokens share, the same way for each of them,
  so that the mean over tokens does not cancel it. Its mean is added to the bias (bias
  correction, Nagel et al. 2019, arXiv:1906.04721).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rag.embeddings.batches import embedded
from rag.embeddings.graph import (
    VECTOR,
    Int8Plan,
    linear_maps,
    matrix,
    quantised,
    write_encoder,
)
from rag.embeddings.session import GraphSession
from rag.embeddings.tokenise import Tokeniser
from rag.embeddings.weights import FloatArray, Weights

_OUTLIERS = 0.99
"""Channels whose peak is over this quantile of a map's channels are brought down to it."""

SAMPLES = (
    "passage: （三）完善社会保障。对符合条件的困难群众，每人每月补助350元；申请人应当自收到"
    "通知之日起15个工作日内，到社区服务中心办理登记。",
    "passage: 一、总体要求。各责任单位要细化工作措施，明确时间节点，按季度报送进展情况，"
    "年底前完成200户改造，覆盖率达到95%以上。",
    "passage: 去年，全区生产总值增长6.5%，城镇新增就业1.3万人，登记失业率控制在4%以内；"
    "投资12亿元，新建、改建学校8所。",
    "passage: Applicants must register with the community centre within 15 working days; "
    "the subsidy is 350 yuan a month.",
    "query: 今年要加装多少部电梯？",
    "query: How much is the subsidy, and who can apply before 30 June?",
)
"""Texts of the kinds the encoder will meet, with its prefixes."""


@dataclass(frozen=True)
class Calibration:
    """What the samples showed.

    Attributes:
        plan: How to write the linear maps in int8.
        vectors: The samples' vectors in float32, to check an int8 graph against.
    """

    plan: Int8Plan
    vectors: FloatArray


def calibrate(weights: Weights, tokeniser: Tokeniser, threads: int = 0) -> Calibration:
    """Run the samples through the float32 graph.

    Raises:
        ModelUnavailableError: onnxruntime cannot load the graph.
        EmbeddingError: It cannot run it.
    """
    names = linear_maps(weights)
    session = GraphSession(write_encoder(weights, None, expose=True), threads)
    vectors = []
    reads: dict[str, list[FloatArray]] = {name: [] for name in names}
    for sample in SAMPLES:
        inputs = embedded([tokeniser.encode(sample)], weights.words, tokeniser.padding)
        vector, *read = session.run(inputs, [VECTOR, *names])
        vectors.append(vector[0])
        for name, states in zip(names, read, strict=True):
            reads[name].append(states[0])
    divisors, corrections = {}, {}
    for name in names:
        states = np.concatenate(reads[name])
        weight = matrix(weights, name)
        divisors[name] = _divisor(states)
        corrections[name] = _correction(states, weight, divisors[name])
    return Calibration(Int8Plan(divisors, corrections), np.stack(vectors))


def sample_vectors(session: GraphSession, weights: Weights, tokeniser: Tokeniser) -> FloatArray:
    """Return the vectors of the samples as another graph makes them."""
    ids = [tokeniser.encode(sample) for sample in SAMPLES]
    return session.run(embedded(ids, weights.words, tokeniser.padding), [VECTOR])[0]


def _divisor(states: FloatArray) -> FloatArray:
    """Return a divisor per channel of what a map reads, (tokens, in)."""
    peak = np.abs(states).max(axis=0)
    limit = max(float(np.quantile(peak, _OUTLIERS)), np.finfo(np.float32).tiny)
    divisor: FloatArray = np.maximum(1, peak / limit).astype(np.float32)
    return divisor


def _correction(states: FloatArray, weight: FloatArray, divisor: FloatArray) -> FloatArray:
    """Return the mean over tokens of what the int8 product lacks, (out,).

    In float64: a float32 product differs by how many threads took part in it, and with it
    the graph that is built, and now and then an answer.
    """
    rounded, scale = quantised(weight * divisor)
    product = _rounded(states / divisor).astype(np.float64) @ rounded.T.astype(np.float64) * scale
    lacking = states.astype(np.float64) @ weight.T.astype(np.float64) - product
    correction: FloatArray = lacking.mean(axis=0).astype(np.float32)
    return correction


def _rounded(states: FloatArray) -> FloatArray:
    """Round as ONNX's ``DynamicQuantizeLinear`` does, and undo its scale."""
    low, high = min(float(states.min()), 0.0), max(float(states.max()), 0.0)
    step = max((high - low) / 255, float(np.finfo(np.float32).tiny))
    zero = np.rint(-low / step)
    whole = np.clip(np.rint(states / step) + zero, 0, 255) - zero
    values: FloatArray = (whole * step).astype(np.float32)
    return values
