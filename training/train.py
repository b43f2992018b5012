"""Trains the embedding model in the box: one vector a word, made of a vector of its own and those of its characters.

usage: python3 training/train.py [--steps N] [--dimensions D] [--hold-out] [--out FILE]

Reads what prepare.ts wrote into training/work, writes the table of word vectors (weights multiplied in) to training/work/table.npz.
--hold-out keeps a tenth of the concepts out of training and prints how well they are found: how trials are compared.
"""
import argparse
import json
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

from initial import initial_vectors
from measure import Measure
from samples import Samples, Texts

WORK = os.path.join(os.path.dirname(__file__), "work")
SPELLED = 4


class Table(torch.nn.Module):
    """Piece id to vector: (own + share * mean of its characters') * weight; pieces 0 and 1 are zero."""

    def __init__(self, own, characters, incidence, counts, share):
        super().__init__()
        self.own = torch.nn.Parameter(torch.from_numpy(own.copy()))
        self.characters = torch.nn.Parameter(torch.from_numpy(characters.copy()))
        # Smooth inverse frequency (Arora, Liang & Ma 2017), from where training moves each weight.
        probability = counts / counts.sum()
        weight = 1e-3 / (1e-3 + probability)
        weight[:2] = 0
        self.log_weight = torch.nn.Parameter(torch.from_numpy(np.log(np.maximum(weight, 1e-6)).astype(np.float32)))
        # Characters of each piece, padded; of the few longer pieces the first ones.
        spelling = np.zeros((len(counts), SPELLED), np.int64)
        shares = np.zeros((len(counts), SPELLED, 1), np.float32)
        for piece in range(2, len(counts)):
            places = incidence.indices[incidence.indptr[piece] : incidence.indptr[piece + 1]][:SPELLED]
            spelling[piece, : len(places)] = places
            shares[piece, : len(places)] = share / max(1, len(places))
        self.spelling, self.shares = torch.from_numpy(spelling), torch.from_numpy(shares)
        self.mask = torch.ones(len(counts), 1)
        self.mask[:2] = 0

    def forward(self, pieces):
        """Vectors of some pieces: (pieces, dimensions)."""
        spelled = (self.characters[self.spelling[pieces]] * self.shares[pieces]).sum(1)
        return (self.own[pieces] + spelled) * self.log_weight[pieces].exp().unsqueeze(1) * self.mask[pieces]

    def whole(self):
        with torch.no_grad():
            return self(torch.arange(self.own.shape[0])).numpy()


def embed(table, texts):
    """Lists of ids to (texts, dimensions), each of length 1."""
    lengths = np.fromiter((len(ids) for ids in texts), np.int64, len(texts))
    pieces, flat = np.unique(np.concatenate([np.asarray(ids, np.int64) for ids in texts]), return_inverse=True)
    offsets = np.zeros(len(texts), np.int64)
    np.cumsum(lengths[:-1], out=offsets[1:])
    rows = table(torch.from_numpy(pieces))
    return F.normalize(F.embedding_bag(torch.from_numpy(flat), rows, torch.from_numpy(offsets), mode="sum"), dim=1, eps=1e-6)


def info_nce(left, right, temperature, extra=None):
    """Mean cross entropy of each left finding its right among all rights (and `extra`), and the other way round (van den Oord 2018)."""
    target = torch.arange(left.shape[0])
    logits = left @ right.T / temperature
    there = logits if extra is None else torch.cat([logits, left @ extra.T / temperature], 1)
    return 0.5 * (F.cross_entropy(there, target) + F.cross_entropy(logits.T, target))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--share", type=float, default=2.0)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--temperature", type=float, default=0.1)
    parser.add_argument("--spans", type=int, default=512)
    parser.add_argument("--labels", type=int, default=384)
    parser.add_argument("--pull", type=float, default=0.0)
    parser.add_argument("--span-weight", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=200)
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--out", default=os.path.join(WORK, "table.npz"))
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    texts = Texts(WORK)
    cached = os.path.join(WORK, f"initial-{options.dimensions}.npz")
    if not os.path.exists(cached) or os.path.getmtime(cached) < os.path.getmtime(os.path.join(WORK, "vocab.json")):
        own, characters, incidence, _ = initial_vectors(texts.tokens, texts.article_of, texts.vocabulary, options.dimensions)
        np.savez(cached, own=own, characters=characters)
    from initial import characters_of

    incidence, _ = characters_of(texts.vocabulary)
    start = np.load(cached)
    table = Table(start["own"], start["characters"], incidence, texts.counts, options.share)
    samples = Samples(texts, options.seed, hold_out=options.hold_out)
    measure = Measure(texts, samples)
    print("start", measure.figures(table.whole()), flush=True)
    optimizer = torch.optim.Adam(
        [{"params": [table.own, table.characters], "lr": options.rate}, {"params": [table.log_weight], "lr": options.rate * 5}],
        betas=(0.9, 0.98),
    )
    anchor = table.own.detach().clone()
    began = time.time()
    for step in range(1, options.steps + 1):
        warm = min(1, step / 100)
        decay = warm * (0.05 + 0.95 * 0.5 * (1 + np.cos(np.pi * step / options.steps)))
        optimizer.param_groups[0]["lr"] = options.rate * decay
        optimizer.param_groups[1]["lr"] = options.rate * 5 * decay
        spans = samples.spans(options.spans)
        tasks = [(weight, *pairs) for weight, pairs in samples.tasks(options.labels)]
        every = [list(spans[0]), list(spans[1])] + [side for _, left, right in tasks for side in (left, right)]
        vectors = embed(table, [ids for side in every for ids in side]).split([len(side) for side in every])
        loss = options.span_weight * info_nce(vectors[0], vectors[1], options.temperature)
        for i, (weight, _, _) in enumerate(tasks):
            loss = loss + weight * info_nce(vectors[2 + 2 * i], vectors[3 + 2 * i], options.temperature, vectors[1])
        if options.pull > 0:
            loss = loss + options.pull * ((table.own - anchor) ** 2).sum(1).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % options.every == 0 or step == options.steps:
            print(f"{step} loss {loss.item():.3f} {time.time() - began:.0f}s", measure.figures(table.whole()), flush=True)
    np.savez(options.out, table=table.whole())


if __name__ == "__main__":
    main()
