"""The deterministic check before anything is shown: what the quotes do not prove, goes."""

from __future__ import annotations

from rag.gate.check import examine, faults_of
from rag.gate.faults import Fault, Rule
from rag.gate.omission import Cited, LeftOut, Omission, left_out
from rag.gate.prove import prove
from rag.gate.sources import Source, Support, Verdict

__all__ = [
    "Cited",
    "Fault",
    "LeftOut",
    "Omission",
    "Rule",
    "Source",
    "Support",
    "Verdict",
    "examine",
    "faults_of",
    "left_out",
    "prove",
]
