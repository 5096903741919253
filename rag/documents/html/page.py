"""A page to lines: its blocks in reading order, lists numbered, tables row by row."""

from __future__ import annotations

import re
from typing import Final

from rag.documents.html.charset import decode_page
from rag.documents.html.dropped import Dropping
from rag.documents.html.lists import Numbering
from rag.documents.markup import INLINE, Element, iterwalk, parse_html, words_of
from rag.documents.numerals import labelled
from rag.documents.raised import raised
from rag.documents.tables import Cell, Table
from rag.documents.title import find_title
from rag.schemas import FileLimits, FileNotice, FileText

_BREAK: Final = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_WIDE: Final = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]"
_JOINT: Final = re.compile(f"(?<={_WIDE})\x00|\x00(?={_WIDE})")
_EDGES: Final = " \t\u00a0\u3000\u2003\x00"
_DEEPEST_TABLES: Final = 20
_LAYOUT_CELL: Final = 1_500
# A list of steps that state their own numbers would be numbered twice.
_OWN_LABEL: Final = re.compile(
    r"[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）)、.．](?![0-9])"
)
_NOISE: Final = re.compile(
    r"(?:当前位置|您的位置|您现在的位置|首页\s*[>›»]).{0,80}"
    r"|[【\[（(]?\s*(?:打印本?页?|关闭窗?口?|收藏|返回顶部|我要纠错|无障碍|繁體|繁体)\s*[】\]）)]?"
    r"|(?:分享到|扫一扫|上一篇|下一篇|浏览次数|阅读次数|访问量|点击数|字号|字体)\s*[:：]?.{0,40}"
)
_SITE: Final = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]{2,30}\Z")


def read(data: bytes, limits: FileLimits) -> FileText:
    """Return the document in the page ``data``.

    Raises:
        DocumentError: Its encoding is not certain, or it is nested beyond reason.
    """
    root = parse_html(decode_page(data))
    dropping = Dropping(root)
    walk = _Walk(dropping, limits)
    lines = [line for line in walk.lines(_main(root)) if not _is_noise(line)]
    title = "" if walk.headed or find_title("\n".join(lines)) else _title(root)
    if title and _plain(title) not in _plain("".join(lines[:6])):
        lines.insert(0, title)
    notices = []
    if dropping.hidden:
        notices.append(FileNotice(key="file.hidden", values={"count": str(dropping.hidden)}))
    return FileText(text="\n".join(lines), notices=tuple(notices))


def _main(root: Element) -> Element:
    """Return the element marked as the page's main part, where it holds most; else the body."""
    body = root.find("body")
    whole = root if body is None else body
    size = len(words_of(whole))
    for element in whole.iter("main", "article"):
        if len(words_of(element)) * 2 > size and element.find(".//h1") is not None:
            return element
    return whole


def _title(root: Element) -> str:
    """Return the title that the page's head states, without the name of the site."""
    for meta in root.iter("meta"):
        if meta.get("name", "").lower() == "articletitle" and meta.get("content", "").strip():
            return _SPACE.sub(" ", meta.get("content", "")).strip()
    named = root.find(".//title")
    words = _SPACE.sub(" ", named.text or "").strip() if named is not None else ""
    shorter = _SITE.sub("", words)
    return shorter if len(shorter) >= 4 else words


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _is_noise(line: str) -> bool:
    return len(line) <= 100 and _NOISE.fullmatch(line) is not None


class _Walk:
    """One walk over a part of a page.

    Attributes:
        headed: Whether a heading of the first level was met.
    """

    def __init__(self, dropping: Dropping, limits: FileLimits, depth: int = 0) -> None:
        self._dropping = dropping
        self._limits = limits
        self._depth = depth
        self._words: list[str] = []
        self._lines: list[str] = []
        self._label = ""
        self._kept_breaks = 0
        self.headed = False

    def lines(self, root: Element) -> list[str]:
        """Return the lines of what is in ``root``."""
        numbering = Numbering()
        walker = iterwalk(root, events=("start", "end"))
        for event, element in walker:
            inline = element.tag in INLINE
            if event == "start":
                if element is not root and (
                    self._dropping(element) or self._table(element) or element.tag == "rt"
                ):
                    walker.skip_subtree()
                    continue
                self._open(element, inline, numbering)
            else:
                if element.tag == "pre":
                    self._kept_breaks -= 1
                if not inline and element.tag != "br":
                    self._flush()
                if element.tag == "li":
                    self._label = ""
                parent = element.getparent()
                if element is not root and parent is not None:
                    self._say(self._dropping.words_in(parent, element.tail))
        self._flush()
        return self._lines

    def _open(self, element: Element, inline: bool, numbering: Numbering) -> None:
        if not inline:
            self._flush()
        self.headed |= element.tag == "h1"
        if element.tag == "pre":
            self._kept_breaks += 1
        if element.tag == "li":
            self._label = numbering.label(element)
        text = self._dropping.words_in(element, element.text)
        if element.tag == "sup" and text and len(element) == 0:
            self._words.append(raised(text))
        else:
            self._say(text)

    def _say(self, text: str | None) -> None:
        if text:
            if self._kept_breaks > 0:
                self._words.append(text.replace("\n", "\x01"))
            else:
                self._words.append(_SPACE.sub(" ", _BREAK.sub("\x00", text)))

    def _flush(self) -> None:
        words = _JOINT.sub("", _SPACE.sub(" ", "".join(self._words))).replace("\x00", " ")
        self._words.clear()
        for part in words.split("\x01"):
            if line := part.strip(_EDGES):
                label = "" if _OWN_LABEL.match(line) else self._label
                self._lines.append(labelled(label, line))
                self._label = ""

    def _table(self, element: Element) -> bool:
        """Take a table that holds data; tell whether ``element`` was one."""
        if element.tag != "table" or self._depth >= _DEEPEST_TABLES or _is_layout(element):
            return False
        self._flush()
        table = Table(self._limits.cells)
        caption = element.find("caption")
        if caption is not None:
            self._lines += self._inside(caption)
        for row in element.iter("tr"):
            if self._dropping(row):
                continue
            cells = [self._cell(cell) for cell in row if cell.tag in {"td", "th"}]
            parent = row.getparent()
            if parent is not None and parent.tag == "thead":
                table.heads = len(table.rows) + 1
            if cells:
                table.rows.append(cells)
        before = self._lines[-1] if self._lines else ""
        self._lines += table.lines(before)
        return True

    def _cell(self, cell: Element) -> Cell:
        return Cell(
            "" if self._dropping(cell) else "\n".join(self._inside(cell)),
            _span(cell.get("colspan")),
            _span(cell.get("rowspan")),
            cell.tag == "th",
        )

    def _inside(self, element: Element) -> list[str]:
        return _Walk(self._dropping, self._limits, self._depth + 1).lines(element)


def _is_layout(table: Element) -> bool:
    """Tell whether a table only arranges the page."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    if max(map(len, rows), default=0) <= 1:
        return True
    return any(
        len(words_of(cell)) > _LAYOUT_CELL or _has_heading(cell) for row in rows for cell in row
    )


def _has_heading(cell: Element) -> bool:
    return next(cell.iter("h1", "h2", "h3"), None) is not None


def _span(value: str | None) -> int:
    return min(max(1, int(value)), 1_000) if value and value.isdecimal() and len(value) < 6 else 1
