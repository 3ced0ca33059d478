"""A person who dabs: at each round a disc where the prediction is wrong (Sofiiuk et al. 2021, "Reviving Iterative Training")."""

import cv2
import numpy as np


def radius(size):
    """Of a dab at the network's size, in pixels: the app draws the same."""
    return max(3, size // 64)


def middle(wrong):
    """The place furthest inside the wrong region [H, W] bool: (y, x), and how far inside it is."""
    inside = cv2.distanceTransform(np.pad(wrong.astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    y, x = np.unravel_index(inside.argmax(), inside.shape)
    return int(y), int(x), float(inside[y, x])


def somewhere(wrong, r):
    """Anywhere well inside a region drawn by its area."""
    n, labels, stats, _ = cv2.connectedComponentsWithStats(wrong.astype(np.uint8))
    if n < 2:
        return 0, 0, 0.0
    part = r.choices(range(1, n), stats[1:, cv2.CC_STAT_AREA].astype(float))[0]
    inside = cv2.distanceTransform(np.pad((labels == part).astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    ys, xs = np.where(inside > 0.5 * inside.max())
    i = r.randrange(len(ys))
    return int(ys[i]), int(xs[i]), float(inside[ys[i], xs[i]])


def draw(hints, true, y, x, across):
    """The disc, as far as it lies on its own side of the truth, into keep or remove; the other plane is wiped there. In place."""
    disc = np.zeros(true.shape, np.uint8)
    cv2.circle(disc, (x, y), across, 1, -1)
    keep = bool(true[y, x])
    there = (disc > 0) & (true == keep)
    hints[0 if keep else 1][there] = 1
    hints[1 if keep else 0][there] = 0


def dab(mask, true, known, hints, r):
    """One more dab for one picture, all [H, W] bool but hints [2, H, W]. Says whether there was anything to put right."""
    wrong = (mask != true) & known
    y, x, depth = middle(wrong) if r.random() < 0.6 else somewhere(wrong, r)
    if depth < 2:
        return False
    size = true.shape[0]
    draw(hints, true, y, x, r.choice([radius(size), radius(size), size // 90, size // 40]))
    return True
