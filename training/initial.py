"""Owns the vectors that training starts from: positive pointwise mutual information of words and characters, halved by SVD.

Levy, Goldberg & Dagan 2015 (context distribution smoothing 0.75, square root of the singular values); Halko, Martinsson & Tropp
2011 (randomised range finder with power iterations).
"""
import numpy as np
import scipy.sparse as sp

WINDOW = 6
SMOOTHING = 0.75


def cooccurrence(tokens, articles, size):
    """Counts of pairs up to WINDOW tokens apart in one article, weighted by 1/distance, both directions: a (size, size) CSR."""
    total = sp.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        same = articles[:-distance] == articles[distance:]
        left, right = tokens[:-distance][same], tokens[distance:][same]
        counts = sp.coo_matrix((np.full(left.size, 1 / distance, np.float32), (left, right)), shape=(size, size)).tocsr()
        total = total + counts
    return (total + total.T).tocsr()


def characters_of(vocabulary):
    """(pieces, characters) incidence, each row of a longer piece summing to 1; and the characters in order."""
    order = {}
    rows, columns, values = [], [], []
    for piece, (text, _) in enumerate(vocabulary):
        if piece < 2:
            continue
        for character in text:
            rows.append(piece)
            columns.append(order.setdefault(character, len(order)))
            values.append(1 / len(text))
    return sp.csr_matrix((values, (rows, columns)), shape=(len(vocabulary), len(order)), dtype=np.float32), list(order)


def ppmi(counts, context):
    """Rows against the smoothed context distribution; negative values become 0."""
    rows = np.asarray(counts.sum(1)).ravel()
    share = context**SMOOTHING
    share /= share.sum()
    coo = counts.tocoo()
    values = np.log(np.maximum(coo.data / (np.maximum(rows[coo.row], 1e-9) * share[coo.col]), 1e-9))
    keep = values > 0
    return sp.csr_matrix((values[keep].astype(np.float32), (coo.row[keep], coo.col[keep])), shape=counts.shape)


def initial_vectors(tokens, articles, vocabulary, dimensions, seed=1):
    """(pieces, dimensions) and (characters, dimensions) float32 of mean length 1, and the incidence between them."""
    incidence, characters = characters_of(vocabulary)
    counts = cooccurrence(tokens, articles, len(vocabulary))
    counts = counts[:, 2:]
    context = np.maximum(np.asarray(counts.sum(0)).ravel(), 1e-9)
    stacked = sp.vstack([counts, (incidence.T > 0).astype(np.float32) @ counts]).tocsr()
    matrix = ppmi(stacked, context)
    rng = np.random.default_rng(seed)
    guess = matrix[: len(vocabulary)].T @ rng.standard_normal((len(vocabulary), dimensions + 40)).astype(np.float32)
    words = matrix[: len(vocabulary)]
    for _ in range(3):
        guess, _ = np.linalg.qr(words @ guess)
        guess, _ = np.linalg.qr(words.T @ guess)
    _, sigma, right = np.linalg.svd(words @ guess, full_matrices=False)
    basis = (guess @ right.T[:, :dimensions]) / np.sqrt(np.maximum(sigma[:dimensions], 1e-6))
    vectors = (matrix @ basis).astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return vectors[: len(vocabulary)], vectors[len(vocabulary) :], incidence, characters
