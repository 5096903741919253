"""Numbers are told with their units as each language tells them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.compose.amounts import told_in
from rag.schemas import Language


@pytest.mark.parametrize(
    ("values", "unit", "language", "told"),
    [
        ([139, 80], "个", "zh", (["139", "80"], "个")),
        ([139, 80], "个", "en", (["139", "80"], "")),
        ([5_000_000, 20_000_000], "元", "zh", (["500万元", "2000万元"], "")),
        ([5_000_000, 20_000_000], "元", "en", (["5,000,000", "20,000,000"], "yuan")),
        ([4], "公里", "en", (["4"], "km")),
        # no English for it: as the document says it
        ([12], "担", "en", (["12"], "担")),
    ],
)
def test_numbers_are_told_in_the_language_asked(
    values: list[int], unit: str, language: Language, told: tuple[list[str], str]
) -> None:
    assert told_in([Decimal(value) for value in values], unit, language) == told
