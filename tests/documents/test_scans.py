"""Pictures of pages: recognised however they lie, marked as such, and only where need be."""

import io
from difflib import SequenceMatcher

import pytest
from pdf_files import FONT, drawn
from PIL import Image
from reportlab.lib.utils import ImageReader

from eval.run import CORPUS
from eval.writing.scan import bound, page_pictures
from rag.documents import discover, read_file, read_text
from rag.errors import DocumentError
from rag.settings import Settings

LINES = ("一、按时供暖，检修换热站3个。", "（一）补贴每户300元。")


@pytest.fixture(scope="module")
def small():
    """A picture of two short lines."""
    page = page_pictures("\n".join(LINES))[0]
    return page.crop((200, 250, 2000, 650)).resize((900, 200))


def written(tmp_path, data, name):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def saved(picture, kind, **options):
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def keys(file):
    return {notice.key for notice in file.notices}


def accuracy(truth, text):
    """Part of the characters of ``truth`` that stand in ``text`` in order."""
    blocks = SequenceMatcher(None, truth, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(truth), len(text))


def test_a_turned_scan_of_a_shipped_page_is_recognised(tmp_path):
    truth = read_text(discover(CORPUS)[0][0])
    [page] = page_pictures(truth, most=1)
    path = written(tmp_path, bound([page.rotate(90, expand=True)]), "scan.pdf")
    found = read_file(path)
    # The head of the page is no part of the text; one page does not show that it runs.
    text = found.text.removeprefix("某市人民政府文件\n")
    ending = text[-12:].replace("\n", "")
    end = truth.replace("\n", "").index(ending) + len(ending)
    bare = truth.replace("\n", "")[:end]
    assert accuracy(bare, text.replace("\n", "")) >= 0.97
    # Paragraphs stay whole and headings stay alone.
    assert "\n一、总体要求\n" in text
    assert accuracy(truth[: len(text)], text) >= 0.97
    assert set(found.scanned) == {1}
    assert found.scanned[1] > 0.95
    assert keys(found) == {"file.scanned"}


@pytest.mark.parametrize(
    ("kind", "name", "turn"), [("PNG", "a.png", 0), ("JPEG", "a.jpg", 180), ("TIFF", "a.tif", 0)]
)
def test_pictures_of_every_kind_are_read(kind, name, turn, small, tmp_path):
    path = written(tmp_path, saved(small.rotate(turn), kind), name)
    found = read_file(path)
    assert "300" in found.text
    assert accuracy("\n".join(LINES), found.text) > 0.85
    assert set(found.scanned) == {1}


def test_a_picture_of_several_pages_is_read_page_after_page(small, tmp_path):
    data = saved(small, "TIFF", save_all=True, append_images=[small])
    found = read_file(written(tmp_path, data, "two.tiff"))
    assert set(found.scanned) == {1, 2}
    assert found.text.count("300") == 2
    assert found.text[found.pages[1] :].count("300") == 1


def pasted(picture, *, behind=""):
    """A page that is a picture, with words nobody sees over it."""

    def draw(canvas):
        canvas.drawImage(ImageReader(picture), 0, 0, *canvas._pagesize)
        layer = canvas.beginText(90, 100)
        layer.setFont(FONT, 14)
        layer.setTextRenderMode(3)
        layer.textOut(behind)
        canvas.drawText(layer)

    return draw


def test_only_pages_that_are_pictures_are_recognised_and_what_is_seen_counts(small, tmp_path):
    def words(canvas):
        canvas.drawString(90, 700, "总则写在第一页。")

    picture = pasted(small, behind="补贴每户900元")
    data = drawn(words, picture, size=(450, 720))
    found = read_file(written(tmp_path, data, "mixed.pdf"))
    assert found.text.startswith("总则写在第一页。\n")
    assert set(found.scanned) == {2}
    assert "900" not in found.text
    assert keys(found) >= {"file.scanned"}


def test_too_much_to_recognise_is_refused(small, tmp_path):
    tiff = written(tmp_path, saved(small, "TIFF", save_all=True, append_images=[small]), "a.tiff")
    pdf = written(tmp_path, drawn(pasted(small), pasted(small), size=(450, 200)), "a.pdf")
    for path in (tiff, pdf):
        with pytest.raises(DocumentError) as caught:
            read_file(path, Settings(scan_pages=1))
        assert caught.value.params["reason"] == "too_many_scans"
        with pytest.raises(DocumentError) as caught:
            read_file(path, Settings(scan_pixels=100_000))
        assert caught.value.params["reason"] == "too_many_pixels"


def test_a_picture_without_words_is_an_empty_document(tmp_path):
    blank = Image.new("L", (400, 400), 255)
    with pytest.raises(DocumentError) as caught:
        read_file(written(tmp_path, saved(blank, "PNG"), "blank.png"))
    assert caught.value.code == "empty_document"
