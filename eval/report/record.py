"""What a run of the scorecard leaves behind, as it is kept in ``eval/results``."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

Figures = dict[str, float | None]
"""Figures by name; None where no case bears on one."""


class Kept(BaseModel):
    """Base of what is kept: exact, and not to be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Category(Kept):
    """One category of a set: cases, and the shares right, and right and cited."""

    cases: int
    right: float
    passed: float


class Bin(Kept):
    """Answers of like confidence.

    Attributes:
        count: How many.
        confidence: Their mean confidence, 0 to 1.
        right: The share of them that is right, 0 to 1.
    """

    count: int
    confidence: float
    right: float


class Calibration(Kept):
    """How far confidence can be believed.

    Attributes:
        answers: How many answers were looked at.
        error: Expected calibration error, 0 to 1.
        by_chance: The error that as many answers of a perfectly calibrated product
            would show, through their small number alone.
        shown_error: The error over the answers that were shown, without those withheld.
        bins: Answers by confidence, lowest first; empty ones are left out.
    """

    answers: int
    error: float
    by_chance: float
    shown_error: float | None
    bins: tuple[Bin, ...]


class SetResult(Kept):
    """What came of one half of a question set.

    Attributes:
        fitted_on: Whether rules and models were fitted on these questions.
        latency_ms: Time of each answer, in process, shortest first.
        calibration: None where nothing was composed from passages.
    """

    cases: int
    fitted_on: bool
    figures: Figures
    categories: dict[str, Category]
    latency_ms: tuple[float, ...]
    calibration: Calibration | None


class Quoted(Kept):
    """One citation of an answer: where it stands, and its words."""

    place: str
    quote: str


class Poor(Kept):
    """One answer that came out wrong, of a half that may be looked at.

    Attributes:
        why: What is wrong with it.
        confidence: The composer's own, where it composed from passages.
        wanted: The answer of the question set.
    """

    set_name: str
    id: str
    category: str
    why: str
    confidence: float | None
    question: str
    status: str
    answer: str
    wanted: str
    quotes: tuple[Quoted, ...]


class Scorecard(Kept):
    """One run.

    Attributes:
        commit: Short hash; ``+`` follows where files differ from it. None without git.
        sets: Results by ``<set>/<half>``.
        others: Figures of what is no question set: rows of the ledger, real documents.
        poor: Worst answers first, of fitted halves alone: the others stay unread.
        limit: Cases asked of each half, where not all were.
    """

    version: str
    commit: str | None
    at: str
    sets: dict[str, SetResult]
    others: dict[str, Figures]
    poor: tuple[Poor, ...]
    limit: int | None
    hardware: dict[str, object]

    @property
    def figures(self) -> dict[str, Figures]:
        """Every figure, by set and name; the calibration error is one of a set's."""
        own = {
            name: {
                **one.figures,
                **({"calibration_error": one.calibration.error} if one.calibration else {}),
            }
            for name, one in self.sets.items()
        }
        return {**own, **self.others}
