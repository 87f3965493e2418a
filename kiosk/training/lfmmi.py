"""End-to-end LF-MMI: how likely are the right words, against everything that a phone bigram allows?

Each phone is two states in a row: its first frame, and every further one; staying and leaving are equally likely.
Output 2k is the first frame of phone k, output 2k+1 the others. Forward-backward over two graphs gives the
gradient: what the right words use, less what all words use. Source of the method: Hadian et al., End-to-end speech
recognition using lattice-free MMI, Interspeech 2018.
"""

from __future__ import annotations

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from kiosk.training.ways import Bigram, Floats, Graphs


@njit(parallel=True, fastmath=True, cache=True)
def all_words(scores, lengths, step, begin, end, used, logs):  # type: ignore[no-untyped-def]
    """Adds to ``used`` [B, T, 2P] how much each output is used by all that the bigram allows; ``logs`` [B]."""
    count = step.shape[0]
    for b in prange(scores.shape[0]):
        n = lengths[b]
        e = np.empty((n, 2 * count))
        alpha = np.empty((n, 2 * count))
        scale = np.empty(n)
        come = np.empty(count)
        total = 0.0
        for t in range(n):
            top = scores[b, t, 0]
            for s in range(2 * count):
                top = max(top, scores[b, t, s])
            for s in range(2 * count):
                e[t, s] = np.exp(scores[b, t, s] - top)
            total += top
        for t in range(n):
            if t == 0:
                for q in range(count):
                    alpha[0, 2 * q] = begin[q] * e[0, 2 * q]
                    alpha[0, 2 * q + 1] = 0.0
            else:
                for p in range(count):
                    come[p] = 0.5 * (alpha[t - 1, 2 * p] + alpha[t - 1, 2 * p + 1])
                for q in range(count):
                    alpha[t, 2 * q] = 0.0
                for p in range(count):
                    for q in range(count):
                        alpha[t, 2 * q] += come[p] * step[p, q]
                for q in range(count):
                    alpha[t, 2 * q] *= e[t, 2 * q]
                    alpha[t, 2 * q + 1] = come[q] * e[t, 2 * q + 1]
            z = 1e-300
            for s in range(2 * count):
                z += alpha[t, s]
            scale[t] = z
            total += np.log(z)
            for s in range(2 * count):
                alpha[t, s] /= z
        f = 1e-300
        for p in range(count):
            f += (alpha[n - 1, 2 * p] + alpha[n - 1, 2 * p + 1]) * end[p]
        logs[b] = total + np.log(f)
        beta = np.empty(2 * count)
        earlier = np.empty(2 * count)
        for p in range(count):
            beta[2 * p] = end[p] / f
            beta[2 * p + 1] = end[p] / f
        for t in range(n - 1, -1, -1):
            for s in range(2 * count):
                used[b, t, s] += alpha[t, s] * beta[s]
            if t > 0:
                for p in range(count):
                    v = 0.0
                    for q in range(count):
                        v += step[p, q] * e[t, 2 * q] * beta[2 * q]
                    v = 0.5 * (v + e[t, 2 * p + 1] * beta[2 * p + 1]) / scale[t]
                    earlier[2 * p] = v
                    earlier[2 * p + 1] = v
                for s in range(2 * count):
                    beta[s] = earlier[s]


@njit(parallel=True, fastmath=True, cache=True)
def right_words(  # type: ignore[no-untyped-def]
    scores, lengths, at, phones, edge_at, before, weights, first, begins, ends, used, logs
):
    """As ``all_words`` for the graphs of the right words, laid end to end: graph b has nodes at[b]:at[b + 1].

    Its edges lie from edge_at[b]; ``first`` counts within the graph; ``begins`` and ``ends`` are weights per node.
    """
    for b in prange(scores.shape[0]):
        n = lengths[b]
        base = at[b]
        count = at[b + 1] - base
        offset = base + b  # first has one entry more than nodes, for each graph
        edges = edge_at[b]
        fa = np.zeros((n, count))
        la = np.zeros((n, count))
        e = np.empty((n, 2 * count))
        scale = np.empty(n)
        total = 0.0
        for t in range(n):
            top = -1e30
            for j in range(count):
                for k in range(2):
                    v = scores[b, t, 2 * phones[base + j] + k]
                    e[t, 2 * j + k] = v
                    top = max(top, v)
            for s in range(2 * count):
                e[t, s] = np.exp(e[t, s] - top)
            total += top
        for t in range(n):
            z = 1e-300
            for j in range(count):
                if t == 0:
                    f = begins[base + j]
                    stay = 0.0
                else:
                    f = 0.0
                    for k in range(first[offset + j], first[offset + j + 1]):
                        i = before[edges + k]
                        f += 0.5 * (fa[t - 1, i] + la[t - 1, i]) * weights[edges + k]
                    stay = 0.5 * (fa[t - 1, j] + la[t - 1, j])
                fa[t, j] = f * e[t, 2 * j]
                la[t, j] = stay * e[t, 2 * j + 1]
                z += fa[t, j] + la[t, j]
            scale[t] = z
            total += np.log(z)
            for j in range(count):
                fa[t, j] /= z
                la[t, j] /= z
        f = 0.0
        for j in range(count):
            f += (fa[n - 1, j] + la[n - 1, j]) * ends[base + j]
        if f < 1e-200:
            logs[b] = -1e10
            continue
        logs[b] = total + np.log(f)
        bf = np.zeros(count)
        bl = np.zeros(count)
        nf = np.zeros(count)
        for j in range(count):
            bf[j] = ends[base + j] / f
            bl[j] = bf[j]
        for t in range(n - 1, -1, -1):
            for j in range(count):
                used[b, t, 2 * phones[base + j]] += fa[t, j] * bf[j]
                used[b, t, 2 * phones[base + j] + 1] += la[t, j] * bl[j]
            if t > 0:
                for j in range(count):
                    nf[j] = 0.5 * e[t, 2 * j + 1] * bl[j] / scale[t]
                for j in range(count):
                    come = 0.5 * e[t, 2 * j] * bf[j] / scale[t]
                    if come != 0.0:
                        for k in range(first[offset + j], first[offset + j + 1]):
                            nf[before[edges + k]] += come * weights[edges + k]
                for j in range(count):
                    bf[j] = nf[j]
                    bl[j] = nf[j]


def objective(
    scores: NDArray[np.float32], lengths: NDArray[np.int64], graphs: Graphs, of: Bigram
) -> tuple[Floats, NDArray[np.float32]]:
    """For each utterance log P(right words) - log P(any), and the gradient of their sum: [B], [B, T, 2P].

    An utterance too short for its words counts for nothing: nan, and a gradient of zeros.
    """
    used = np.zeros_like(scores)
    right = np.zeros_like(scores)
    every, wanted = np.zeros(len(scores)), np.zeros(len(scores))
    all_words(scores, lengths, of.step, of.begin, of.end, used, every)
    right_words(
        scores, lengths, graphs.at, graphs.phones, graphs.edge_at, graphs.before, graphs.weights, graphs.first,
        graphs.begins, graphs.ends, right, wanted,
    )  # fmt: skip
    fits = wanted > -1e9
    gradient = (right - used) * fits[:, None, None]
    return np.where(fits, wanted - every, np.nan), gradient.astype(np.float32)
