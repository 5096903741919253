"""Trains the reader: the adapted encoder with heads for the span and for answerability.

``python -m eval.training.reader [--epochs 3] [--rank 128] [--resume] [--all]``
starts from the shipped adapter, or with ``--resume`` from the shipped reader, and writes
``rag/reader/data/reader.npz`` and its record, which is of what was written. Settings are
chosen on the fields held out; what ships is then trained on them too (``--all``).
The first four layers are frozen. A batch mixes passages with their questions, passages
put together of the pairs' sentences, and foreign passages that do not answer.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from eval.hardware import hardware
from eval.rouge import rouge_l
from eval.training import lowrank
from eval.training.data import (
    DATA,
    Fields,
    Reading,
    alone_readings,
    bereft_readings,
    foreign_readings,
    joined_readings,
    readings,
    readings_of_pairs,
    worded,
)
from eval.training.encoder import TrainableEncoder
from rag.embeddings.adapter import parse_adapter
from rag.reader.graph import APART, HEADS

TARGET = Path("rag/reader/data/reader.npz")
ADAPTER = Path("rag/embeddings/data/adapter.npz")
_BATCH = 16
_FROZEN = 4
_DROPOUT = 0.1
_QUESTION_TOKENS, _PASSAGE_TOKENS = 60, 300


class Prepared(NamedTuple):
    """A question and a passage, as the lower layers read them.

    Attributes:
        question, passage: Token ids, specials included.
        offsets: Characters of the passage that each of its tokens stands for.
    """

    question: list[int]
    passage: list[int]
    offsets: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        """Index of the passage's first token in the sequence that the upper layers read."""
        return len(self.question)


class TrainableReader(nn.Module):
    """The encoder with its two heads."""

    def __init__(self, start: Path) -> None:
        """Begin from an adapter's file, or a reader's with its heads."""
        super().__init__()
        arrays = dict(parse_adapter(start.read_bytes()).arrays)
        heads = {name: arrays.pop(name) for name in HEADS if name in arrays}
        self.encoder = TrainableEncoder(_FROZEN, _DROPOUT)
        self.encoder.take_up(arrays)
        width = self.encoder.weights.width
        self.span = nn.Linear(width, 2)
        self.answers = nn.Linear(3 * width, 1)
        for name, values in heads.items():
            head, _, kind = name.partition(".")
            parameter = getattr(getattr(self, head), {"w": "weight", "b": "bias"}[kind])
            parameter.data = torch.tensor(values)

    def prepare(self, question: str, passage: str) -> Prepared:
        """Return what the reader sees."""
        vocabulary, tokeniser = self.encoder.weights.vocabulary, self.encoder.tokeniser
        asked = tokeniser.tokens(f"query: {question}").ids[:_QUESTION_TOKENS]
        tokens = tokeniser.tokens(passage)
        return Prepared(
            [vocabulary.begin, *asked, vocabulary.end],
            [vocabulary.begin, *tokens.ids[:_PASSAGE_TOKENS], vocabulary.end],
            tokens.offsets[:_PASSAGE_TOKENS],
        )

    def hidden(self, batch: Sequence[Prepared]) -> tuple[Tensor, Tensor]:
        """Return hidden states (texts, tokens, width) and the mask (texts, tokens)."""
        encoder = self.encoder
        parts = []
        for sequences in ([one.question for one in batch], [one.passage for one in batch]):
            embedded, stands = encoder.embedded(sequences)
            parts.append(encoder.through(embedded, stands, range(APART)))
        joined = [
            # the question's first token stands for both
            torch.cat([asked[: len(one.question)], read[1 : len(one.passage)]])
            for one, asked, read in zip(batch, *parts, strict=True)
        ]
        states = nn.utils.rnn.pad_sequence(joined, batch_first=True)
        lengths = torch.tensor([len(sequence) for sequence in joined])
        stands = (torch.arange(states.shape[1]) < lengths[:, None]).float()
        layers = range(APART, len(encoder.layers))
        return encoder.through(states, stands, layers).float(), stands

    def forward(self, batch: Sequence[Prepared]) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits of first and last token (texts, tokens), and of answering (texts,)."""
        states, stands = self.hidden(batch)
        edges = self.span(states)
        closed = torch.full(edges.shape[:2], -1e9)
        for row, one in enumerate(batch):
            closed[row, one.first : one.first + len(one.offsets)] = 0
        mean = (states * stands[:, :, None]).sum(1) / stands.sum(1, keepdim=True)
        shares = (edges.float() + (stands[:, :, None] - 1) * 1e9).softmax(1)
        expected = torch.einsum("bte,btw->bew", shares, states).flatten(1)
        answers = self.answers(torch.cat([mean, expected], dim=1)).squeeze(-1)
        return edges[..., 0] + closed, edges[..., 1] + closed, answers


def target(one: Prepared, passage: str, answer: str) -> tuple[int, int] | None:
    """Return the tokens where an answer begins and ends, or None where it is cut off."""
    start = passage.find(answer)
    end = start + len(answer)
    inside = [n for n, (a, b) in enumerate(one.offsets) if b > start and a < end]
    if start < 0 or not inside or one.offsets[inside[-1]][1] < end - 3:
        return None
    return one.first + inside[0], one.first + inside[-1]


def loss_of(reader: TrainableReader, batch: Sequence[Reading]) -> Tensor:
    """Return the loss of one batch: answerability, and both edges where there is an answer."""
    prepared = [reader.prepare(one.question, one.passage) for one in batch]
    with torch.autocast("cpu", torch.bfloat16):
        first, last, answers = reader(prepared)
    wanted = torch.tensor([float(one.answer is not None) for one in batch])
    loss = functional.binary_cross_entropy_with_logits(answers.float(), wanted)
    edges = first.float().log_softmax(1), last.float().log_softmax(1)
    told = []
    for row, one in enumerate(batch):
        if one.answer and (span := target(prepared[row], one.passage, one.answer)):
            begin, end = span
            if one.exact:
                told.append(-edges[0][row, begin] - edges[1][row, end])
            else:
                inside = slice(begin, end + 1)
                told.append(-sum(edge[row, inside].logsumexp(0) for edge in edges))
    return loss + torch.stack(told).mean() if told else loss


def train(reader: TrainableReader, data: list[Reading], epochs: float) -> list[float]:
    """Train in place; return the mean loss of every hundred steps."""
    layers = [p for p in reader.encoder.parameters() if p.requires_grad]
    heads = [*reader.span.parameters(), *reader.answers.parameters()]
    rates = (1e-4, 1e-3)
    optimiser = torch.optim.AdamW([{"params": layers}, {"params": heads}], lr=rates[0])
    steps = int(len(data) / _BATCH * epochs)
    losses: list[float] = []
    step, total = 0, 0.0
    while step < steps:
        data.sort(key=lambda one: len(one.passage) + random.random() * 60)
        batches = [data[at : at + _BATCH] for at in range(0, len(data), _BATCH)]
        random.shuffle(batches)
        for batch in batches[: steps - step]:
            fade = min(1, (step + 1) / 30) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * fade
            loss = loss_of(reader, batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([*layers, *heads], 1.0)
            optimiser.step()
            step += 1
            total += loss.item()
            if step % 100 == 0:
                losses.append(total / 100)
                total = 0.0
                sys.stderr.write(f"step {step}/{steps} loss {losses[-1]:.3f}\n")
    return losses


@torch.no_grad()
def evaluate(reader: TrainableReader, data: Sequence[Reading]) -> dict[str, float]:
    """Return exact spans, ROUGE-L and the AUC of answerability over held-out fields."""
    exact: list[bool] = []
    rouge, yes, no = list[float](), list[float](), list[float]()
    for one in data:
        prepared = reader.prepare(one.question, one.passage)
        first, last, answers = reader([prepared])
        (yes if one.answer else no).append(float(answers[0]))
        if one.answer:
            begin = int(first[0].argmax())
            end = begin + int(last[0, begin:].argmax())
            start = prepared.offsets[begin - prepared.first][0]
            stop = prepared.offsets[end - prepared.first][1]
            found = one.passage[start:stop].strip()
            exact.append(found == one.answer)
            rouge.append(rouge_l(found, one.answer))
    above = np.array(yes)[:, None] > np.array(no)[None, :]
    return {
        "exact span": float(np.mean(exact)),
        "ROUGE-L": float(np.mean(rouge)),
        "answerability AUC": float(above.mean()),
        "questions": len(data),
    }


def examples(chance: random.Random, fields: Fields) -> list[Reading]:
    """Return every kind of reading that is trained on, of the fields asked for."""
    made = [
        *readings(fields),
        *foreign_readings(chance, fields),
        *bereft_readings(chance, fields),
        *alone_readings(chance, fields),
        *joined_readings(chance, fields),
        *readings_of_pairs(chance, fields),
    ]
    return worded(chance, made)


def main() -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.reader", description=__doc__)
    parser.add_argument("--epochs", type=float, default=3.0)
    parser.add_argument("--rank", type=int, default=128)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--resume", action="store_true", help="go on from the shipped reader")
    parser.add_argument("--all", action="store_true", help="take the fields held out, too")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    chance = random.Random(given.seed)
    began = time.perf_counter()
    reader = TrainableReader(TARGET if given.resume else ADAPTER)
    data = examples(chance, "training")
    if given.all:
        kept_out = examples(chance, "held out")
        # A reader that knows the other fields needs them only to keep what it knows.
        data = chance.sample(data, len(kept_out)) if given.resume else data
        data += kept_out
    losses = train(reader, data, given.epochs)
    arrays = lowrank.difference(reader.encoder, given.rank)
    state = reader.state_dict()
    for head in ("span", "answers"):
        arrays[f"{head}.w"] = state[f"{head}.weight"].numpy().astype(np.float16)
        arrays[f"{head}.b"] = state[f"{head}.bias"].numpy().astype(np.float16)
    megabytes = lowrank.write(TARGET, arrays)
    shipped = TrainableReader(TARGET)
    record = {
        "settings": vars(given),
        "readings": len(data),
        "losses": losses,
        "fields that else are held out": evaluate(shipped.eval(), readings("held out")),
        "megabytes": megabytes,
        "minutes": (time.perf_counter() - began) / 60,
        "hardware": hardware(),
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (DATA.parent / "reader-record.json").write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
