"""The ledger as people take it away: filtered by what they typed, as a table or a calendar.

Both faces, the command line and HTTP, read the ledger through ``Ledger`` and write files
through ``export``, so that the same filters give the same rows and the same files.
"""

from rag.exports.cells import safe
from rag.exports.conversation import TalkFile, TalkFormat, as_text, take_away
from rag.exports.files import FORMATS, FileFormat, export, wanted_format
from rag.exports.filters import MOST_ROWS, LedgerFilters
from rag.exports.ledger import (
    Ledger,
    LedgerLine,
    LedgerResult,
    comparator_words,
    deadline_words,
    figure_words,
    number_words,
)
from rag.exports.terminal import show_commitments, show_extent

__all__ = [
    "FORMATS",
    "MOST_ROWS",
    "FileFormat",
    "Ledger",
    "LedgerFilters",
    "LedgerLine",
    "LedgerResult",
    "TalkFile",
    "TalkFormat",
    "as_text",
    "comparator_words",
    "deadline_words",
    "export",
    "figure_words",
    "number_words",
    "safe",
    "show_commitments",
    "show_extent",
    "take_away",
    "wanted_format",
]
