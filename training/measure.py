"""Owns the figures by which trials are compared: statute questions not trained on, and concepts held out."""
import numpy as np

STATUTES = 60_727
# The quarter of the questions that chooses between trials.
DEV = "dev"


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)


def bags(table, texts):
    """Lists of ids to the sums of their rows, each of length 1."""
    sums = np.zeros((len(texts), table.shape[1]), np.float32)
    for i, ids in enumerate(texts):
        if len(ids) > 0:
            sums[i] = table[ids].sum(0)
    return unit(sums)


def ndcg(ranked, gold, k=10):
    gained = sum(1 / np.log2(place + 2) for place, one in enumerate(ranked[:k]) if one in gold)
    return gained / sum(1 / np.log2(place + 2) for place in range(min(k, len(gold))))


def best(scores, k):
    top = np.argpartition(-scores, k)[:k]
    return top[np.argsort(-scores[top])]


class Measure:
    def __init__(self, texts, samples):
        self.texts = texts
        self.questions = [q for q in texts.questions if q["part"] == DEV]
        self.articles = [np.concatenate([texts.heads[i], texts.article(i)]).astype(np.int64) for i in range(STATUTES)]
        self.samples = samples

    def figures(self, table):
        embed = lambda lists: bags(table, lists)
        found = {**self.on_statutes(embed), **self.on_concepts(embed)}
        return " ".join(f"{name} {value:.3f}" for name, value in found.items())

    def on_statutes(self, embed):
        articles = embed(self.articles)
        asked = embed([q["ids"] for q in self.questions])
        ndcgs, recalls = [], []
        for question, scores in zip(self.questions, asked @ articles.T):
            ranked = best(scores, 100).tolist()
            gold = set(question["gold"])
            ndcgs.append(ndcg(ranked, gold))
            recalls.append(len(gold & set(ranked)) / len(gold))
        return {"law-nDCG@10": np.mean(ndcgs), "law-R@100": np.mean(recalls)}

    def on_concepts(self, embed):
        """Of held-out concepts: everyday labels to the concept among all, queries to clauses among all."""
        every = self.samples.pools + self.samples.held
        held = range(len(self.samples.pools), len(every))
        if len(held) == 0:
            return {}
        officials = [(i, ids) for i, pool in enumerate(every) for ids in pool["official"]]
        vectors = embed([ids for _, ids in officials])
        owner = np.array([i for i, _ in officials])
        labels = [(i, ids) for i in held for ids in every[i]["everyday"]]
        ranks = []
        for (i, _), scores in zip(labels, embed([ids for _, ids in labels]) @ vectors.T):
            best_of = np.full(len(every), -1.0)
            np.maximum.at(best_of, owner, scores)
            ranks.append(1 / (1 + (best_of > best_of[i]).sum()))
        found = {"label-MRR": np.mean(ranks)}
        clauses = [(i, ids) for i, pool in enumerate(every) for ids in pool["clauses"]]
        if len(clauses) > 0:
            vectors = embed([ids for _, ids in clauses])
            owner = np.array([i for i, _ in clauses])
            queries = [(i, ids) for i in held for ids in every[i]["queries"]]
            ranks = []
            for (i, _), scores in zip(queries, embed([ids for _, ids in queries]) @ vectors.T):
                own = scores[owner == i].max(initial=-1)
                ranks.append(1 / (1 + (scores > own).sum()))
            found["query-MRR"] = np.mean(ranks) if ranks else 0
        return found
