"""What was read from a file, made ready to be stored."""

from __future__ import annotations

from itertools import accumulate, pairwise

from rag.errors import DocumentError
from rag.schemas import FileLimits, FileNotice, FileText
from rag.text import clean, invisible


def finish(found: FileText, limits: FileLimits) -> FileText:
    """Return ``found`` clean and without space around it; the pages keep their places.

    Raises:
        DocumentError: It has more characters than ``limits`` allow.
    """
    if len(found.text) > limits.characters:
        raise DocumentError(f"{len(found.text)} characters", reason="too_long")
    cleaned = clean(found.text)
    text = cleaned.strip()
    lead = len(cleaned) - len(cleaned.lstrip())
    lengths = accumulate(
        len(clean(found.text[start:end])) for start, end in pairwise((0, *found.pages))
    )
    pages = tuple(min(max(0, length - lead), len(text)) for length in lengths)
    notices = found.notices
    if count := invisible(found.text):
        notices = (*notices, FileNotice(key="file.invisible", values={"count": str(count)}))
    return FileText(text=text, notices=notices, pages=pages, scanned=found.scanned)
