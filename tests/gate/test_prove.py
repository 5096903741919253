"""A drafted sentence is shown only where the clauses it cites prove it."""

from __future__ import annotations

from rag.gate import Rule, Source, prove

REGIONS = {"青山县": ("青山县", "青山"), "白河区": ("白河区", "白河")}
LIFTS = Source(
    quote="年内加装电梯300部，新增车位1000个以上。", region="青山县", title="青山县工作要点"
)


def test_a_sentence_of_the_quotes_words_is_proved_and_says_where() -> None:
    verdict = prove("青山县年内加装电梯300部。", ["c1"], {"c1": LIFTS}, REGIONS)
    assert verdict.proved
    assert [(s.marker, LIFTS.quote[s.start : s.end]) for s in verdict.support] == [
        ("c1", LIFTS.quote)
    ]


def test_a_sentence_without_a_marker_is_not_proved() -> None:
    assert prove("加装电梯300部。", [], {"c1": LIFTS}, REGIONS).rules == {Rule.UNCITED}


def test_a_marker_that_was_never_shown_is_not_proved() -> None:
    verdict = prove("加装电梯300部。", ["c1", "c9"], {"c1": LIFTS}, REGIONS)
    assert verdict.faults == ((Rule.TOKEN, "c9"),)


def test_words_that_no_quote_holds_are_named() -> None:
    verdict = prove("加装电梯300部，免费提供午餐。", ["c1"], {"c1": LIFTS}, REGIONS)
    assert Rule.WORDS in verdict.rules


def test_only_the_sentences_that_prove_it_are_its_support() -> None:
    quote = "新建公园5处。下列工作6月底前完成：加装电梯300部。改造道路3条。"
    verdict = prove("6月底前加装电梯300部。", ["c1"], {"c1": Source(quote=quote)}, {})
    assert [quote[s.start : s.end] for s in verdict.support] == [
        "下列工作6月底前完成：加装电梯300部。"
    ]


def test_a_figure_from_another_sentence_is_part_of_the_support() -> None:
    quote = "各项工作6月底前完成。\n加装电梯300部。\n改造道路3条。"
    verdict = prove("6月底前加装电梯300部。", ["c1"], {"c1": Source(quote=quote)}, {})
    assert [quote[s.start : s.end] for s in verdict.support] == [
        "加装电梯300部。",
        "各项工作6月底前完成。",
    ]


def test_an_english_sentence_is_not_proved_by_a_chinese_clause() -> None:
    verdict = prove("300 lifts will be installed.", ["c1"], {"c1": LIFTS}, REGIONS)
    assert not verdict.proved


def test_an_english_sentence_is_proved_by_the_words_of_an_english_clause() -> None:
    clause = Source(quote="Each household may claim up to 600 yuan. Shops are not eligible.")
    shown = {"c1": clause}
    assert prove("Each household may claim up to 600 yuan.", ["c1"], shown, {}).proved
    assert not prove("Each household may claim 600 yuan.", ["c1"], shown, {}).proved
    assert not prove("Shops are eligible.", ["c1"], shown, {}).proved
