"""Endless batches of photo, alpha, what of it is known, and its edges."""

import random

import cv2
import numpy as np
import torch

from augment import crop_with_subject, edge_maps, jitter, turned
from composites import composite
from sources import HAS_UNKNOWN, decode_pair


def sample(store, source, size, r, some=0.0):
    """Photo [size, size, 3] 0..255, alpha and known [size, size] 0..1."""
    if source == 'composites':
        photo, alpha = composite(store, size, r, some=some)
        known = np.ones_like(alpha)
    else:
        photo, alpha, known = from_pair(store.pairs[source], source in HAS_UNKNOWN, size, r)
    if r.random() < 0.5:
        photo, alpha, known = photo[:, ::-1], alpha[:, ::-1], known[:, ::-1]
    whole = lambda v: np.ascontiguousarray(v, np.float32)
    return jitter(np.ascontiguousarray(photo), r), whole(alpha), whole(known)


def from_pair(pairs, has_unknown, size, r):
    photo, mask = crop_with_subject(*decode_pair(r.choice(pairs)), r)
    if r.random() < 0.25:
        photo, mask = turned(photo, mask, r)
    way = cv2.INTER_AREA if photo.shape[0] > size else cv2.INTER_LINEAR
    fit = lambda v: cv2.resize(v, (size, size), interpolation=way)
    unknown = fit(((mask > 100) & (mask < 156)).astype(np.float32)) if has_unknown else np.zeros((size, size), np.float32)
    return fit(photo), fit(mask).astype(np.float32) / 255, 1 - np.clip(unknown * 2, 0, 1)


class Batches(torch.utils.data.IterableDataset):
    """All of one batch have one size. Each loader's process draws its own."""

    def __init__(self, store, sizes, batch, seed):
        self.store, self.sizes, self.batch, self.seed = store, sizes, batch, seed

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        seed = self.seed * 1000 + (worker.id if worker else 0)
        r = random.Random(seed)
        np.random.seed(seed)
        names, shares = list(self.store.shares), list(self.store.shares.values())
        while True:
            size = r.choice(self.sizes)
            yield collate([sample(self.store, name, size, r) for name in r.choices(names, shares, k=self.batch)])


def collate(rows):
    """Photo uint8 [N, 3, H, W]; alpha, known and edge band [N, 1, H, W]; the edge's gradients [N, 1, H/4, W/4]."""
    edges = [edge_maps(photo, alpha) for photo, alpha, _ in rows]
    plane = lambda planes: torch.from_numpy(np.stack(planes))[:, None]
    photos = torch.from_numpy(np.stack([row[0] for row in rows])).permute(0, 3, 1, 2)
    return photos, plane([v[1] for v in rows]), plane([v[2] for v in rows]), plane([e[0] for e in edges]), plane([e[1] for e in edges])
