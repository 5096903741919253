"""What drafts an answer; the gate disposes of it."""

from __future__ import annotations

from rag.compose.calibration import Calibration, shipped_calibration
from rag.compose.extractive import Candidate, ExtractiveComposer

__all__ = ["Calibration", "Candidate", "ExtractiveComposer", "shipped_calibration"]
