"""Masks for photos that have none: u2netp's (Apache-2.0), where it agrees with itself mirrored and at another size.

python teacher.py --list photos.tsv --model u2netp-fp16.onnx --out DIR
The list has lines of name, tab, path. DIR/mask gets 0, 255, and 128 where the teacher is unsure.
"""

import argparse
import os

import cv2
import numpy as np

from evaluate import u2netp
from scores import iou

SIDE = 400
MIRRORED, SMALLER = 0.9, 0.88  # IoU with itself that is asked for


def opinions(predict, photo):
    """The photo as it is, mirrored, and smaller within a reflected border; None as soon as two disagree."""
    from PIL import Image

    h, w = photo.shape[:2]

    def look(pixels):
        return cv2.resize(predict(Image.fromarray(np.ascontiguousarray(pixels)), 320), pixels.shape[1::-1])

    plain = look(photo)
    mirrored = look(photo[:, ::-1])[:, ::-1]
    if iou(plain > 0.5, mirrored > 0.5) < MIRRORED or not 0.02 < (plain > 0.5).mean() < 0.9:
        return None
    edge = int(0.12 * max(h, w))
    smaller = look(cv2.copyMakeBorder(photo, edge, edge, edge, edge, cv2.BORDER_REFLECT_101))[edge : edge + h, edge : edge + w]
    return None if iou(plain > 0.5, smaller > 0.5) < SMALLER else np.stack([plain, mirrored, smaller])


def verdict(views):
    """The mask, or None where too much is unsure."""
    mean = np.average(views, 0, [2, 2, 1])
    unsure = ((mean > 0.2) & (mean < 0.8)) | (views.max(0) - views.min(0) > 0.35)
    if unsure.mean() > 0.25 * max((views[0] > 0.5).mean(), 0.04) + 0.02:
        return None
    return np.where(unsure, 128, np.where(mean > 0.5, 255, 0)).astype(np.uint8)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--list', required=True)
    p.add_argument('--model', required=True)
    p.add_argument('--out', required=True)
    a = p.parse_args()
    predict = u2netp(a.model, 1)
    for kind in ('img', 'mask'):
        os.makedirs(os.path.join(a.out, kind), exist_ok=True)
    with open(a.list) as f:
        rows = [line.rstrip('\n').split('\t') for line in f]
    kept = 0
    for name, path in rows:
        photo = cv2.imread(path, cv2.IMREAD_COLOR)
        if photo is None or min(photo.shape[:2]) < 100:
            continue
        if (scale := SIDE / max(photo.shape[:2])) < 1:
            photo = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        views = opinions(predict, photo[:, :, ::-1])
        mask = None if views is None else verdict(views)
        if mask is not None:
            kept += 1
            cv2.imwrite(os.path.join(a.out, 'img', f'{name}.jpg'), photo, [cv2.IMWRITE_JPEG_QUALITY, 92])
            cv2.imwrite(os.path.join(a.out, 'mask', f'{name}.png'), mask)
    print(f'{kept} of {len(rows)} photos kept')


if __name__ == '__main__':
    main()
