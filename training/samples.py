"""Owns what one step of training sees: pairs of texts that mean the same, as lists of piece ids."""
import json
import os

import numpy as np


class Texts:
    """What prepare.ts wrote, read once."""

    def __init__(self, folder):
        load = lambda name: json.load(open(os.path.join(folder, f"{name}.json")))
        self.vocabulary = load("vocab")
        self.counts = np.array([count for _, count in self.vocabulary], np.float64)
        self.tokens = np.fromfile(os.path.join(folder, "corpus.i32"), np.int32)
        self.offsets = np.fromfile(os.path.join(folder, "offsets.i32"), np.int32)
        self.article_of = np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))
        self.heads = load("heads")
        self.questions = load("questions")
        self.concepts = load("concepts")
        self.pairs = load("pairs")
        self.words = load("words")

    def article(self, number):
        return self.tokens[self.offsets[number] : self.offsets[number + 1]]


def is_held_out(number):
    """Every tenth concept, wherever it stands."""
    return number % 10 == 7


class Samples:
    def __init__(self, texts, seed, hold_out):
        self.texts = texts
        self.random = np.random.default_rng(seed)
        lengths = np.diff(texts.offsets)
        self.long = np.flatnonzero(lengths >= 12)
        self.questions = [q for q in texts.questions if q["part"] == "train" and len(q["ids"]) > 0]
        written = {}
        for pair in texts.pairs:
            written.setdefault(pair["concept"], []).append(pair)
        self.held, self.pools = [], []
        for number, concept in enumerate(texts.concepts):
            pairs = written.get(concept["id"], [])
            pool = {
                "id": concept["id"],
                "everyday": [ids for ids in concept["everyday"] if ids],
                "official": [ids for ids in concept["official"] if ids],
                "definition": concept["definition"],
                "clauses": [pair["clause"] for pair in pairs],
                "queries": [ids for pair in pairs for ids in pair["queries"] if ids],
            }
            (self.held if hold_out and is_held_out(number) else self.pools).append(pool)
        self.words = [w for w in texts.words if any(w["everyday"]) and any(w["official"])]

    def pick(self, items):
        return items[self.random.integers(len(items))]

    def thin(self, ids, share):
        """Without some of its tokens, never without all."""
        ids = np.asarray(ids)
        kept = ids[self.random.random(len(ids)) >= share]
        return kept if len(kept) > 0 else ids

    def spans(self, count):
        """(span, rest of its article, mostly without the span), a fifth of them (heading, article); Lee, Chang & Toutanova 2019."""
        left, right = [], []
        for number in self.random.choice(self.long, count, replace=False):
            ids = self.texts.article(number)[:160]
            head = self.texts.heads[number]
            if self.random.random() < 0.2 and len(head) > 0:
                left.append(head)
                right.append(ids)
                continue
            length = int(self.random.integers(4, min(20, len(ids) // 2) + 1))
            start = int(self.random.integers(0, len(ids) - length + 1))
            rest = np.concatenate([ids[:start], ids[start + length :]])
            left.append(ids[start : start + length])
            right.append(rest if len(head) == 0 or self.random.random() < 0.5 else np.concatenate([head, rest]))
        return left, right

    def tasks(self, count):
        """(weight, (left, right)) of what was written by hand: everyday words left, official ones right."""
        chosen = [self.pools[i] for i in self.random.choice(len(self.pools), min(count, len(self.pools)), replace=False)]
        labels, texts = ([], []), ([], [])
        for pool in chosen:
            labels[0].append(self.thin(self.pick(pool["everyday"] + pool["queries"]), 0.1))
            labels[1].append(self.pick(pool["official"]))
            lay = pool["everyday"] + pool["queries"] + (pool["official"] if self.random.random() < 0.3 else [])
            full = pool["clauses"] + pool["clauses"] + [pool["definition"]]
            texts[0].append(self.thin(self.pick(lay), 0.1))
            texts[1].append(self.thin(self.pick(full), 0.2))
        tasks = [(1.0, labels), (1.0, texts)]
        picked = [self.questions[i] for i in self.random.choice(len(self.questions), min(128, len(self.questions)), replace=False)]
        golds = [int(self.pick(question["gold"])) for question in picked]
        unique = [i for i, gold in enumerate(golds) if golds.index(gold) == i]
        asked = [self.thin(picked[i]["ids"], 0.1) for i in unique]
        answers = [np.concatenate([self.texts.heads[golds[i]], self.texts.article(golds[i])]).astype(np.int64) for i in unique]
        tasks.append((0.5, (asked, answers)))
        if len(self.words) > 0:
            some = [self.words[i] for i in self.random.choice(len(self.words), min(count, len(self.words)), replace=False)]
            tasks.append((0.5, ([self.pick([x for x in w["everyday"] if x]) for w in some], [self.pick([x for x in w["official"] if x]) for w in some])))
        return tasks
