"""Time within which 95 of 100 answers came."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.judging import Judged

NAME = "latency_p95"
MEANING = "milliseconds within which 95 % of the answers came, in process"
SOURCE = ""
HIGHER_IS_BETTER = False


def score(judged: Sequence[Judged], /) -> float | None:
    """Return milliseconds."""
    return float(np.percentile([j.elapsed_ms for j in judged], 95)) if judged else None
