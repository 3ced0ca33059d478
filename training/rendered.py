"""Things with a true soft alpha, drawn here: tufts of hair, fur, leaves, mesh and glass, in the colours of some photo.

Photos' masks are polygons and trimaps: nothing else in the data teaches softness.
"""

import cv2
import numpy as np

SHIFT = 4  # cv2 draws at a sixteenth of a pixel


def rendered(texture, r, size=288):
    """Colours [size, size, 3] and alpha [size, size], 0..255. texture: any photo, whose colours the thing takes."""
    kind = r.choice(['hair', 'fur', 'fur', 'leaves', 'mesh', 'glass', 'ball'])
    big = size * 2  # drawn at twice the size, then averaged: hairs of half a pixel
    alpha = {'hair': hair, 'fur': fur, 'leaves': leaves, 'mesh': mesh, 'glass': glass, 'ball': ball}[kind](big, r)
    alpha = cv2.resize(alpha, (size, size), interpolation=cv2.INTER_AREA)
    if r.random() < 0.25:
        alpha = blurred(alpha, r)
    colours = tinted(cv2.resize(texture, (size, size), interpolation=cv2.INTER_AREA), r)
    return shaded(colours, alpha, r), np.clip(alpha, 0, 255).astype(np.uint8)


def blurred(alpha, r):
    """Out of focus, or moved while the shutter was open."""
    if r.random() < 0.5:
        return cv2.GaussianBlur(alpha, (0, 0), r.uniform(1, 4))
    length = r.randint(3, 15)
    line = np.zeros((length, length), np.float32)
    angle = r.uniform(0, np.pi)
    middle, dx, dy = length / 2, np.cos(angle) * length / 2, np.sin(angle) * length / 2
    cv2.line(line, (int(middle - dx), int(middle - dy)), (int(middle + dx), int(middle + dy)), 1, 1)
    return cv2.filter2D(alpha, -1, line / max(1, line.sum()))


def tinted(photo, r):
    """Half of the things keep the photo's texture, half have one colour with a little of it."""
    if r.random() < 0.5:
        return photo.astype(np.float32)
    colour = np.array([r.uniform(10, 245) for _ in range(3)], np.float32)
    return colour + (photo.astype(np.float32) - photo.mean((0, 1))) * r.uniform(0.1, 0.5)


def shaded(colours, alpha, r):
    """Lit from one side, and from within by the alpha's own thickness."""
    h, w = alpha.shape
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    side = (x / w - 0.5) * r.uniform(-1, 1) + (y / h - 0.5) * r.uniform(-1, 1)
    round_ = cv2.GaussianBlur(alpha / 255, (0, 0), w * 0.06) - 0.7
    return np.clip(colours * (1 + 0.5 * side + 0.4 * round_)[..., None], 0, 255).astype(np.uint8)


def blob(size, r, low=0.16, high=0.32):
    """A lumpy outline around the middle: points [n, 2]."""
    angles = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    radius = np.full(180, size * r.uniform(low, high))
    for k in range(2, 7):
        radius *= 1 + r.uniform(-0.22, 0.22) / k**0.5 * np.cos(k * angles + r.uniform(0, 7))
    aspect = np.exp(r.uniform(-0.4, 0.4))
    return np.stack([size / 2 + radius * np.cos(angles) * aspect, size / 2 + radius * np.sin(angles) / aspect], 1)


def filled(size, points, value=255):
    alpha = np.zeros((size, size), np.float32)
    cv2.fillPoly(alpha, [np.round(points * 2**SHIFT).astype(np.int32)], value, cv2.LINE_8, SHIFT)
    return alpha


def strand(alpha, start, direction, length, curl, width, value):
    """One hair that bends as it goes and thins out to its end."""
    t = np.linspace(0, 1, 8)[:, None]
    across = np.array([-direction[1], direction[0]])
    points = start + direction * length * t + across * curl * length * t**2
    layer = np.round(points * 2**SHIFT).astype(np.int32)
    cv2.polylines(alpha, [layer[:6]], False, value, width, cv2.LINE_8, SHIFT)
    cv2.polylines(alpha, [layer[5:]], False, value * 0.6, 1, cv2.LINE_8, SHIFT)


def fur(size, r):
    """A body with short hairs all around."""
    outline = blob(size, r)
    alpha = filled(size, outline)
    centre, length = outline.mean(0), size * r.uniform(0.02, 0.06)
    for _ in range(r.randint(500, 1200)):
        p = outline[r.randrange(len(outline))]
        d = (p - centre) / np.linalg.norm(p - centre) + [r.gauss(0, 0.5), r.gauss(0, 0.5) + 0.3]
        strand(alpha, p - d * length * 0.4, d, length * r.uniform(0.5, 1.4), r.gauss(0, 0.3), r.choice([1, 1, 2]), r.uniform(150, 255))
    return alpha


def hair(size, r):
    """A head with long strands that fall or blow to one side."""
    outline = blob(size, r, 0.12, 0.2)
    alpha = filled(size, outline)
    centre, wind = outline.mean(0), np.array([r.uniform(-1, 1), r.uniform(-0.3, 1)])
    for _ in range(r.randint(250, 700)):
        p = outline[r.randrange(len(outline))]
        d = (p - centre) / np.linalg.norm(p - centre) * r.uniform(0.2, 1) + wind + [r.gauss(0, 0.2), r.gauss(0, 0.2)]
        strand(alpha, p, d, size * r.uniform(0.05, 0.22), r.gauss(0, 0.4), r.choice([1, 1, 2, 3]), r.uniform(110, 255))
    return alpha


def leaves(size, r):
    """A plant: stems with leaves, sky between them."""
    alpha = np.zeros((size, size), np.float32)
    foot = np.array([size / 2, size * 0.85])
    for _ in range(r.randint(4, 12)):
        lean = r.gauss(0, 0.6)
        tip = foot + size * r.uniform(0.25, 0.6) * np.array([np.sin(lean), -np.cos(lean)])
        strand(alpha, foot, tip - foot, 1, r.gauss(0, 0.2), r.choice([2, 3, 5]), 255)
        for t in np.linspace(0.3, 1, r.randint(3, 9)):
            at, turn = foot + (tip - foot) * t, lean + r.choice([-1, 1]) * r.uniform(0.4, 1.4)
            long, broad = size * r.uniform(0.04, 0.12), size * r.uniform(0.01, 0.04)
            along, across = np.array([np.sin(turn), -np.cos(turn)]), np.array([np.cos(turn), np.sin(turn)])
            s = np.linspace(0, 1, 12)
            edge = np.sin(np.pi * s)[:, None] * broad * across
            spine = at + long * s[:, None] * along
            alpha = np.maximum(alpha, filled(size, np.concatenate([spine + edge, (spine - edge)[::-1]])))
    return alpha


def mesh(size, r):
    """A net or a fence: a body through which the ground is seen."""
    body = filled(size, blob(size, r))
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    turn, pitch, thick = r.uniform(0, np.pi), size * r.uniform(0.02, 0.06), r.uniform(0.15, 0.4)
    u, v = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    wires = ((u / pitch) % 1 < thick) | ((v / pitch) % 1 < thick)
    rim = body - cv2.erode(body, np.ones((9, 9), np.uint8))
    return np.maximum(body * wires, rim)


def glass(size, r):
    """Clear within, denser towards the rim, with a highlight."""
    body = filled(size, blob(size, r)) / 255
    depth = cv2.GaussianBlur(body, (0, 0), size * r.uniform(0.02, 0.06))
    clear = r.uniform(0.25, 0.7)
    return 255 * body * np.clip(1 - clear * np.clip((depth - 0.5) * 2.5, 0, 1), 0, 1)


def ball(size, r):
    """A plain body with a soft edge."""
    return cv2.GaussianBlur(filled(size, blob(size, r)), (0, 0), r.uniform(1, 9))
