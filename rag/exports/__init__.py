"""The ledger as people take it away: filtered by what they typed, as a table or a calendar.

Both faces, the command line and HTTP, read the ledger through ``Ledger`` and write files
through ``export``, so that the same filters give the same rows and the same files.
"""

from rag.exports.cells import safe
from rag.exports.files import FORMATS, FileFormat, export, wanted_format
from rag.exports.filters import MOST_ROWS, LedgerFilters
from rag.exports.ledger import Ledger, LedgerLine, LedgerResult, deadline_words, figure_words
from rag.exports.terminal import show_commitments, show_extent

__all__ = [
    "FORMATS",
    "MOST_ROWS",
    "FileFormat",
    "Ledger",
    "LedgerFilters",
    "LedgerLine",
    "LedgerResult",
    "deadline_words",
    "export",
    "figure_words",
    "safe",
    "show_commitments",
    "show_extent",
    "wanted_format",
]
