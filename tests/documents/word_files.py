"""Word files as offices make them: numbered by Word itself, merged, changed, annotated."""

import io
import zipfile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")


def saved(document):
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def abstract(number, levels, extra=""):
    """XML of a list: ``levels`` are (format, pattern) or (format, pattern, more)."""
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{level[0]}"/>'
        f"{level[2] if len(level) > 2 else ''}"
        f'<w:lvlText w:val="{level[1]}"/></w:lvl>'
        for depth, level in enumerate(levels)
    )
    return parse_xml(
        f'<w:abstractNum {W} w:abstractNumId="{number}">{extra}{inner}</w:abstractNum>'
    )


def add_list(document, number, levels, overrides="", extra=""):
    """Add a list numbered ``number`` to the file; returns the number to refer to."""
    root = document.part.numbering_part.element
    # Word wants every list before every reference to one.
    root.insert(0, abstract(number, levels, extra))
    root.append(
        parse_xml(
            f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/>{overrides}</w:num>'
        )
    )
    return number


def numbered(document, text, number, level=0):
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )
    return paragraph


def body_xml(document, xml):
    """Put a block of XML before the section's end."""
    element = parse_xml(xml)
    document.element.body.insert(len(document.element.body) - 1, element)
    return element


def with_part(data, name, content):
    """The package with one entry put in, or replaced."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry.filename))
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


CHINESE = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
)


def notice():
    """A notice of which Word writes every number."""
    document = Document()
    document.add_heading("某区2024年城市更新工作方案", 0)
    document.add_paragraph("各街道办事处：为做好城市更新工作，制定本方案。")
    numbers = add_list(document, 77, CHINESE)
    numbered(document, "总体要求", numbers)
    document.add_paragraph("坚持人民城市人民建。")
    numbered(document, "重点任务", numbers)
    numbered(document, "改造老旧小区。全年改造139个老旧小区，6月底前全部开工。", numbers, 1)
    numbered(document, "加装电梯。全年加装电梯300部。", numbers, 1)
    numbered(document, "既有住宅加装电梯应当征得业主同意，由街道受理申请并公示七日。", numbers, 2)
    numbered(document, "2024年新增补贴每部20万元，由区财政局在验收后一次拨付到位。", numbers, 2)
    numbered(document, "保障措施", numbers)
    numbered(document, "加强领导。成立工作专班，统筹推进各项任务落实。", numbers, 1)
    document.add_paragraph("本方案自印发之日起施行。")
    return saved(document)


NOTICE_TEXT = (
    "某区2024年城市更新工作方案\n各街道办事处：为做好城市更新工作，制定本方案。\n"
    "一、总体要求\n坚持人民城市人民建。\n二、重点任务\n"
    "（一）改造老旧小区。全年改造139个老旧小区，6月底前全部开工。\n"
    "（二）加装电梯。全年加装电梯300部。\n"
    "1.既有住宅加装电梯应当征得业主同意，由街道受理申请并公示七日。\n"
    "2. 2024年新增补贴每部20万元，由区财政局在验收后一次拨付到位。\n"
    "三、保障措施\n（一）加强领导。成立工作专班，统筹推进各项任务落实。\n"
    "本方案自印发之日起施行。"
)
NOTICE_TREE = [
    ("", ""),
    ("一、", "总体要求"),
    ("二、", "重点任务"),
    ("二、（一）", "改造老旧小区"),
    ("二、（二）", "加装电梯"),
    ("二、（二）1.", ""),
    ("二、（二）2.", ""),
    ("三、", "保障措施"),
    ("三、（一）", "加强领导"),
]

__all__ = [
    "CHINESE",
    "NOTICE_TEXT",
    "NOTICE_TREE",
    "W",
    "abstract",
    "add_list",
    "body_xml",
    "notice",
    "numbered",
    "parse_xml",
    "saved",
    "with_part",
]
