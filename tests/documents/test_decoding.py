"""Which bytes are text, and in which encoding."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.decoding import decode
from rag.errors import UndecodableTextError

TEXT = "关于做好2021年供暖工作的通知\n一、总体要求。11月15日前，完成26个小区。"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16-le bom", "utf-16-be bom", "utf-32 bom", "gb18030", "gbk"],
)
def test_text_is_decoded(data):
    assert decode(data) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "室温达到20℃，每㎡一元——①热源，②管网",
        "曹家寨、涧河北岸、泮子山",
        "供暖(含燃气)1.3万户",
        "中",
    ],
)
def test_a_short_gb18030_line_is_decoded(line):
    text = f"供暖通知：{line}"
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(200)) * 3, "uncertain"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07" * 50, "binary"),
        (TEXT.encode("utf-16-le"), "uncertain"),
        (TEXT.encode()[:-1] + b"\xff", "uncertain"),
        ("これは日本語の文章です。暖房の工事を始めます。".encode("shift_jis"), "uncertain"),
        ("Отопление начинается пятнадцатого ноября".encode("cp1251"), "uncertain"),
        ("關於做好供暖工作的通知，請各區辦理。".encode("big5"), "uncertain"),
        ("Le chauffage dès l'été à côté, garçon".encode("latin-1"), "uncertain"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "uncertain"),
    ],
    ids=["png", "nul", "utf-16", "broken", "sjis", "cp1251", "big5", "latin-1", "cut utf-16"],
)
def test_what_is_not_certain_is_refused(data, reason):
    with pytest.raises(UndecodableTextError) as caught:
        decode(data)
    assert caught.value.params["reason"] in {reason, "binary"}


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data):
    try:
        text = decode(data)
    except UndecodableTextError:
        return
    assert isinstance(text, str)


@given(st.text(st.characters(codec="gb2312", exclude_categories=["Cc"]), max_size=50))
def test_utf8_is_never_read_as_anything_else(text):
    assert decode(text.encode()) == text
