"""Trains the encoder's adapter on pairs of citizen's question and official sentence.

``python -m eval.training.adapter [--epochs 2] [--rank 16] [--all] [--resume]`` writes
``rag/embeddings/data/adapter.npz`` and, beside the data, the record of the run; with
``--all``, as it ships, of every field, those otherwise held out too.
Contrastive, with the pairs' own negatives and those of the batch (InfoNCE, van den Oord
et al. 2018, arXiv:1807.03748), temperature 0.05, in bfloat16 where the processor has it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch.nn import functional

from eval.hardware import hardware
from eval.training import lowrank
from eval.training.data import DATA, Fields, Pair, pairs, pairs_of_readings
from eval.training.encoder import TrainableEncoder
from rag.embeddings.adapter import parse_adapter

TARGET = Path("rag/embeddings/data/adapter.npz")
_TEMPERATURE = 0.05
_BATCH = 32


def train(encoder: TrainableEncoder, data: list[Pair], epochs: int, rate: float) -> list[float]:
    """Train in place; return the mean loss of each epoch."""
    optimiser = torch.optim.AdamW(encoder.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * math.ceil(len(data) / _BATCH)
    step, losses = 0, []
    for _ in range(epochs):
        random.shuffle(data)
        total = 0.0
        for at in range(0, len(data), _BATCH):
            batch = data[at : at + _BATCH]
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 20) * (1 - step / steps) + 1e-7
            with torch.autocast("cpu", torch.bfloat16):
                asked = encoder.vectors([f"query: {one.question}" for one in batch], 64)
                texts = [one.passage for one in batch]
                texts += [text for one in batch for text in one.negatives]
                found = encoder.vectors([f"passage: {text}" for text in texts], 128, parts=4)
            scores = asked.float() @ found.float().T / _TEMPERATURE
            loss = functional.cross_entropy(scores, torch.arange(len(batch)))
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            total += loss.item()
            step += 1
            if step % 20 == 0:
                sys.stderr.write(f"step {step}/{steps} loss {loss.item():.3f}\n")
        losses.append(total / math.ceil(len(data) / _BATCH))
    return losses


@torch.no_grad()
def evaluate(encoder: TrainableEncoder, data: Sequence[Pair]) -> dict[str, float]:
    """Return the share of pairs whose passage comes first, and in three, among all theirs."""
    texts = sorted({one.passage for one in data} | {t for one in data for t in one.negatives})
    place = {text: at for at, text in enumerate(texts)}
    with torch.autocast("cpu", torch.bfloat16):
        found = encoder.vectors([f"passage: {text}" for text in texts], 256, parts=24)
        asked = encoder.vectors([f"query: {one.question}" for one in data], 128, parts=8)
    scores = asked.float() @ found.float().T
    ranks = [
        int((scores[row] > scores[row, place[one.passage]]).sum()) for row, one in enumerate(data)
    ]
    return {
        "first": sum(rank < 1 for rank in ranks) / len(ranks),
        "in three": sum(rank < 3 for rank in ranks) / len(ranks),
    }


def examples(chance: random.Random, fields: Fields) -> list[Pair]:
    """Return the pairs of the fields asked for, and as many made of their passages.

    Passages share words with their questions, which citizens seldom do.
    """
    own, made = pairs(fields), pairs_of_readings(chance, fields)
    return own + chance.sample(made, min(len(made), len(own)))


def main() -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.adapter", description=__doc__)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--rate", type=float, default=4e-5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--all", action="store_true", help="take the fields held out, too")
    parser.add_argument("--resume", action="store_true", help="go on from the shipped adapter")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    began = time.perf_counter()
    encoder = TrainableEncoder()
    if given.resume:
        encoder.take_up(parse_adapter(TARGET.read_bytes()).arrays)
    held = pairs("held out")
    before = evaluate(encoder, held)
    chance = random.Random(given.seed)
    data = examples(chance, "training")
    if given.all:
        kept_out = examples(chance, "held out")
        # An encoder that knows the other fields needs them only to keep what it knows.
        data = chance.sample(data, len(kept_out)) if given.resume else data
        data += kept_out
    losses = train(encoder, data, given.epochs, given.rate)
    after = evaluate(encoder, held)
    megabytes = lowrank.write(TARGET, lowrank.difference(encoder, given.rank))
    record = {
        "settings": vars(given),
        "pairs": len(data),
        "losses": losses,
        "fields that else are held out, before": before,
        "fields that else are held out, after": after,
        "megabytes": megabytes,
        "minutes": (time.perf_counter() - began) / 60,
        "hardware": hardware(),
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (DATA.parent / "adapter-record.json").write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
