"""The deterministic check before anything is shown: what the quotes do not prove, goes."""

from __future__ import annotations

from rag.gate.check import Fault, Rule, examine, faults_of

__all__ = ["Fault", "Rule", "examine", "faults_of"]
