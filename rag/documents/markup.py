"""Trees of XML and HTML, parsed so that the file can reach nothing outside itself."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from rag.errors import DocumentError

Element = etree._Element  # noqa: SLF001  the only name there is for it
iterwalk = etree.iterwalk

# Deeper than any page that people made; libxml2 cuts off what lies deeper still.
_DEEPEST: Final = 1_000
_LAST_TAGS: Final = re.compile(r"</(?:body|html)\s*>", re.I)


def parse_xml(data: bytes) -> Element:
    """Return the root of a part of an office file.

    Nothing is fetched and no entity is replaced; office files have no document type.

    Raises:
        DocumentError: It is no well-formed XML, or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(str(error), reason="damaged") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise DocumentError("a document type in an office file", reason="damaged")
    return root


def words_of(element: Element) -> str:
    """Return every word in ``element``, markup left out."""
    return "".join(text for text in element.itertext() if isinstance(text, str))


INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp ruby rb "
    "s samp small span strike strong sub sup time tt u var wbr nobr o:p".split()
)
"""Elements of a page that stand within a line."""


def parse_html(text: str) -> Element:
    """Return the root of a page, however wrong its markup is.

    Raises:
        DocumentError: It holds no element, or is nested beyond anything that people make.
    """
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    # What follows these the parser drops, and browsers show.
    whole = _LAST_TAGS.sub("", text)
    try:
        root = lxml_html.document_fromstring(whole.encode(errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError(str(error), reason="damaged") from error
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise DocumentError("nested too deeply", reason="damaged")
    return root
