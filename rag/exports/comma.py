"""The ledger as comma-separated values."""

from __future__ import annotations

import csv
import io

from rag.exports.cells import headings, values
from rag.exports.ledger import LedgerResult
from rag.schemas import Language


def write(found: LedgerResult, language: Language) -> bytes:
    """Return the rows as CSV (RFC 4180), behind the mark by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings(language))
    writer.writerows(values(row, language) for row in found.commitments)
    return text.getvalue().encode("utf-8-sig")
