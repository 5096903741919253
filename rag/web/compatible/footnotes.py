"""The proofs of an answer where a client shows nothing but its text; pure."""

from __future__ import annotations

import re
from typing import Final

from rag.schemas import Answer
from rag.wording import say

_RULE: Final = "\n\n———\n"
# the block as written below, and so that no answer's own words are ever taken for it
_BLOCK: Final = re.compile(rf"{_RULE}[^\n]{{1,40}}\n(?:\[\d+\] [^\n]*(?:\n|\Z))+\Z")


def footnotes(answer: Answer) -> str:
    """Return the block that follows the answer: its notices, and a line for each citation.

    Empty where there is neither.
    """
    block = "".join(f"\n\n{notice}" for notice in answer.notices)
    if answer.citations:
        lines = [
            say(
                "compatible.footnote",
                answer.language,
                marker=citation.marker,
                place=" ".join(
                    filter(None, (citation.title, citation.clause_path, citation.topic))
                ),
                quote=_on_one_line(citation.quote),
                link=citation.permalink,
            )
            for citation in answer.citations
        ]
        block += _RULE + "\n".join((say("compatible.sources", answer.language), *lines))
    return block


def without_footnotes(content: str) -> str:
    """Return the content of an earlier answer without its lines of citations."""
    return _BLOCK.sub("", content)


def _on_one_line(quote: str) -> str:
    return " ".join(quote.split("\n"))


def url_citations(answer: Answer) -> list[dict[str, object]]:
    """Return the citations as OpenAI's ``url_citation``, with all fields of ours beside theirs.

    ``start_index`` and ``end_index`` say where the marker first stands in the text.
    """
    found: list[dict[str, object]] = []
    for citation in answer.citations:
        marker = f"[{citation.marker}]"
        at = answer.answer.index(marker)
        found.append(
            {
                "type": "url_citation",
                "url_citation": {
                    "start_index": at,
                    "end_index": at + len(marker),
                    "url": citation.permalink,
                    **citation.model_dump(mode="json"),
                },
            }
        )
    return found
