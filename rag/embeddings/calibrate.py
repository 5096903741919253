"""Finds the few input channels that would spoil an int8 product, and tames them.

A handful of channels of this model run ten times as far as the others; a step that
covers them leaves little for the rest. Dividing such a channel before it is quantised,
and multiplying its weights instead, changes nothing else (SmoothQuant, Xiao et al. 2022,
arXiv:2211.10438). Unlike there, only outliers are divided: their count is small, so is
the cost, and a few texts are enough to find them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rag.embeddings.batches import embedded
from rag.embeddings.graph import VECTOR, linear_maps, write_encoder
from rag.embeddings.session import GraphSession
from rag.embeddings.tokenise import Tokeniser
from rag.embeddings.weights import FloatArray, Weights

OUTLIER = 4.0
"""A channel is an outlier where its peak is over this multiple of the median peak."""

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
        divisors: Per linear map that reads outliers, a divisor per input channel.
        vectors: The samples' vectors in float32, to check an int8 graph against.
    """

    divisors: dict[str, FloatArray]
    vectors: FloatArray


def calibrate(weights: Weights, tokeniser: Tokeniser, threads: int = 0) -> Calibration:
    """Run the samples through the float32 graph.

    Raises:
        ModelUnavailableError: onnxruntime cannot load the graph.
        EmbeddingError: It cannot run it.
    """
    names = linear_maps(weights)
    session = GraphSession(write_encoder(weights, None, expose=True), threads)
    peaks: dict[str, FloatArray] = {}
    vectors = []
    for sample in SAMPLES:
        words, mask = embedded([tokeniser.encode(sample)], weights.words, tokeniser.padding)
        vector, *reads = session.run(words, mask, [VECTOR, *names])
        vectors.append(vector[0])
        for name, read in zip(names, reads, strict=True):
            peak = np.abs(read[0]).max(axis=0)
            peaks[name] = np.maximum(peaks.get(name, peak), peak)
    divisors = {}
    for name, peak in peaks.items():
        divisor = np.maximum(1, peak / (OUTLIER * np.median(peak))).astype(np.float32)
        if divisor.max() > 1:
            divisors[name] = divisor
    return Calibration(divisors, np.stack(vectors))


def sample_vectors(session: GraphSession, weights: Weights, tokeniser: Tokeniser) -> FloatArray:
    """Return the vectors of the samples as another graph makes them."""
    ids = [tokeniser.encode(sample) for sample in SAMPLES]
    return session.run(*embedded(ids, weights.words, tokeniser.padding), [VECTOR])[0]
