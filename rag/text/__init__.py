"""Text as the other rooms read it: folding, hygiene, sentences, quantities and dates.

Everything here is pure. Offsets are positions in the text given.
"""

from __future__ import annotations

from rag.text.dates import DateMention, dates
from rag.text.fold import Folded, clean, fold, fold_aligned, fold_with_offsets, invisible
from rag.text.grammar import tagged
from rag.text.money import readable
from rag.text.quantities import Quantity, quantities
from rag.text.rows import table_rows
from rag.text.split import items, sentences

__all__ = [
    "DateMention",
    "Folded",
    "Quantity",
    "clean",
    "dates",
    "fold",
    "fold_aligned",
    "fold_with_offsets",
    "invisible",
    "items",
    "quantities",
    "readable",
    "sentences",
    "table_rows",
    "tagged",
]
