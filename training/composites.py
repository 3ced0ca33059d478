"""Things put onto grounds: pictures whose alpha is known exactly, and of which only some things may be wanted."""

import cv2
import numpy as np

from rendered import rendered
from sources import decode_pair, decode_photo, decode_thing


def plain_ground(size, r):
    """A studio's backdrop: one colour, shaded, with a floor line now and then."""
    base = np.array([r.uniform(150, 255)] * 3) if r.random() < 0.6 else np.array([r.uniform(0, 255) for _ in range(3)])
    if r.random() < 0.5:
        base = base + np.array([r.uniform(-12, 12) for _ in range(3)])
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size
    shade = r.uniform(0, 60) * (x * r.uniform(-1, 1) + y * r.uniform(-1, 1))
    if r.random() < 0.4:
        shade = shade - r.uniform(0, 90) * ((x - r.random()) ** 2 + (y - r.random()) ** 2)
    ground = base[None, None] + shade[..., None]
    if r.random() < 0.3:
        ground = ground + (y > r.uniform(0.5, 0.9))[..., None] * r.uniform(-40, 20)
    return np.clip(ground + np.random.normal(0, r.uniform(0, 3), ground.shape), 0, 255).astype(np.uint8)


def ground(store, size, r):
    if r.random() < 0.3 or not store.grounds:
        return plain_ground(size, r)
    photo = decode_photo(r.choice(store.grounds))
    h, w = photo.shape[:2]
    share = r.uniform(0.4, 1.0)
    ch, cw = max(32, int(h * share)), max(32, int(w * share))
    y, x = r.randint(0, h - ch), r.randint(0, w - cw)
    way = cv2.INTER_AREA if ch > size else cv2.INTER_LINEAR
    photo = cv2.resize(photo[y : y + ch, x : x + cw], (size, size), interpolation=way)
    return cv2.GaussianBlur(photo, (0, 0), r.uniform(0.6, 5)) if r.random() < 0.4 else photo


def thing(store, r):
    """Colours and alpha of one free-standing thing; some are cut from photos, some are drawn."""
    name = r.choices(list(store.thing_shares), list(store.thing_shares.values()))[0]
    if name == 'rendered':
        photos = store.pairs[r.choice(list(store.pairs))]
        return rendered(decode_photo(r.choice(photos)[0]), r)
    if name in store.things:
        return decode_thing(r.choice(store.things[name]))
    photo, mask = decode_pair(r.choice(store.pairs[name]))
    # A hand-made mask holds a little of its old ground: take a pixel off and soften.
    sure = cv2.erode((mask > 200).astype(np.uint8) * 255, np.ones((3, 3), np.uint8))
    return photo, cv2.GaussianBlur(sure, (0, 0), 0.8)


def place(canvas, colours, alpha, r, many):
    """The canvas with the thing on it, and the thing's alpha there, 0..1."""
    size = canvas.shape[0]
    ys, xs = np.where(alpha > 16)
    if len(ys) == 0:
        return canvas, np.zeros((size, size), np.float32)
    box = np.s_[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    colours, alpha = colours[box], alpha[box]
    # One in five is larger than the frame: photos cut their subjects off, too.
    whole = r.random() < 0.8
    side = size * (r.uniform(0.2, 0.5) if many else r.uniform(0.3, 1.05) if whole else r.uniform(1.05, 1.8))
    scale = min(side / max(alpha.shape), 1.7)  # more would be a blur
    lit = colours.astype(np.float32) * (alpha[..., None].astype(np.float32) / 255)
    if scale < 0.6:  # warpAffine does not average down
        k = scale * 1.2
        lit = cv2.resize(lit, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
        alpha = cv2.resize(alpha, lit.shape[1::-1], interpolation=cv2.INTER_AREA)
        scale /= k
    m = placement(alpha.shape, size, scale, r, many)
    lit = cv2.warpAffine(lit, m, (size, size), flags=cv2.INTER_LINEAR)
    alpha = cv2.warpAffine(alpha.astype(np.float32) / 255, m, (size, size), flags=cv2.INTER_LINEAR)
    out = canvas.astype(np.float32)
    if r.random() < 0.45:  # a cast shadow is no part of the subject
        shadow = np.roll(alpha, (int(size * r.uniform(0, 0.05)), int(size * r.uniform(-0.05, 0.05))), (0, 1))
        shadow = cv2.GaussianBlur(shadow, (0, 0), size * r.uniform(0.008, 0.05))
        out = out * (1 - r.uniform(0.15, 0.6) * shadow[..., None])
    if r.random() < 0.3:
        sigma = r.uniform(0.3, 1.6)
        lit, alpha = cv2.GaussianBlur(lit, (0, 0), sigma), cv2.GaussianBlur(alpha, (0, 0), sigma)
    return np.clip(out * (1 - alpha[..., None]) + lit, 0, 255).astype(np.uint8), alpha


def placement(shape, size, scale, r, many):
    """Turned, scaled, and moved to somewhere near the middle (of many: anywhere)."""
    h, w = shape
    turn = np.vstack([cv2.getRotationMatrix2D((w / 2, h / 2), r.gauss(0, 18), 1.0), [0, 0, 1]])
    aspect = np.exp(r.uniform(-0.15, 0.15))
    grow = np.diag([scale * aspect, scale / aspect, 1.0])
    x, y = (r.uniform(0.1, 0.9), r.uniform(0.15, 0.9)) if many else (r.gauss(0.5, 0.12), r.gauss(0.52, 0.12))
    middle = grow @ np.array([w / 2, h / 2, 1])
    move = np.array([[1, 0, x * size - middle[0]], [0, 1, y * size - middle[1]], [0, 0, 1]])
    return (move @ grow @ turn)[:2]


def composite(store, size, r, several=0.5, some=0.0):
    """A picture and the alpha of what is wanted. several: chance of more than one thing; some: chance that of several only some are wanted."""
    canvas, parts = ground(store, size, r), []
    n = r.randint(2, 4) if r.random() < several else 1
    for _ in range(n):
        canvas, alpha = place(canvas, *thing(store, r), r, n > 1)
        parts = [p * (1 - alpha) for p in parts] + [alpha]
    parts = [p for p in parts if (p > 0.5).sum() > 0.004 * size * size]
    if len(parts) > 1 and r.random() < some:
        parts = [p for p in parts if r.random() < 0.5] or [r.choice(parts)]
    return canvas, np.clip(sum(parts, np.zeros((size, size), np.float32)), 0, 1)
