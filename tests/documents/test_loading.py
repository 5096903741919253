"""Files to documents: names, titles, standing, and what is refused."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents import discover, document_id, load, read_manifest, read_text
from rag.errors import ConfigurationError, DocumentError, EmptyDocumentError
from rag.schemas import DocumentMeta, DocumentStatus
from rag.wording import say

CORPUS = Path(__file__).parents[2] / "corpus"


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", ["", " \n\t\u3000", "\ufeff\u200b\n", "---\n——\n。"])
def test_a_file_without_words_is_refused(tmp_path, text):
    with pytest.raises(EmptyDocumentError) as caught:
        read_text(write(tmp_path / "empty.txt", text))
    assert caught.value.params["name"] == "empty.txt"


def test_a_missing_file_is_told_from_an_unreadable_one(tmp_path):
    with pytest.raises(DocumentError) as missing:
        read_text(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(DocumentError) as unreadable:
        read_text(tmp_path / "folder.txt")
    assert missing.value.params["reason"] == "missing"
    assert unreadable.value.params["reason"] == "unreadable"


def test_a_file_too_large_is_refused(tmp_path):
    path = tmp_path / "large.txt"
    path.write_bytes("供暖工作的通知\n".encode() * 1_000_000)
    with pytest.raises(DocumentError) as caught:
        read_text(path)
    assert caught.value.params["reason"] == "too_large"


def test_every_refusal_has_its_sentence_in_both_languages():
    for key, values in (
        ("bad_document.missing", {"name": "a"}),
        ("bad_document.unreadable", {"name": "a"}),
        ("bad_document.too_large", {"name": "a"}),
        ("unsupported_format", {"name": "a", "known": ".txt"}),
        ("undecodable_text.binary", {"name": "a"}),
        ("undecodable_text.uncertain", {"name": "a"}),
        ("empty_document", {"name": "a"}),
        ("configuration.manifest", {"what": "a"}),
    ):
        assert "a" in say(key, "zh", **values)
        assert say(key, "zh", **values) != say(key, "en", **values)


def test_stored_text_is_clean(tmp_path):
    path = tmp_path / "crlf.txt"
    path.write_bytes("\ufeff\r\n通知\r\n一、供\u200b暖。\r\n\r\n".encode())
    assert read_text(path) == "通知\n一、供暖。"


def test_the_same_words_hash_the_same_whatever_the_bytes(tmp_path):
    first = load(write(tmp_path / "a.txt", "供暖通知\n一、总则。"), "a.txt")
    path = tmp_path / "b.txt"
    path.write_bytes("供暖通知\r\n一、总则。\r\n".encode("gb18030"))
    second = load(path, "b.txt")
    assert first.content_hash == second.content_hash
    assert first.id != second.id


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("城东区供暖办法\n(征求意见稿)\n为做好供暖，制定本办法。", "城东区供暖办法(征求意见稿)"),
        (
            "贯彻《西宁市2021年新型城镇化\n建设工作要点》工作措施\n为做好工作，提出如下要点。",
            "贯彻《西宁市2021年新型城镇化建设工作要点》工作措施",
        ),
        ("供暖通知\n\n各街道：\n一、总则。", "供暖通知"),
        ("关于做好供暖工作的通知 各街道： 一、按时供暖。二、保障燃料。", "关于做好供暖工作的通知"),
        ("供暖办法（试行） 第一条 为做好供暖，制定本办法。", "供暖办法（试行）"),
        ("供暖通告（第7号） 供暖通告（第7号） 为做好供暖，通告如下。", "供暖通告（第7号）"),
        ("重庆已发布两版防治方案 记者从市卫生健康委获悉，方案已发布。", "重庆已发布两版防治方案"),
        ("(六)聚焦强功能。贯彻举措。", None),
        ("一、总体要求\n以人为本。", None),
        ("这是一段没有标题的话，它直接开始叙述。后面还有。", None),
        ("第一段很长，是一句完整的话。\n第二段也是。", None),
    ],
)
def test_a_title_is_taken_only_where_it_plainly_is_one(tmp_path, text, title):
    document = load(write(tmp_path / "供暖.txt", text), "a/供暖.txt")
    assert document.meta.title == (title or "供暖")
    assert document.meta.title_is_ours == (title is None)
    draft = title is not None and "征求意见稿" in title
    assert document.meta.status == (DocumentStatus.DRAFT if draft else DocumentStatus.UNKNOWN)
    assert document.meta.region is None


def test_what_the_manifest_says_goes_before_what_is_found(tmp_path):
    meta = DocumentMeta(title="别的题目", region="某区", year=2021)
    document = load(write(tmp_path / "a.txt", "供暖通知\n一、总则。"), "a.txt", meta)
    assert document.meta == meta


def test_discover_finds_readable_files_in_order(tmp_path):
    (tmp_path / "子" / ".hidden").mkdir(parents=True)
    for name in ("b.txt", "a.MD", "c.xyz", "子/d.text", "子/.hidden/e.txt", ".f.txt"):
        write(tmp_path / name, "供暖")
    found = discover(tmp_path)
    assert [source for _, source in found] == ["a.MD", "b.txt", "子/d.text"]
    assert all(path.is_file() for path, _ in found)
    assert discover(tmp_path / "c.xyz") == [(tmp_path / "c.xyz", "c.xyz")]
    with pytest.raises(DocumentError):
        discover(tmp_path / "none")


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_document_ids_are_safe_and_their_own(first, second):
    ids = [document_id(first), document_id(second)]
    assert (ids[0] == ids[1]) == (first == second)
    for name in ids:
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", name)


def test_a_document_id_is_readable_and_stays_the_same():
    assert document_id("notices/Heating 2021.txt") == "heating-2021-b6f7206f"
    assert document_id("供暖.txt") != document_id("供电.txt")


# --- the manifest ----------------------------------------------------------------


def test_the_shipped_manifest_describes_the_shipped_documents():
    manifest = read_manifest(CORPUS)
    assert sorted(manifest) == [source for _, source in discover(CORPUS)]
    chengdong = manifest["chengdong-2021-urbanisation-measures-draft.txt"]
    assert chengdong.region == "西宁市城东区"
    assert chengdong.status is DocumentStatus.DRAFT
    assert chengdong.year == 2021
    assert not chengdong.title_is_ours
    assert chengdong.issuer is None
    path, source = discover(CORPUS)[0]
    assert load(path, source).meta.title == chengdong.title
    xigong = manifest["xigong-government-work-report-excerpt.txt"]
    assert xigong.title_is_ours
    assert xigong.region == "洛阳市西工区"
    assert (xigong.issuer, xigong.year, xigong.issued_on) == (None, None, None)
    assert xigong.status is DocumentStatus.UNKNOWN


def test_a_folder_without_manifest_has_no_entries(tmp_path):
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ('[[documents]]\nsource = "a.txt"\ntitle = "甲"\nauthor = "乙"\n', "documents[0].author"),
        ('[[documents]]\nsource = "a.txt"\ntitle = "甲"\nstatus = "old"\n', "documents[0].status"),
        ('[[documents]]\nsource = "a.txt"\ntitle = "甲"\nyear = "many"\n', "documents[0].year"),
        ('[[documents]]\nsource = "a.txt"\ntitle = ""\n', "documents[0].title"),
        ('[[documents]]\ntitle = "甲"\n', "documents[0].source"),
        ('documents = "a.txt"\n', "documents"),
        ("documents = [1]\n", "documents[0]"),
        ('[other]\nkey = "a"\n', "other"),
        ('[[documents]]\nsource = "../a.txt"\ntitle = "甲"\n', "documents[0].source"),
        (
            '[[documents]]\nsource = "a.txt"\ntitle = "甲"\n'
            '[[documents]]\nsource = "./a.txt"\ntitle = "乙"\n',
            "documents[1].source",
        ),
        ("[[documents\n", "manifest.toml"),
    ],
)
def test_a_wrong_manifest_is_refused_by_key(tmp_path, content, names):
    write(tmp_path / "manifest.toml", content)
    with pytest.raises(ConfigurationError) as caught:
        read_manifest(tmp_path)
    assert names in caught.value.detail


def test_a_full_entry_is_read(tmp_path):
    write(
        tmp_path / "manifest.toml",
        '[[documents]]\nsource = "子/a.txt"\ntitle = "甲"\nissuer = "某局"\nregion = "某区"\n'
        'region_aliases = ["某"]\nstatus = "in_force"\nissued_on = 2021-03-04\n'
        'effective_on = 2021-04-01\nexpires_on = "2026-04-01"\nyear = 2021\n',
    )
    meta = read_manifest(tmp_path)["子/a.txt"]
    assert (meta.issuer, meta.region, meta.region_aliases) == ("某局", "某区", ("某",))
    assert meta.status is DocumentStatus.IN_FORCE
    assert str(meta.issued_on) == "2021-03-04"
    assert str(meta.expires_on) == "2026-04-01"
