"""The words within a paragraph of a Word file, with every change accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from rag.documents.markup import Element
from rag.documents.raised import raised
from rag.documents.word.names import child, local, value
from rag.documents.word.styles import Styles, unseen

_THROUGH: Final = frozenset(
    "hyperlink ins moveTo smartTag sdtContent customXml fldSimple dir bdo Choice rubyBase".split()
)
_BREAKS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_NOTES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
# Boxes that are ticked or not, in the fonts that draw them.
_SYMBOLS: Final = {"F0FE": "☑", "F052": "☑", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0D8": "➢"}


@dataclass(slots=True)
class Words:
    """What stands in a paragraph.

    Attributes:
        text: Its words; line feeds where lines are broken.
        boxes: The text boxes anchored in it.
        notes: The footnotes and endnotes it refers to.
    """

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Runs:
    """Reads paragraphs.

    Attributes:
        styles: Those of the file.
        hidden: How many hidden characters were dropped so far.
        pictures: How many pictures were passed over so far.
    """

    styles: Styles
    hidden: int = 0
    pictures: int = 0

    def read(self, paragraph: Element, *, hidden: bool, on_paper: bool) -> Words:
        """Return the words of a paragraph.

        Args:
            paragraph: The paragraph.
            hidden: Whether its style hides it.
            on_paper: Whether nothing but white paper lies behind it.
        """
        words = Words()
        parts: list[str] = []
        self._within(paragraph, words, parts, hidden=hidden, on_paper=on_paper)
        words.text = "".join(parts)
        return words

    def _within(
        self, parent: Element, words: Words, parts: list[str], *, hidden: bool, on_paper: bool
    ) -> None:
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, words, parts, hidden=hidden, on_paper=on_paper)
            elif name in _THROUGH:
                self._within(element, words, parts, hidden=hidden, on_paper=on_paper)
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    self._within(content, words, parts, hidden=hidden, on_paper=on_paper)
            elif name == "AlternateContent":
                chosen = child(element, "Choice")
                inner = child(element, "Fallback") if chosen is None else chosen
                if inner is not None:
                    self._within(inner, words, parts, hidden=hidden, on_paper=on_paper)
            elif name in {"oMath", "oMathPara"}:
                parts.extend(t.text or "" for t in element.iter() if local(t) == "t")

    def _run(
        self, run: Element, words: Words, parts: list[str], *, hidden: bool, on_paper: bool
    ) -> None:
        properties = child(run, "rPr")
        own = unseen(properties, on_paper=on_paper)
        by_style = self.styles.hides(value(child(properties, "rStyle")))
        if own or (own is None and (hidden or by_style)):
            self.hidden += sum(len(t.text or "") for t in run if local(t) == "t")
            return
        high = value(child(properties, "vertAlign")) == "superscript"
        for element in run:
            name = local(element)
            if name == "t":
                parts.append(raised(element.text or "") if high else element.text or "")
            elif name in _BREAKS:
                parts.append(_BREAKS[name])
            elif name == "sym":
                parts.append(_SYMBOLS.get((value(element, "char") or "").upper(), ""))
            elif name in _NOTES:
                words.notes.append((_NOTES[name], value(element, "id") or ""))
            elif name == "ruby":
                base = child(element, "rubyBase")
                if base is not None:
                    self._within(base, words, parts, hidden=hidden, on_paper=on_paper)
            elif name in {"drawing", "pict", "object", "AlternateContent"}:
                self._drawn(element, words)

    def _drawn(self, element: Element, words: Words) -> None:
        """Take the text boxes of a drawing, and count its pictures."""
        chosen = child(element, "Choice") if local(element) == "AlternateContent" else element
        for inner in (element if chosen is None else chosen).iter():
            name = local(inner)
            if name == "txbxContent" and not _inside_another(inner, element):
                words.boxes.append(inner)
            elif name in {"blip", "imagedata"}:
                self.pictures += 1


def _inside_another(box: Element, drawing: Element) -> bool:
    """Tell whether a text box lies in one that is taken whole."""
    for around in box.iterancestors():
        if around is drawing:
            return False
        if local(around) == "txbxContent":
            return True
    return False
