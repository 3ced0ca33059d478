"""How far a dab reaches: geodesic distances over the photo and the mask before, on a quarter of the network's size.

The same sums are done by the app, so what is written here is a contract: ways, sweeps and their order.
"""

from typing import NamedTuple

import numpy as np

FAR = 1e4
SWEEPS = 2  # rounds of four sweeps: a way may turn a few times, a maze may not
DIAGONAL = np.float32(2**0.5)


class Way(NamedTuple):
    """A step between neighbouring cells costs its length times `base`, and by how much colour (0..1) and mask (0..1) change."""

    base: float
    colour: float
    mask: float
    scale: float  # the distance over which the reach falls to 1/e


# Near and alike; near, alike and on the same side of the mask; the same island of the mask or of its ground.
WAYS = (Way(1, 100, 0, 20), Way(0.5, 30, 40, 30), Way(0.1, 0, 60, 10))


def reaches(rgb, before, hints):
    """Six planes [N, 6, h, w], 0..1: the three ways from all keep dabs, then from all remove dabs; 0 where there is no dab.

    rgb: [N, 3, h, w], 0..1; before: [N, h, w], the mask before, 0..1; hints: [N, 2, H, W], 0 or 1, H = 4 h.
    """
    n, _, h, w = rgb.shape
    seeds = hints.reshape(n, 2, h, hints.shape[2] // h, w, hints.shape[3] // w).max((3, 5)) > 0.5
    out = np.zeros((n, 2, len(WAYS), h, w), np.float32)
    for plane in range(2):
        dabbed = np.where(seeds[:, plane].any((1, 2)))[0]
        if len(dabbed) == 0:
            continue
        for k, way in enumerate(WAYS):
            features = np.concatenate([rgb[dabbed] * way.colour, before[dabbed][:, None] * way.mask], 1)
            far = distance(seeds[dabbed, plane], features.astype(np.float32), way.base)
            out[dabbed, plane, k] = np.exp(-far / way.scale)
    return out.reshape(n, 2 * len(WAYS), h, w)


def distance(seeds, features, base):
    """The cheapest way from any seed [N, h, w] to every cell, by sweeps down, up, right and left."""
    d = np.where(seeds, 0, FAR).astype(np.float32)
    turned, turned_features = d.transpose(0, 2, 1), features.transpose(0, 1, 3, 2)
    views = [
        (d, features),
        (d[:, ::-1], features[:, :, ::-1]),
        (turned, turned_features),
        (turned[:, ::-1], turned_features[:, :, ::-1]),
    ]
    costs = [steps(f, base) for _, f in views]
    for _ in range(SWEEPS):
        for (view, _), cost in zip(views, costs):
            sweep(view, *cost)
    return d


def steps(f, base):
    """What it costs to come from the line before: from the same column, from its left, from its right."""
    change = lambda a, b: np.sqrt(((a - b) ** 2).sum(1))
    return (
        base + change(f[:, :, 1:], f[:, :, :-1]),
        base * DIAGONAL + change(f[:, :, 1:, 1:], f[:, :, :-1, :-1]),
        base * DIAGONAL + change(f[:, :, 1:, :-1], f[:, :, :-1, 1:]),
    )


def sweep(d, straight, left, right):
    """One pass over the lines of d, in place."""
    for y in range(1, d.shape[1]):
        last, here = d[:, y - 1], d[:, y]
        np.minimum(here, last + straight[:, y - 1], out=here)
        np.minimum(here[:, 1:], last[:, :-1] + left[:, y - 1], out=here[:, 1:])
        np.minimum(here[:, :-1], last[:, 1:] + right[:, y - 1], out=here[:, :-1])
