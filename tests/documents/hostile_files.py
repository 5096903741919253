"""Two hundred files that are broken, lying or meant to do harm; the same ones every time."""

import io
import random
import zipfile

from hostile_pages import pdf_files, picture_files
from word_files import W, notice, with_part

from rag.documents.registry import readers

_PART = "word/document.xml"
_SHEET = "xl/worksheets/sheet1.xml"
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LAUGHS = "<!DOCTYPE x [<!ENTITY a 'haha'>" + "".join(
    f"<!ENTITY {name} '&{former};&{former};&{former};&{former};&{former};&{former};&{former};'>"
    for former, name in zip("abcdefghijk", "bcdefghijkl", strict=True)
)


def _body(inner):
    return f"<w:document {W}><w:body>{inner}</w:body></w:document>"


def _words():
    """Word files with one part replaced."""
    good = notice()
    paragraph = "<w:p><w:r><w:t>供暖</w:t></w:r></w:p>"
    span = '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
    wide = f"<w:tbl><w:tr><w:tc>{span}{paragraph}</w:tc></w:tr></w:tbl>"
    bodies = {
        "laughs": _LAUGHS + "]>" + _body("<w:p><w:r><w:t>&l;</w:t></w:r></w:p>"),
        "external": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + _body("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"),
        "fetched": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + _body(paragraph),
        "deep": _body("<w:sdt><w:sdtContent>" * 50_000),
        "tables": _body("<w:tbl><w:tr><w:tc>" * 60 + paragraph + "</w:tc></w:tr></w:tbl>" * 60),
        "wide": _body(wide * 200),
        "spaces": _body(" " * 60_000_000),
        "bomb": _body(paragraph * 3_000_000),
        "empty": "",
        "other": "<html/>",
        "bodiless": f"<w:document {W}/>",
        "binary": bytes(range(256)) * 20,
        "fields": _body('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 500),
        "notes": _body('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' * 500 + paragraph),
        "odd": _body(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='-9'/><w:numId w:val='x'/></w:numPr></w:pPr>"
            "<w:r><w:t>供暖</w:t></w:r></w:p>"
        ),
    }
    for name, body in bodies.items():
        yield f"word-{name}.docx", with_part(good, _PART, body)
    itself = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    notes = f'<w:footnotes {W}><w:footnote w:id="1">{itself}</w:footnote></w:footnotes>'
    yield (
        "word-note-of-itself.docx",
        with_part(with_part(good, _PART, bodies["notes"]), "word/footnotes.xml", notes),
    )
    circle = (
        f'<w:styles {W}><w:style w:type="paragraph" w:default="1" w:styleId="A">'
        '<w:basedOn w:val="A"/></w:style></w:styles>'
    )
    yield "word-style-of-itself.docx", with_part(good, "word/styles.xml", circle)
    counts = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="77">'
        '<w:lvl w:ilvl="0"><w:start w:val="999999999"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%3%4%5%6%7%8%9"/>'
        "</w:lvl></w:abstractNum>"
        '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>'
    )
    yield "word-counts-far.docx", with_part(good, "word/numbering.xml", counts)
    yield "word-zip-slip.docx", with_part(good, "../../../../tmp/x", "x")
    yield "word-many.docx", _zip({f"f{n}": b"" for n in range(5_000)})
    yield (
        "word-locked.docx",
        good.replace(b"PK\x01\x02\x14\x00\x14\x00\x00", b"PK\x01\x02\x14\x00\x14\x00\x01"),
    )
    yield "word-inside.docx", _zip({_PART: good})


def _sheets():
    good = readers()[".xlsx"].sample()[0]
    row = '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>供暖</t></is></c></row>'
    sheets = {
        "merged": '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        "far": '<sheetData><row r="99999999999"><c r="ZZZZZ99999999999"><v>1</v></c></row>'
        "</sheetData>",
        "strings": '<sheetData><row r="1"><c r="A1" t="s"><v>999999</v></c></row></sheetData>',
        "numbers": '<sheetData><row r="1"><c r="A1"><v>1e999</v></c>'
        '<c r="B1"><v>x</v></c></row></sheetData>',
        "rows": "<sheetData>" + "".join(row.format(n=n) for n in range(1, 30_000)) + "</sheetData>",
        "cut": "<sheetData><row",
    }
    for name, inner in sheets.items():
        yield f"sheet-{name}.xlsx", with_part(good, _SHEET, f"<worksheet {_S}>{inner}</worksheet>")
    yield (
        "sheet-laughs.xlsx",
        with_part(
            good, _SHEET, f"{_LAUGHS}]><worksheet {_S}><sheetData>&l;</sheetData></worksheet>"
        ),
    )
    yield "sheet-styles.xlsx", with_part(good, "xl/styles.xml", f"<styleSheet {_S}/>")
    yield (
        "sheet-external.xlsx",
        with_part(
            good,
            "xl/workbook.xml",
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook {_S}>&e;</workbook>',
        ),
    )


def _pages():
    cell = "<td colspan=1000 rowspan=65534>供暖</td>"
    pages = {
        "deep": "<div>" * 30_000 + "供暖",
        "deeper": "<b><i><u>" * 200_000 + "供暖",
        "tables": "<table><tr><td>供暖<td>" * 400,
        "spans": f"<table>{f'<tr>{cell * 20}</tr>' * 40}</table>",
        "rows": "<table>" + "<tr><td>供<td>暖</tr>" * 8_000 + "</table>",
        "lists": "<ol start=99999999999999999999><li value=-5>供暖" * 300,
        "attributes": f"<p {'x ' * 100_000}>供暖</p>",
        "style": f"<style>{'.a,' * 50_000}.b{{display:none}}</style><p class='{'a ' * 900}'>供暖",
        "open": "<p>供暖<!-- " + "x" * 100_000,
        "entities": "&lt;" * 50_000 + "&#x110000;&#xD800;&#0;供暖",
        "nul": "供\x00暖" * 2_000,
        "invisible": "供\u200b\U000e0041\u202e暖" * 2_000,
        "live": "<img src=x onerror=alert(1)><svg onload=alert(1)><p>&lt;script&gt;供暖",
        "fetches": '<link rel=stylesheet href="http://127.0.0.1:9/a">'
        '<img src="http://127.0.0.1:9/b">供暖',
        "labels": "<p>" + "一、（一）1.（1）①" * 5_000,
        "colons": "<p>" + "甲：乙；" * 20_000 + "。",
        "links": "<ul>" + "<li><a href=x>供暖</a>" * 5_000,
        "script": "<script>" + "x" * 500_000,
        "nothing": "",
    }
    for name, inner in pages.items():
        yield f"page-{name}.html", f"<html><body>{inner}".encode(errors="surrogatepass")
    for charset in ("utf-7", "base64", "rot13", "unknown", "idna", "unicode_escape"):
        yield f"page-{charset}.html", f'<meta charset="{charset}"><p>供暖'.encode("gb18030")


def _plain():
    yield "plain-commas.csv", b"," * 2_000_000
    yield "plain-quotes.csv", ('"' + "供暖\n" * 50_000).encode()
    yield "plain-nul.csv", "项目,数量\n供\x00暖,3\n".encode()
    yield "plain-ragged.csv", "\n".join("供," * n for n in range(400)).encode()
    yield "plain-labels.txt", ("一、" * 20_000 + "供暖").encode()
    yield "plain-controls.txt", bytes(range(32)) * 500 + "供暖".encode()
    yield "plain-brackets.md", ("[" * 20_000 + "供暖").encode()
    yield "plain-quoted.md", (">" * 5_000 + "供暖").encode()
    yield "plain-utf16.txt", b"\xff\xfe" + b"\x00\xd8" * 500
    yield "plain-legacy.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5_000)
    yield "plain-legacy.rtf", b"{\\rtf1 " + b"{" * 50_000


def _mutated(generator, count):
    samples = sorted((suffix, reader.sample()[0]) for suffix, reader in readers().items())
    samples.append((".docx", notice()))
    for number in range(count):
        suffix, data = samples[number % len(samples)]
        yield f"mutated-{number:03}{suffix}", _mutate(generator, data)


def _mutate(generator, data):
    way = generator.randrange(5)
    if way == 0:
        return data[: generator.randrange(len(data))]
    if way == 1:
        return generator.randbytes(generator.randrange(1, 4_000))
    if way == 2:
        at = generator.randrange(len(data))
        return data[:at] + generator.randbytes(generator.randrange(40)) + data[at:]
    if way == 3 and data.startswith(b"PK"):
        return _operated(generator, data)
    changed = bytearray(data)
    for _ in range(generator.randrange(1, 30)):
        changed[generator.randrange(len(changed))] = generator.randrange(256)
    return bytes(changed)


def _operated(generator, data):
    """A package with bytes changed inside one of its entries, its checksums right."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    name = generator.choice(sorted(entries))
    entries[name] = _mutate(generator, entries[name] or b"x")
    if generator.random() < 0.3:
        del entries[generator.choice(sorted(entries))]
    return _zip(entries)


def _zip(entries):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return written.getvalue()


def hostile(count=200):
    """Yield the name and bytes of each file."""
    made = [*_words(), *_sheets(), *_pages(), *_plain(), *pdf_files(), *picture_files()]
    yield from made
    yield from _mutated(random.Random(7), count - len(made))
