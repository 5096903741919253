"""Folding, its way back, and the hygiene of stored text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text import clean, fold, fold_aligned, fold_with_offsets

ODD = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("１３萬人次，ＡＢ㎡①ﬁ馀後臺e\u0301\u0327がｶﾞ각ᄀ\u1161\u11a8Ⅷ⑳…“”"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("１．３萬人次", "1.3万人次"),
        ("臺灣ＡＢｃ", "台湾abc"),
        ("80馀名", "80余名"),
        ("後續", "后续"),
        ("（六）、“三改造”；", "(六)、“三改造”;"),
        ("㎡", "m2"),
        ("cafe\u0301", "café"),
        ("ｶﾞ", "ガ"),
        ("显著", "显著"),
    ],
)
def test_two_spellings_fold_to_one(written, meant):
    assert fold(written) == fold(meant) == meant


def test_a_folded_match_is_found_in_the_original():
    text = "新建㎡①ﬁ住房１.３萬套，e\u0301tage"
    folded = fold_with_offsets(text)
    for wanted, original in (("1.3万套", "１.３萬套"), ("fi", "ﬁ"), ("é", "e\u0301"), ("m2", "㎡")):
        at = folded.text.index(wanted)
        span = folded.span(at, at + len(wanted))
        assert text[span.start : span.end] == original


def test_a_span_never_cuts_an_original_character():
    folded = fold_with_offsets("长5㎡宽")
    assert folded.text == "长5m2宽"
    span = folded.span(2, 3)
    assert (span.start, span.end) == (2, 3)


def test_a_span_outside_the_text_is_refused():
    folded = fold_with_offsets("供暖")
    for start, end in ((0, 3), (2, 1), (-1, 1)):
        with pytest.raises(IndexError):
            folded.span(start, end)


@given(ODD)
def test_folding_is_idempotent_and_agrees_with_its_offsets(text):
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert fold(folded.text) == folded.text


@given(ODD)
def test_folded_characters_tile_the_original(text):
    folded = fold_with_offsets(text)
    at = 0
    for index in range(len(folded.text)):
        span = folded.span(index, index + 1)
        assert span.start <= at <= span.end
        assert fold(text[span.start : span.end]) == "".join(
            folded.text[i] for i in range(len(folded.text)) if folded.span(i, i + 1) == span
        )
        at = span.end
    assert at == len(text)
    assert folded.span(0, len(folded.text)) == folded.span(0, len(folded.text))


@given(st.text("供暖萬１Ａb，。 \n㎡①", max_size=20), st.text("後馀Ⅷ（）“”c", max_size=20))
def test_folding_parts_folds_the_whole(first, second):
    assert fold(first + second) == fold(first) + fold(second)


@pytest.mark.parametrize(
    ("dirty", "stored"),
    [
        ("一\r\n二\r三\u2028四\x0b五", "一\n二\n三\n四\n五"),
        ("\ufeff供\x00暖\u200b\u200d", "供暖"),
        ("供\u202e暖\u2066", "供暖"),
        ("供\U000e0041\U000e0042暖\ufe0f\U000e0100", "供暖"),
        ("供\ud800暖", "供暖"),
        ("供\u3000\u00a0\t暖 ", "供\u3000\u00a0\t暖 "),
    ],
)
def test_stored_text_holds_nothing_invisible(dirty, stored):
    assert clean(dirty) == stored


@given(st.text(st.characters(), max_size=80))
def test_cleaning_is_idempotent_and_leaves_text_that_can_be_encoded(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned
    assert "\x00" not in cleaned
    assert "\r" not in cleaned


@pytest.mark.parametrize(
    ("written", "meant"),
    [("新建３處，ＡＢ", "新建3处,ab"), ("约20㎡……完", "约20㎡……完"), ("ﬁ１臺", "ﬁ1台")],
)
def test_aligned_folding_keeps_every_offset(written, meant):
    assert fold_aligned(written) == meant


@given(ODD)
def test_aligned_folding_is_as_long_as_its_text(text):
    assert len(fold_aligned(text)) == len(text)
