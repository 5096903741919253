"""A conversation as a Word document. The only writer that uses ``python-docx``."""

from __future__ import annotations

import io
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from rag.exports.talk import Quoted, Talk
from rag.schemas import Language

_FACE: Final = "Microsoft YaHei"
_ACCENT: Final = RGBColor(0x1F, 0x5F, 0x8B)
_SOFT: Final = RGBColor(0x55, 0x62, 0x6F)
_WARN: Final = RGBColor(0x8A, 0x4B, 0x00)
_LOCALES: Final[dict[Language, str]] = {"zh": "zh-CN", "en": "en-GB"}


def write(talk: Talk, language: Language) -> bytes:
    """Return the conversation as a DOCX file."""
    book = Document()
    _set_type(book, language)
    book.core_properties.title = talk.title
    book.core_properties.author = ""
    book.core_properties.comments = ""
    book.add_heading(talk.title, 0)
    for note in (talk.made, talk.about):
        _add(book, note, soft=True)
    for said in talk.said:
        book.add_heading(said.question, 1)
        for line in said.answer.splitlines():
            _add(book, line)
        for notice in said.notices:
            run = book.add_paragraph().add_run(notice)
            run.font.color.rgb = _WARN
        if said.quoted:
            book.add_heading(said.heading, 2)
        for quoted in said.quoted:
            _add_quoted(book, quoted)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _add_quoted(book: WordDocument, quoted: Quoted) -> None:
    head = book.add_paragraph()
    head.paragraph_format.keep_with_next = True
    head.add_run(f"{quoted.marker} {quoted.title}".strip()).bold = True
    if quoted.standing:
        head.add_run(f"  {quoted.standing}").font.color.rgb = _WARN
    _add(book, quoted.place, soft=True).paragraph_format.keep_with_next = True
    words = book.add_paragraph(quoted.words)
    words.paragraph_format.left_indent = Cm(0.8)
    words.paragraph_format.keep_with_next = True
    _link(book.add_paragraph(), quoted.open, quoted.link)


def _add(book: WordDocument, words: str, *, soft: bool = False) -> Paragraph:
    paragraph = book.add_paragraph()
    run = paragraph.add_run(words)
    if soft:
        run.font.color.rgb = _SOFT
        run.font.size = Pt(9.5)
    return paragraph


def _link(paragraph: Paragraph, label: str, address: str) -> None:
    """Add a link, which the library itself can read but not write."""
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run = paragraph.add_run(label)
    run.font.underline = True
    run.font.color.rgb = _ACCENT
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def _set_type(book: WordDocument, language: Language) -> None:
    """Set one face for Latin and Chinese, and the language that spelling is checked in."""
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = book.styles[name]
        style.font.name = _FACE
        look = style.element.get_or_add_rPr()
        fonts = look.get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _FACE)
        if name == "Normal":
            tongue = OxmlElement("w:lang")
            tongue.set(qn("w:val"), _LOCALES[language])
            tongue.set(qn("w:eastAsia"), "zh-CN")
            look.append(tongue)
        else:
            style.font.color.rgb = _ACCENT
