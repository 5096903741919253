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
