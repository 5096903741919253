"""Fits gradient-boosted trees, and writes them as ONNX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper

from rag.compose.models import INPUT, OUTPUT

Trees = lightgbm.Booster


class Fitting(NamedTuple):
    """How trees are fitted: how many, to what loss, and LightGBM's other settings."""

    rounds: int
    objective: str
    settings: Mapping[str, float]


def fit(
    features: NDArray[np.generic],
    wanted: NDArray[np.generic],
    weight: NDArray[np.float64],
    how: Fitting,
) -> Trees:
    """Return trees fitted to ``wanted``, one row of features each."""
    data = lightgbm.Dataset(features, wanted, weight=weight)
    quiet = {
        "verbosity": -1,
        "seed": 0,
        "deterministic": True,
        "force_row_wise": True,
        # beside other work a second thread only waits, and makes a fit twenty times slower
        "num_threads": 1,
    }
    settings = {**quiet, "objective": how.objective, **how.settings}
    return lightgbm.train(settings, data, num_boost_round=how.rounds)


def as_onnx(trees: Trees) -> bytes:
    """Return trees as an ONNX model from ``features`` (rows, features) to ``score`` (rows, 1)."""
    dumped = trees.dump_model()
    columns: dict[str, list[Any]] = {}

    def add(name: str, value: object) -> None:
        columns.setdefault(name, []).append(value)

    for tree in dumped["tree_info"]:
        numbered = list(_nodes(tree["tree_structure"]))
        numbers = {id(node): number for number, node in enumerate(numbered)}
        for number, node in enumerate(numbered):
            leaf = "leaf_value" in node
            add("nodes_treeids", tree["tree_index"])
            add("nodes_nodeids", number)
            add("nodes_modes", "LEAF" if leaf else "BRANCH_LEQ")
            add("nodes_featureids", 0 if leaf else node["split_feature"])
            add("nodes_values", 0.0 if leaf else _single(node["threshold"]))
            add("nodes_truenodeids", 0 if leaf else numbers[id(node["left_child"])])
            add("nodes_falsenodeids", 0 if leaf else numbers[id(node["right_child"])])
            if leaf:
                add("target_treeids", tree["tree_index"])
                add("target_nodeids", number)
                add("target_ids", 0)
                add("target_weights", float(node["leaf_value"]))
    logistic = dumped["objective"].startswith("binary")
    sum_of_leaves = helper.make_node(
        "TreeEnsembleRegressor", [INPUT], ["sum"], domain="ai.onnx.ml", n_targets=1
    )
    sum_of_leaves.attribute.extend(helper.make_attribute(*column) for column in columns.items())
    scored = helper.make_node("Sigmoid" if logistic else "Identity", ["sum"], [OUTPUT])
    width = dumped["max_feature_idx"] + 1
    graph = helper.make_graph(
        [sum_of_leaves, scored],
        "trees",
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["rows", width])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["rows", 1])],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
    return bytes(model.SerializeToString())


def _nodes(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield node
    if "leaf_value" not in node:
        yield from _nodes(node["left_child"])
        yield from _nodes(node["right_child"])


def _single(threshold: float) -> float:
    """Return the greatest float32 not above a threshold, so that ``<=`` decides alike."""
    rounded = np.float32(threshold)
    return float(rounded if rounded <= threshold else np.nextafter(rounded, np.float32(-np.inf)))
