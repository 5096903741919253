"""The bundled encoder as a PyTorch module, with its word table frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from rag.embeddings.adapter import Adapter, merge
from rag.embeddings.native import packed_file
from rag.embeddings.tokenise import Tokeniser
from rag.embeddings.weights import Weights, load

LINEAR = ("q", "k", "v", "ao", "fi", "fo")
NORMS = ("aln", "oln")


class Layer(nn.Module):
    """One transformer layer, post-normalised as in BERT."""

    def __init__(self, weights: Weights, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        width, inner = weights.width, weights.inner
        sizes = {"fi": (width, inner), "fo": (inner, width)}
        self.heads = weights.heads
        self.linear = nn.ModuleDict(
            {name: nn.Linear(*sizes.get(name, (width, width))) for name in LINEAR}
        )
        self.norms = nn.ModuleDict(
            {name: nn.LayerNorm(width, eps=weights.epsilon) for name in NORMS}
        )

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the next hidden states, (texts, tokens, width)."""
        texts, tokens, width = states.shape

        def split(values: Tensor) -> Tensor:
            return values.view(texts, tokens, self.heads, -1).transpose(1, 2)

        query, key, value = (split(self.linear[name](states)) for name in ("q", "k", "v"))
        scores = query * (width // self.heads) ** -0.5 @ key.transpose(-1, -2) + mask
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(texts, tokens, width)
        states = self.norms["aln"](states + self.dropout(self.linear["ao"](mixed)))
        inner = functional.gelu(self.linear["fi"](states))
        out: Tensor = self.norms["oln"](states + self.dropout(self.linear["fo"](inner)))
        return out


class TrainableEncoder(nn.Module):
    """The bundled weights, open to training but for the word table and the positions."""

    def __init__(self, frozen: int = 0, dropout: float = 0.0) -> None:
        """Load the bundled weights; the first ``frozen`` layers do not learn."""
        super().__init__()
        weights = load(packed_file())
        self.weights = weights
        self.tokeniser = Tokeniser(weights.vocabulary)
        self.frozen = frozen
        places = weights.tensors["emb.pos"] + weights.tensors["emb.type"][0]
        self.register_buffer("places", torch.tensor(places), persistent=False)
        self.norm = nn.LayerNorm(weights.width, eps=weights.epsilon)
        self.layers = nn.ModuleList(
            Layer(weights, 0.0 if n < frozen else dropout) for n in range(weights.layers)
        )
        self.load_state_dict(self._base())
        if frozen:
            for module in (self.norm, *self.layers[:frozen]):
                module.requires_grad_(False)

    def _base(self) -> dict[str, Tensor]:
        return {
            name: torch.tensor(np.array(self.weights.tensors[tensor]))
            for name, tensor in self.names().items()
        }

    def take_up(self, arrays: Mapping[str, NDArray[np.float32]]) -> None:
        """Set the weights to the bundled ones with a shipped difference merged in."""
        merged = merge(self.weights, Adapter("", arrays)).tensors
        self.load_state_dict(
            {name: torch.tensor(np.array(merged[tensor])) for name, tensor in self.names().items()}
        )

    def names(self) -> dict[str, str]:
        """Return the bundled tensor's name for each trainable parameter's."""
        names = {"norm.weight": "emb.ln.w", "norm.bias": "emb.ln.b"}
        for n in range(self.weights.layers):
            for group, parts in (("linear", LINEAR), ("norms", NORMS)):
                for part in parts:
                    names[f"layers.{n}.{group}.{part}.weight"] = f"l{n}.{part}.w"
                    names[f"layers.{n}.{group}.{part}.bias"] = f"l{n}.{part}.b"
        return names

    def hidden(self, sequences: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Return hidden states (texts, tokens, width) and the mask (texts, tokens)."""
        states, stands = self.embedded(sequences)
        return self.through(states, stands, range(len(self.layers))).float(), stands

    def embedded(self, sequences: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Return what the first layer reads (texts, tokens, width), and the mask."""
        longest = max(map(len, sequences))
        ids = np.full((len(sequences), longest), self.weights.vocabulary.padding)
        stands = torch.zeros(len(sequences), longest)
        for row, sequence in enumerate(sequences):
            ids[row, : len(sequence)] = sequence
            stands[row, : len(sequence)] = 1
        words = torch.from_numpy(self.weights.words.rows(ids))
        return self.norm(words + self.places[:longest]), stands

    def through(self, states: Tensor, stands: Tensor, layers: range) -> Tensor:
        """Return the states (texts, tokens, width) after some layers, under the mask."""
        mask = ((1 - stands) * -1e9)[:, None, None, :]
        for number in layers:
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self.frozen):
                states = self.layers[number](states, mask)
        return states

    def vectors(self, texts: Sequence[str], limit: int, parts: int = 1) -> Tensor:
        """Return vectors of length 1, (texts, width), in ``parts`` batches of like length."""
        ids = [self.tokeniser.encode(text)[:limit] for text in texts]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        pieces = []
        for part in range(parts):
            chosen = order[part * len(order) // parts : (part + 1) * len(order) // parts]
            states, stands = self.hidden([ids[i] for i in chosen])
            pieces.append((states * stands[:, :, None]).sum(1) / stands.sum(1, keepdim=True))
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return functional.normalize(torch.cat(pieces)[back], dim=-1)
