"""One photo made into many: crops, turns, colours, noise."""

import cv2
import numpy as np


def crop_with_subject(photo, mask, r):
    """A random crop that keeps most of the subject, or the whole."""
    h, w = mask.shape
    if r.random() < 0.35:
        return photo, mask
    subject = mask > 192
    total = subject.sum()
    for _ in range(8):
        share, aspect = r.uniform(0.45, 1.0), np.exp(r.uniform(-0.35, 0.35))
        cw, ch = int(min(w, w * share * aspect)), int(min(h, h * share / aspect))
        if cw < 48 or ch < 48:
            continue
        x, y = r.randint(0, w - cw), r.randint(0, h - ch)
        inside = subject[y : y + ch, x : x + cw].sum()
        if total == 0 or 0.65 * total <= inside < 0.92 * cw * ch:
            return photo[y : y + ch, x : x + cw], mask[y : y + ch, x : x + cw]
    return photo, mask


def turned(photo, mask, r):
    """A few degrees to the left or right, enlarged so that no border shows."""
    angle = r.gauss(0, 10)
    h, w = mask.shape
    m = cv2.getRotationMatrix2D((w / 2, h / 2), angle, 1 + abs(angle) / 90)
    turn = lambda v: cv2.warpAffine(v, m, (w, h), borderMode=cv2.BORDER_REFLECT)
    return turn(photo), turn(mask)


def jitter(photo, r):
    """Exposure, saturation, tint, gamma, blur, noise and JPEG: what cameras and people do to a photo."""
    x = photo.astype(np.float32)
    if r.random() < 0.8:
        x = x * r.uniform(0.7, 1.3) + r.uniform(-25, 25)
    if r.random() < 0.6:
        grey = x.mean(2, keepdims=True)
        x = grey + (x - grey) * r.uniform(0.4, 1.5)
    if r.random() < 0.5:
        x = x * np.array([r.uniform(0.85, 1.15) for _ in range(3)], np.float32)
    if r.random() < 0.4:
        x = 255 * np.clip(x / 255, 0, 1) ** r.uniform(0.6, 1.6)
    if r.random() < 0.06:
        x = np.repeat(x.mean(2, keepdims=True), 3, 2)
    if r.random() < 0.15:
        x = cv2.GaussianBlur(x, (0, 0), r.uniform(0.4, 1.3))
    if r.random() < 0.25:
        x = x + np.random.normal(0, r.uniform(2, 10), x.shape)
    x = np.clip(x, 0, 255).astype(np.uint8)
    if r.random() < 0.25:
        x = cv2.imdecode(cv2.imencode('.jpg', x, [cv2.IMWRITE_JPEG_QUALITY, r.randint(35, 85)])[1], cv2.IMREAD_COLOR)
    return x


def edge_maps(photo, alpha):
    """Where the alpha changes, 0..1, and at a quarter of the size the photo's own gradients there."""
    box = np.ones((9, 9), np.uint8)
    band = cv2.dilate(alpha, box) - cv2.erode(alpha, box)
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32) / 127.5
    slope = np.sqrt(cv2.Sobel(grey, cv2.CV_32F, 1, 0) ** 2 + cv2.Sobel(grey, cv2.CV_32F, 0, 1) ** 2) / 2
    quarter = alpha.shape[0] // 4
    cells = np.clip(slope * (band > 0.05), 0, 1).reshape(quarter, 4, quarter, 4)
    return band.astype(np.float32), cells.max((1, 3)).astype(np.float32)
