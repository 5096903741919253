"""The words of a passage that are turned into a vector; pure.

The vector of a passage is stored under the hash of these words, so that equal
words are embedded once, and words that changed are embedded again. Whoever
changes what the words are must also change ``VERSION``: the catalog then names
the passages it holds anew.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from rag.schemas import Clause, DocumentMeta, Passage

VERSION: Final = "1"


def embedded_text(meta: DocumentMeta, clause: Clause, passage: Passage) -> str:
    """Return the words to embed for ``passage``, which stands in ``clause``.

    The topic, or where there is none the clause's title, says what the passage
    is about. The document's title is left out, so that a corrected manifest
    leaves the vectors as they are.
    """
    del meta  # part of the signature, so that callers need not change when it is used
    heading = passage.topic or clause.title
    if not heading or passage.text.startswith(heading):
        return passage.text
    return f"{heading} {passage.text}"


def text_hash(text: str) -> str:
    """Return the name under which the vector of ``text`` is stored: SHA-256, hex."""
    return sha256(text.encode()).hexdigest()
