"""What a sentence can be rejected for."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Rule(StrEnum):
    """What a sentence can be rejected for."""

    UNCITED = "uncited"
    TOKEN = "token"  # noqa: S105 - a marker, no secret
    LENGTH = "length"
    LANGUAGE = "language"
    NOT_VERBATIM = "not_verbatim"
    NUMBER = "number"
    UNIT = "unit"
    COMPARATOR = "comparator"
    BINDING = "binding"
    DATE = "date"
    NAME = "name"
    REGION = "region"
    SUBJECT = "subject"
    WORDS = "words"
    NEGATION = "negation"
    MODALITY = "modality"
    STANDING = "standing"
    TALLY = "tally"


class Fault(NamedTuple):
    """One reason why a sentence may not be shown."""

    rule: Rule
    claim: str
