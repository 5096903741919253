"""A citation names the page its words stand on, and says where they were recognised."""

from pathlib import Path

import pypdfium2
from making import a_document

from eval.run import CORPUS
from eval.writing.sheet import sheet
from rag import Engine
from rag.documents import discover, read_text
from rag.ingest import ingest
from rag.schemas import Question, Status
from rag.settings import Settings


def opened(tmp_path: Path) -> Engine:
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", embedding_provider="none")
    return Engine.open(settings)


def test_a_quote_stands_on_the_page_named(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for path, source in discover(CORPUS):
        (folder / source).with_suffix(".pdf").write_bytes(sheet(read_text(path)))
    with opened(tmp_path) as engine:
        ingest([folder], engine.settings, engine.catalog, engine.index)
        engine.refresh()
        pages = set()
        for text in ("加装多少部电梯？", "2处城市书房", "城镇新增就业目标是多少？"):
            answer = engine.ask(Question(text=text))
            for citation in (*answer.citations, *answer.near):
                assert not citation.scanned
                with pypdfium2.PdfDocument(folder / citation.source) as file:
                    printed = file[citation.page - 1].get_textpage().get_text_range()
                assert citation.quote[:6] in "".join(printed.split())
                pages.add((citation.document_id, citation.page))
        assert len(pages) > 2


def test_words_recognised_in_a_picture_are_cited_as_such(tmp_path: Path) -> None:
    text = "供暖通知\n一、时间\n11月15日前全部供暖。\n二、补贴\n困难家庭每户补贴300元。"
    document, clauses, parts = a_document("a.pdf", text)
    second = text.index("二")
    document = document.model_copy(update={"pages": (0, second), "scanned": {2: 0.91}})
    with opened(tmp_path) as engine:
        engine.catalog.put(document, clauses, parts)
        engine.index.refresh()
        engine.refresh()
        assert engine.catalog.document(document.id) == document
        answer = engine.ask(Question(text="困难家庭每户补贴多少元？"))
        assert answer.status is Status.ANSWERED
        assert [(c.page, c.scanned) for c in answer.citations] == [(2, True)]
        assert any("扫描件" in notice for notice in answer.notices)
        answer = engine.ask(Question(text="全部供暖的时间"))
        proofs = [c for c in (*answer.citations, *answer.near) if "11月" in c.quote]
        assert {(c.page, c.scanned) for c in proofs} == {(1, False)}
        assert not any("扫描件" in notice for notice in answer.notices)
