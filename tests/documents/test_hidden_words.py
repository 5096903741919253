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


X = f'<div class="w"><p class="x">{TRAP}</p></div>'
SHEETS = [
    # a style sheet, whether words of the class x are seen
    ('@charset "utf-8";.x{display:none}', False),
    ("@import url(a.css);.x{display:none}", False),
    ('@import "a;b.css";@layer a,b;.x{display:none}', False),
    ("@media (max-width:9999px){.x{display:none}}", False),
    ("@media (max-width:600px){.x{display:none}}", True),
    ("@media screen and (min-width:3000px){.x{display:none}}", True),
    ("@media print{.x{display:none}}", True),
    ("@media print,screen{.x{display:none}}", False),
    ("@supports (display:grid){@media screen{.x{display:none}}}", False),
    ("@keyframes a{from{opacity:0}}.x{opacity:1}", True),
    ("@font-face{font-family:a}.x{display:none}", False),
    (f".x{{{'margin:0;' * 1_000}display:none}}", False),
    (f"{'.y,' * 1_000}.x{{display:none}}", False),
    (f"@font-face{{src:url(data:font/woff;base64,{'A' * 400_000})}}.x{{display:none}}", False),
    (".a::after{content:'}'}.x{display:none}", False),
    (".a{background:url(data:a;b{c)}.x{display:none}", False),
    (".x{display:none", False),
    ("}.x{display:none}.y{}", True),
    (".x{display:none;.y{color:red}}", False),
    (".y{color:red;.x{display:none}}", True),
    (".\\78{display:none}", False),
    (".w{font-size:0}.x{font-size:14px}", True),
    (".w{font-size:0}.x{font:14px/1.5 SimSun}", True),
    (".w{font-size:10px}.x{font-size:.2em}", False),
    (".w{visibility:hidden}.x{visibility:visible}", True),
    (".w{visibility:hidden}.x{color:#000}", False),
    (".w{background:#036;color:#fff}.x{color:inherit}", True),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "seen"), SHEETS, ids=range(len(SHEETS)))
def test_what_a_whole_sheet_says(tmp_path, sheet, seen):
    path = tmp_path / "a.html"
    path.write_text(f"<head><style>{sheet}</style></head><h1>某区</h1>{X}", encoding="utf-8")
    assert (TRAP in read_file(path).text) is seen


def test_a_sheet_for_paper_hides_nothing_on_a_screen(tmp_path):
    path = tmp_path / "a.html"
    sheet = '<style media="print">.x{display:none}</style>'
    path.write_text(f"<head>{sheet}</head><h1>某区</h1>{X}", encoding="utf-8")
    assert TRAP in read_file(path).text


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


DECLARED = [
    # what is declared of a block with words in it, whether a reader sees them
    ("-webkit-tap-highlight-color:transparent", True),
    ("border-color:transparent", True),
    ("margin-top:-100px", True),
    ("fill-opacity:0", True),
    ("overflow:hidden;min-width:0", True),
    ("overflow:hidden;border-width:0", True),
    ("overflow:hidden;height:1%", True),
    ("overflow:hidden;width:0;flex:1", True),
    ("overflow:hidden;height:0;min-height:40px", True),
    ("overflow:hidden;height:1px", False),
    ("overflow-y:hidden;max-height:0", False),
    ("position:absolute;left:50%;margin-left:-600px", True),
    ("position:static;left:-9999px", True),
    ("position:absolute;left:-9999px", False),
    ("margin-left:-9999px", False),
    ("padding-left:600px;text-indent:-600px", True),
    ("text-indent:-9999px", False),
    ("clip:rect(0,200px,50px,0)", True),
    ("clip:rect(1px,1px,1px,1px)", False),
    ("clip-path:inset(50% 0 0 0)", True),
    ("clip-path:inset(50%)", False),
    ("transform:scale(1,0)", False),
    ("transform:scale(.9)", True),
    ("opacity:0%", False),
    ("text-decoration:underline", True),
    ("text-decoration:underline line-through", False),
    ("color:transparent", False),
    ("background:teal;color:white", True),
    ("background:steelblue;color:#fff", True),
    ("background:nosuchcolour;color:#fff", True),
    ("background-image:url(a.png);color:#fff", True),
    ("background-image:linear-gradient(#036,rgba(0,0,0,.5));color:#fff", True),
    ("background-image:none;color:#fff", False),
    ("background:no-repeat 0 0 / 50% auto #fff;color:#fff", False),
    ("background:url(a.png);background-color:#fff;color:#fff", True),
    ("background-image:url(a.png);background:#fff;color:#fff", False),
    ("background-image:url(a.png);color:transparent", False),
    ("background-image:linear-gradient(red,blue);background-clip:text;color:transparent", True),
    ("color:azure", False),
    ("color:hsl(0,0%,100%)", False),
    ("color:hsl(210deg 100% 20% / 90%)", True),
    ("color:rgb(100% 100% 100%)", False),
    ("background:teal;color:hsl(180,100%,25%)", False),
    ("font-size:1px", False),
    ("font-size:1%", False),
    ("font:0/0 a", False),
    ("font:700 14px/1.5 SimSun", True),
    ("font-size:.16rem", True),
    ("right:-9999px", False),
    ("left:-99em", False),
    ("left:-99px", True),
    ("display/**/:none", False),
    ("di\\73play:none", False),
    ("content:';display:none'", True),
    ("content:'}';display:none", False),
    ("background:url(data:image/png;base64,aa);display:none", False),
]


@pytest.mark.parametrize(("declared", "seen"), DECLARED)
@pytest.mark.parametrize("sheet", [True, False], ids=["sheet", "attribute"])
def test_what_is_declared_of_words(tmp_path, declared, seen, sheet):
    path = tmp_path / "a.html"
    style = f"<style>.x{{{declared}}}</style>" if sheet else ""
    mark = 'class="x"' if sheet else f'style="{declared}"'
    page = f"<html><head>{style}</head><body><h1>某区工作方案</h1><p>{SEEN}</p>"
    path.write_text(f"{page}<div {mark}>{TRAP}</div></body></html>", encoding="utf-8")
    found = read_file(path).text
    assert SEEN in found
    assert (TRAP in found) is seen


def test_a_declaration_of_every_element_leaves_the_page_whole(tmp_path):
    path = tmp_path / "a.html"
    sheet = "<style>*{-webkit-tap-highlight-color:transparent}</style>"
    path.write_text(f"<head>{sheet}</head><h1>某区工作方案</h1><p>{SEEN}</p>", encoding="utf-8")
    assert read_file(path).text == f"某区工作方案\n{SEEN}"


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


def on_thin_black_lines(canvas):
    for height in range(645, 690):
        canvas.rect(80, height + 0.3, 300, 0.4, stroke=0, fill=1)
    canvas.drawString(90, 660, TRAP)


def under_a_thin_line(canvas):
    canvas.drawString(90, 660, TRAP)
    canvas.setFillGray(0.5)
    for height in range(655, 675, 4):
        canvas.rect(80, height, 300, 0.5, stroke=0, fill=1)
    for across in range(80, 380):
        canvas.rect(across, 662.5, 0.5, 4, stroke=0, fill=1)


def white_on_dark_strips(canvas):
    canvas.setFillGray(0.2)
    for height in range(645, 690):
        canvas.rect(80, height, 300, 1, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(90, 660, TRAP)


def white_on_white_strips(canvas):
    canvas.setFillGray(1)
    for height in range(645, 690):
        canvas.rect(80, height, 300, 1, stroke=0, fill=1)
    canvas.drawString(90, 660, TRAP)


def among_a_plans_shapes(canvas):
    for at in range(30_000):
        canvas.rect(at % 200 * 3, at // 200 * 4, 2, 2, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.rect(80, 640, 400, 50, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(90, 660, TRAP)


HIDDEN = [
    white_on_white_strips, white_box_over, black_box_over, black_on_black, nearly_white,
    nearly_white_on_a_nearly_white_ground, white_beside_a_dark_ground, see_through,
    scaled_to_nothing, under_the_page, no_ink, clipped_away,
]  # fmt: skip
VISIBLE = [
    on_thin_black_lines, under_a_thin_line, white_on_dark_strips, among_a_plans_shapes,
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
