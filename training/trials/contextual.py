"""A trial, not what ships: two layers of attention on top of the trained table, with the same samples and the same losses.

usage: python3 training/trials/contextual.py TABLE.npz [--minutes M] [--width W]

A text's vector is the sum of its rows plus what the layers add to each row; the last projection starts at zero, so training starts
from the table itself. The table stays as it is: what is measured is what context adds.
"""
import argparse
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from measure import Measure, unit
from samples import Samples, Texts
from train import WORK, info_nce

MAX_TOKENS = 48


class Contextual(torch.nn.Module):
    def __init__(self, table, width, layers=2):
        super().__init__()
        self.register_buffer("table", torch.from_numpy(table))
        dimensions = table.shape[1]
        self.enter = torch.nn.Linear(dimensions, width)
        self.places = torch.nn.Parameter(torch.randn(MAX_TOKENS, width) * 0.02)
        layer = torch.nn.TransformerEncoderLayer(width, 4, 2 * width, dropout=0.1, batch_first=True, activation="gelu")
        self.layers = torch.nn.TransformerEncoder(layer, layers)
        self.leave = torch.nn.Linear(width, dimensions)
        torch.nn.init.zeros_(self.leave.weight)
        torch.nn.init.zeros_(self.leave.bias)

    def forward(self, texts):
        """Lists of piece ids to (texts, dimensions), each of length 1."""
        texts = [list(ids)[:MAX_TOKENS] or [0] for ids in texts]
        longest = max(map(len, texts))
        ids = torch.zeros(len(texts), longest, dtype=torch.long)
        mask = torch.ones(len(texts), longest, dtype=torch.bool)
        for i, text in enumerate(texts):
            ids[i, : len(text)] = torch.tensor(text)
            mask[i, : len(text)] = False
        rows = self.table[ids]
        hidden = self.layers(self.enter(F.normalize(rows, dim=2, eps=1e-6)) + self.places[:longest], src_key_padding_mask=mask)
        added = rows + self.leave(hidden) * rows.norm(dim=2, keepdim=True)
        return F.normalize((added * (~mask).unsqueeze(2)).sum(1), dim=1, eps=1e-6)


class ContextualMeasure(Measure):
    """The figures of concepts held out; ranking 60,727 articles with attention takes too long for a trial."""

    def __init__(self, texts, samples, model):
        self.texts, self.samples, self.model = texts, samples, model

    def embed(self, lists):
        self.model.eval()
        with torch.no_grad():
            order = sorted(range(len(lists)), key=lambda i: len(lists[i]))
            vectors = np.zeros((len(lists), self.model.table.shape[1]), np.float32)
            for start in range(0, len(order), 256):
                chosen = order[start : start + 256]
                vectors[chosen] = self.model([lists[i] for i in chosen]).numpy()
        self.model.train()
        return unit(vectors)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("table")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--width", type=int, default=128)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    texts = Texts(WORK)
    samples = Samples(texts, 1, hold_out=True)
    model = Contextual(np.load(options.table)["table"], options.width)
    measure = ContextualMeasure(texts, samples, model)
    show = lambda: " ".join(f"{name} {value:.3f}" for name, value in measure.on_concepts(measure.embed).items())
    print("start", show(), flush=True)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=5e-4, weight_decay=0.01)
    began, step = time.time(), 0
    while time.time() - began < options.minutes * 60:
        step += 1
        spans = samples.spans(64)
        tasks = list(samples.tasks(128))
        every = [list(spans[0]), list(spans[1])] + [side for _, pairs in tasks for side in pairs]
        vectors = model([ids for side in every for ids in side]).split([len(side) for side in every])
        loss = info_nce(vectors[0], vectors[1], 0.1)
        for i, (weight, _) in enumerate(tasks):
            loss = loss + weight * info_nce(vectors[2 + 2 * i], vectors[3 + 2 * i], 0.1, vectors[1])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 50 == 0:
            print(f"{step} loss {loss.item():.3f} {time.time() - began:.0f}s", show(), flush=True)
    print(f"{step} steps {time.time() - began:.0f}s", show(), flush=True)


if __name__ == "__main__":
    main()
