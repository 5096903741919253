"""What stands under the headings of a document, in the documents that are shipped."""

from __future__ import annotations

from rag.chain import Engine
from rag.clauses import only_introduces, sections


def _under(engine: Engine, name: str) -> dict[str, str]:
    library = engine.library
    (found,) = (one for one in library.summaries if name in one)
    text = library.document(found).text
    return {
        one.heading: text[one.body.start : one.body.end]
        for one in sections(text, library.clauses(found))
    }


def test_a_run_in_heading_has_what_follows_it_up_to_the_next(engine: Engine) -> None:
    under = _under(engine, "xigong")
    assert under["优化养老服务供给"].startswith("健全五级养老服务体系")
    assert under["优化养老服务供给"].endswith("养老服务需求。")


def test_a_numbered_heading_has_all_of_its_clause(engine: Engine) -> None:
    under = _under(engine, "chengdong")
    assert under["稳定农业转移人口就业"].startswith("高质量推进补贴性培训")
    assert "建立健全住房保障制度" in under["加快建设现代化城市"]


def test_a_section_is_never_empty(engine: Engine) -> None:
    for name in ("xigong", "chengdong"):
        assert all(body.strip() for body in _under(engine, name).values())


def test_the_words_before_the_first_run_in_heading_introduce_the_clause(engine: Engine) -> None:
    library = engine.library
    introductions = [
        passage.text
        for passage in engine.catalog.passages()
        if only_introduces(
            library.document(passage.document_id).text,
            library.clause_at(passage.document_id, passage.start, passage.end),
            passage,
        )
    ]
    assert [text[:3] for text in introductions] == ["(六)", "(七)", "(八)"]
    assert all("样板" in text or "图景" in text or "答卷" in text for text in introductions)
