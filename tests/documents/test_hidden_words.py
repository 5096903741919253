"""Words that a page or a file holds and nobody sees are no part of the document."""

import pytest
from pdf_files import FONT, drawn

from rag.documents import read_file

SEEN, TRAP = "补贴300元。", "补贴999元。"

STYLED = [
    # the style sheet, the markup of the words, whether a reader sees them
    (".a .b{display:none}", f'<div class="a"><p class="b">{TRAP}</p></div>', False),
    (".a .b{display:none}", f'<p class="b">{TRAP}</p>', True),
    ("div.a > p{visibility:hidden}", f'<div class="a"><p>{TRAP}</p></div>', False),
    ("div.a > p{display:none}", f'<div class="a"><div><p>{TRAP}</p></div></div>', True),
    ("#x p.n span{font-size:0}", f'<div id="x"><p class="n"><span>{TRAP}</span></p></div>', False),
    ("p[data-x]{display:none}", f'<p data-x="1">{TRAP}</p>', False),
    ('p[data-x="2"]{display:none}', f'<p data-x="1">{TRAP}</p>', True),
    (".a.b{display:none}", f'<p class="b a">{TRAP}</p>', False),
    (".a.b{display:none}", f'<p class="a">{TRAP}</p>', True),
    ("h1 + p.z, .c *{display:none}", f'<div class="c"><p>{TRAP}</p></div>', False),
    ("@media screen{.a .b{display:none}}", f'<div class="a"><p class="b">{TRAP}</p></div>', False),
    (".n{color:#fff}", f'<p class="n">{TRAP}</p>', False),
    (".n{color:#fefefe}", f'<p class="n">{TRAP}</p>', False),
    (".n{color:#fff;background:#c00}", f'<p class="n">{TRAP}</p>', True),
    (".h{background-color:#036}.h p{color:white}", f'<div class="h"><p>{TRAP}</p></div>', True),
    (".h{background:#036}.h p{color:#003366}", f'<div class="h"><p>{TRAP}</p></div>', False),
    ("", f'<p style="color:rgb(255,255,254)">{TRAP}</p>', False),
    ("", f'<p style="color:rgba(0,0,0,0)">{TRAP}</p>', False),
    ("", f'<p style="color:rgba(0,0,0,.9)">{TRAP}</p>', True),
    ("", f'<p style="background:#333;color:#343434">{TRAP}</p>', False),
    ("", f'<p style="background:#333;color:#eee">{TRAP}</p>', True),
    ("", f'<p style="background:url(x.png);color:#fff">{TRAP}</p>', True),
    ("", f'<p><font color="#ffffff">{TRAP}</font></p>', False),
    ("", f'<div bgcolor="#003366"><p><font color="white">{TRAP}</font></p></div>', True),
    ("", f'<div style="color:#fff">{TRAP}<p style="color:#000">补贴</p></div>', False),
    ("", f'<div style="color:#fff"><p style="color:#000">{TRAP}</p></div>', True),
    ("body{background:#222;color:#eee}", f"<p>{TRAP}</p>", True),
    ("body{background:#222}", f'<p style="color:#222">{TRAP}</p>', False),
    (".z{color:#fff!important}", f'<p class="z" style="color:#000">{TRAP}</p>', False),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "markup", "seen"), STYLED)
def test_what_a_style_sheet_hides(tmp_path, sheet, markup, seen):
    path = tmp_path / "a.html"
    page = f"<html><head><style>{sheet}</style></head><body><h1>某区工作方案</h1><p>{SEEN}</p>"
    path.write_text(f"{page}{markup}</body></html>", encoding="utf-8")
    found = read_file(path)
    assert (TRAP in found.text) is seen
    told = {notice.key: notice.values for notice in found.notices}
    if not seen:
        assert int(told["file.hidden"]["count"]) >= len(TRAP)


def white_box_over(canvas):
    canvas.drawString(90, 660, TRAP)
    canvas.setFillGray(1)
    canvas.rect(80, 650, 300, 30, stroke=0, fill=1)


def black_box_over(canvas):
    canvas.drawString(90, 660, TRAP)
    canvas.rect(80, 650, 300, 30, stroke=0, fill=1)


def black_on_black(canvas):
    canvas.rect(80, 650, 300, 30, stroke=0, fill=1)
    canvas.drawString(90, 660, TRAP)


def nearly_white(canvas):
    canvas.setFillGray(0.97)
    canvas.drawString(90, 660, TRAP)


def nearly_white_on_a_nearly_white_ground(canvas):
    canvas.setFillGray(0.96)
    canvas.rect(80, 650, 300, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(90, 660, TRAP)


def white_beside_a_dark_ground(canvas):
    canvas.rect(80, 700, 300, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(90, 660, TRAP)


def see_through(canvas):
    canvas.setFillAlpha(0)
    canvas.drawString(90, 660, TRAP)


def scaled_to_nothing(canvas):
    canvas.saveState()
    canvas.translate(90, 660)
    canvas.scale(0.01, 0.01)
    canvas.drawString(0, 0, TRAP)
    canvas.restoreState()


def under_the_page(canvas):
    canvas.drawString(90, -40, TRAP)


def no_ink(canvas):
    words = canvas.beginText(90, 660)
    words.setFont(FONT, 14)
    words.setTextRenderMode(3)
    words.textOut(TRAP)
    canvas.drawText(words)


def clipped_away(canvas):
    canvas.saveState()
    room = canvas.beginPath()
    room.rect(400, 400, 50, 50)
    canvas.clipPath(room, stroke=0, fill=0)
    canvas.drawString(90, 660, TRAP)
    canvas.restoreState()


def clipped_around(canvas):
    canvas.saveState()
    room = canvas.beginPath()
    room.rect(80, 640, 400, 50)
    canvas.clipPath(room, stroke=0, fill=0)
    canvas.drawString(90, 660, TRAP)
    canvas.restoreState()


def a_clipped_fill_elsewhere(canvas):
    canvas.drawString(90, 660, TRAP)
    canvas.saveState()
    room = canvas.beginPath()
    room.rect(80, 500, 400, 50)
    canvas.clipPath(room, stroke=0, fill=0)
    canvas.setFillGray(1)
    canvas.rect(0, 0, 600, 850, stroke=0, fill=1)
    canvas.restoreState()


def white_with_a_dark_outline(canvas):
    words = canvas.beginText(90, 660)
    words.setFont(FONT, 14)
    words.setTextRenderMode(2)
    words.setFillGray(1)
    words.setStrokeGray(0)
    words.textOut(TRAP)
    canvas.drawText(words)


def highlighted(canvas):
    canvas.drawString(90, 660, TRAP)
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(80, 650, 300, 30, stroke=0, fill=1)


def on_a_highlight(canvas):
    canvas.setFillColorRGB(1, 1, 0)
    canvas.rect(80, 650, 300, 30, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(90, 660, TRAP)


def framed_later(canvas):
    canvas.drawString(90, 660, TRAP)
    frame = canvas.beginPath()
    frame.rect(60, 600, 400, 200)
    frame.rect(62, 602, 396, 196)
    canvas.drawPath(frame, stroke=0, fill=1, fillMode=0)


def boxed_by_lines(canvas):
    canvas.drawString(90, 660, TRAP)
    canvas.rect(80, 650, 300, 30, stroke=1, fill=0)


def on_paper_drawn_white(canvas):
    canvas.setFillGray(1)
    canvas.rect(0, 0, 600, 700, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(90, 660, TRAP)


HIDDEN = [
    white_box_over, black_box_over, black_on_black, nearly_white,
    nearly_white_on_a_nearly_white_ground, white_beside_a_dark_ground, see_through,
    scaled_to_nothing, under_the_page, no_ink, clipped_away,
]  # fmt: skip
VISIBLE = [
    highlighted, on_a_highlight, framed_later, boxed_by_lines, on_paper_drawn_white,
    clipped_around, a_clipped_fill_elsewhere, white_with_a_dark_outline,
]  # fmt: skip


@pytest.mark.parametrize("draw", [*HIDDEN, *VISIBLE], ids=lambda one: one.__name__)
def test_what_a_pdf_file_hides(tmp_path, draw):
    def page(canvas):
        canvas.drawString(90, 740, SEEN)
        draw(canvas)

    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(page))
    found = read_file(path)
    assert SEEN in found.text
    assert (TRAP in found.text) is (draw in VISIBLE)
    told = {notice.key: notice.values["count"] for notice in found.notices}
    assert told.get("file.hidden") == (None if draw in VISIBLE else str(len(TRAP)))
