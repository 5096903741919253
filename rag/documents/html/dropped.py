"""Which parts of a page are none of its document: hidden ones, navigation, tools."""

from __future__ import annotations

import re
from typing import Final

from rag.documents.html.hiding import hides
from rag.documents.html.styles import Styles
from rag.documents.markup import INLINE, Element, iterwalk, words_of

_NEVER: Final = frozenset(
    "script style noscript template svg iframe object embed applet audio video canvas map head "
    "nav footer aside button select textarea input datalist dialog".split()
)
_STRUCK: Final = frozenset("del s strike".split())
_ROLES: Final = frozenset("navigation banner contentinfo search complementary menu".split())
_NAMED: Final = re.compile(
    r"(?:\A|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|crumbs?|location|position|"
    r"footer|foot|sidebar|toolbar|tools|share|bdsharebuttonbox|social|copyright|pagination|pager|"
    r"related|recommend|comments?|qrcode|ewm|fixed|topbar|logo|searchbox|print|"
    r"sr-only|visually-hidden|screen-reader-text)(?:[\s_-]|\Z)",
    re.I,
)
_MOST_LINKED: Final = 3_000
_BLOCKS: Final = frozenset("div ul ol dl table section p td center".split())


class Dropping:
    """Tells what of one page is dropped.

    Attributes:
        hidden: How many characters were dropped because nobody sees them.
    """

    def __init__(self, root: Element) -> None:
        self.hidden = 0
        self._styles = Styles(root)
        self._linked = _link_lists(root)
        self._length = len(words_of(root))

    def __call__(self, element: Element) -> bool:
        """Tell whether ``element`` is dropped with all that is in it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _NEVER or not tag or element in self._linked:
            return True
        if self._unseen_here(element):
            self.hidden += len("".join(words_of(element).split()))
            return True
        if element.get("role", "").lower() in _ROLES:
            return True
        # Some whole pages are wrapped in what calls itself a location or a menu.
        return (
            tag not in INLINE
            and any(_NAMED.search(element.get(name, "")) for name in ("class", "id"))
            and not self._holds_document(element)
        )

    def words_in(self, element: Element, text: str | None) -> str:
        """Return ``text``, which stands in ``element`` itself, where a reader can see it."""
        if not text or not text.strip() or self._styles.words_seen(element):
            return text or ""
        self.hidden += len("".join(text.split()))
        return ""

    def _holds_document(self, element: Element) -> bool:
        """Tell whether far more than navigation stands in ``element``."""
        inside = len(words_of(element))
        return inside > 200 and inside * 2 > self._length

    def _unseen_here(self, element: Element) -> bool:
        if element.tag in _STRUCK or element.get("hidden") is not None:
            return True
        return hides(self._styles.of(element), element.tag in {"td", "th"})


def _link_lists(root: Element) -> frozenset[Element]:
    """Return the blocks that are next to nothing but links, three or more of them."""
    texts: dict[Element, int] = {}
    links: dict[Element, int] = {}
    counts: dict[Element, int] = {}
    found: set[Element] = set()
    for _, element in iterwalk(root, events=("end",)):
        own = len((element.text or "").strip())
        linked = count = 0
        for child in element:
            own += texts.pop(child, 0) + len((child.tail or "").strip())
            linked += links.pop(child, 0)
            count += counts.pop(child, 0)
        if element.tag == "a" and element.get("href") is not None:
            linked, count = own, 1
        elif element.tag in {"script", "style"}:
            own = 0
        texts[element], links[element], counts[element] = own, linked, count
        if count >= 3 and element.tag in _BLOCKS and own <= _MOST_LINKED and linked * 5 >= own * 4:
            found.add(element)
    return frozenset(found)
