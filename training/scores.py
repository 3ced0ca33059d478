"""The photos that are measured by, never trained on, and what is counted on them."""

import csv
import glob
import os

import numpy as np
import torch
from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, '..', '..', 'shared', 'data')
DRAWN = ('GT', 'polygon', 'HQ-SAM-assisted human')  # what people drew, not what other programs put out


def of_manifest(data=DATA):
    """(set, photo, mask) of all pairs with a human truth."""
    with open(os.path.join(data, 'manifest.tsv')) as f:
        rows = list(csv.DictReader(f, delimiter='\t'))
    at = lambda name: os.path.join(data, name)
    true = [r for r in rows if r['mask_kind'].startswith(DRAWN) and r['mask'] not in ('', '-')]
    return [(r['file'].split('/')[1], at(r['file']), at(r['mask'])) for r in true]


def of_folder(folder):
    """The same of DIR/img/* with DIR/mask/*.png, as one set."""
    name = os.path.basename(os.path.normpath(folder))
    mask = lambda f: os.path.join(folder, 'mask', os.path.splitext(os.path.basename(f))[0] + '.png')
    return [(name, f, mask(f)) for f in sorted(glob.glob(os.path.join(folder, 'img', '*')))]


def open_pair(photo, mask):
    """The photo, and its true alpha 0..1."""
    return Image.open(photo).convert('RGB'), np.asarray(Image.open(mask).convert('L'), np.float32) / 255


def squeezed(photo, size):
    """As the network gets it: [1, 3, size, size], -1..1."""
    pixels = np.asarray(photo.resize((size, size), Image.BILINEAR), np.float32)
    return (torch.from_numpy(pixels).permute(2, 0, 1)[None] - 127.5) / 127.5


def iou(a, b):
    return (a & b).sum() / max(1, (a | b).sum())
