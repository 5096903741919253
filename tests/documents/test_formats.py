"""The contract of every format: each reader module is found, and reads its own sample."""

import pkgutil

import pytest

from rag.documents import formats, read_text, suffixes
from rag.documents.reader import Reader
from rag.documents.registry import readers
from rag.errors import DocumentError, UnsupportedFormatError

MODULES = [module.name for module in pkgutil.iter_modules(formats.__path__)]


def reader_of(name):
    module = __import__(f"{formats.__name__}.{name}", fromlist=["READER"])
    assert isinstance(module.READER, Reader)
    return module.READER


def test_every_module_of_the_folder_is_registered():
    assert MODULES
    registered = set(readers().values())
    assert registered == {reader_of(name) for name in MODULES}
    assert suffixes() == {suffix for reader in registered for suffix in reader.suffixes}


@pytest.mark.parametrize("name", MODULES)
def test_a_reader_reads_its_sample(name, tmp_path):
    reader = reader_of(name)
    data, text = reader.sample()
    for suffix in reader.suffixes:
        assert suffix == suffix.lower()
        for written in (suffix, suffix.upper()):
            path = tmp_path / f"sample{written}"
            path.write_bytes(data)
            assert read_text(path) == text.strip()


@pytest.mark.parametrize("name", MODULES)
def test_a_reader_refuses_what_is_no_text(name, tmp_path):
    for suffix in reader_of(name).suffixes:
        path = tmp_path / f"binary{suffix}"
        path.write_bytes(bytes(range(256)) * 8)
        with pytest.raises(DocumentError):
            read_text(path)


def test_an_unknown_suffix_is_refused_by_name(tmp_path):
    path = tmp_path / "表格.xyz"
    path.write_text("供暖", encoding="utf-8")
    with pytest.raises(UnsupportedFormatError) as caught:
        read_text(path)
    assert caught.value.params["name"] == "表格.xyz"
    assert ".txt" in str(caught.value.params["known"])


def markdown(tmp_path, source):
    path = tmp_path / "notice.md"
    path.write_text(source, encoding="utf-8")
    return read_text(path)


def test_markdown_keeps_headings_as_lines_and_drops_markup(tmp_path):
    text = markdown(
        tmp_path,
        "---\ntitle: 内部\n---\n# 供暖**办法**\n\n第一条 按时[供暖](https://example.org)。\n"
        "<script>alert(1)</script>\n\n> 引文。\n\n- 甲\n- 乙\n",
    )
    assert text == "供暖办法\n第一条 按时供暖。\n引文。\n甲\n乙"


def test_markdown_numbers_of_lists_stay(tmp_path):
    assert markdown(tmp_path, "3. 检修\n4. 储备\n\n1) 甲\n") == "3.检修\n4.储备\n1)甲"


def test_markdown_html_blocks_and_comments_are_no_text(tmp_path):
    text = markdown(tmp_path, "<div>隐藏</div>\n\n<!-- 注释 -->\n\n正文。\n")
    assert text == "正文。"


def test_a_ruler_is_no_front_matter(tmp_path):
    assert markdown(tmp_path, "第一段。\n\n---\n\n第二段。\n\n---\n\n第三段。") == (
        "第一段。\n第二段。\n第三段。"
    )
