"""Characters recognised in the picture of a page; the only user of RapidOCR.

The models are those that its package brings along; nothing is fetched.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import rapidocr
from numpy.typing import NDArray
from rapidocr.utils.output import RapidOCROutput

_MODELS: Final = Path(rapidocr.__file__).parent / "models"
# Of the longer side, in pixels: A4 at about 170 dots per inch.
LONGEST_SIDE: Final = 2_000
# Lines are found in a smaller picture than the one they are read in: half the memory.
_FINDING_SIDE: Final = 1_280
# Below it a page was read the wrong way round, or is no text.
_POOR: Final = 0.75
_TALL: Final = 1.5


class Spot(NamedTuple):
    """A piece of a line.

    Attributes:
        text: What it says.
        corners: Its corners from the upper left, clockwise: four pairs of x and y.
        score: How certain the recognition is, from 0 to 1.
    """

    text: str
    corners: NDArray[np.float64]
    score: float


class Recognised(NamedTuple):
    """What is written in a picture, once it was turned upright.

    Attributes:
        spots: The pieces of its lines.
        width, height: Of the upright picture, in pixels.
    """

    spots: tuple[Spot, ...]
    width: int
    height: int

    @property
    def score(self) -> float:
        """How certain the characters are on the whole; 0 where there are none."""
        total = sum(len(spot.text) for spot in self.spots)
        return sum(len(spot.text) * spot.score for spot in self.spots) / total if total else 0.0


def recognise(picture: NDArray[np.uint8], threads: int) -> Recognised:
    """Return what is written in a picture (height, width, blue-green-red), however turned."""
    found = _run(picture, threads)
    if not found.spots:
        return found
    tall = sum(len(spot.text) for spot in found.spots if _is_tall(spot))
    turned = tall * 2 > sum(len(spot.text) for spot in found.spots)
    if not turned and found.score >= _POOR:
        return found
    # Tall pieces are recognised after a quarter turn to the left: read well so, the page
    # lies that way; read badly, the other.
    quarters = (1 if found.score >= _POOR else 3) if turned else 2
    again = _run(np.ascontiguousarray(np.rot90(picture, quarters)), threads)
    return again if turned or again.score > found.score else found


def _is_tall(spot: Spot) -> bool:
    wide, high = np.ptp(spot.corners, axis=0)
    return bool(high > _TALL * wide) and len(spot.text) > 1


def _run(picture: NDArray[np.uint8], threads: int) -> Recognised:
    result = _engine(threads)(picture)
    height, width = picture.shape[:2]
    # Where nothing is found, the result may be of another kind.
    if not isinstance(result, RapidOCROutput) or not result.txts:
        return Recognised((), width, height)
    boxes, scores = result.boxes, result.scores
    if boxes is None or scores is None:
        return Recognised((), width, height)
    spots = tuple(
        Spot(text, np.asarray(corners, dtype=np.float64), float(score))
        for text, corners, score in zip(result.txts, boxes, scores, strict=True)
    )
    return Recognised(spots, width, height)


@lru_cache(maxsize=1)
def _engine(threads: int) -> rapidocr.RapidOCR:
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": LONGEST_SIDE,
            # Nothing is left out for being uncertain: it is told instead.
            "Global.text_score": 0.0,
            # Its guess which lines stand on their heads turns good lines over.
            "Global.use_cls": False,
            "Det.model_path": str(_MODELS / "PP-OCRv6_det_small.onnx"),
            "Det.limit_type": "max",
            "Det.limit_side_len": _FINDING_SIDE,
            "Rec.model_path": str(_MODELS / "PP-OCRv6_rec_small.onnx"),
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
