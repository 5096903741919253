"""Every sentence shown or sent to a person, in Chinese and English; one page for each audience.

A key names one sentence; ``say`` picks the language and fills in its values.
Documents' own words never stand here, and no other module spells a sentence.
"""

from __future__ import annotations

from typing import Final

from rag.schemas import Language
<<<<<<< HEAD
from rag.wording import answers, compatible, faults, files, ledger, operators, pages, prompts
=======
from rag.wording import answers, assistants, compatible, faults, files, ledger, operators, pages
>>>>>>> 70b2473 (Offer the documents to assistants over the Model Context Protocol)

__all__ = ["keys", "say"]

_PAGE: Final[dict[str, dict[Language, str]]] = {
    **faults.PAGE,
    **files.PAGE,
    **answers.PAGE,
    **assistants.PAGE,
    **compatible.PAGE,
    **ledger.PAGE,
    **pages.PAGE,
    **operators.PAGE,
    **prompts.PAGE,
}


def say(key: str, language: Language = "zh", /, **values: object) -> str:
    """Return the sentence ``key`` in ``language`` with ``values`` filled in.

    Raises:
        KeyError: There is no such sentence, or a value is missing.
    """
    return _PAGE[key][language].format(**values)


def keys() -> frozenset[str]:
    """Return every key, for the test that finds unused or missing ones."""
    return frozenset(_PAGE)
