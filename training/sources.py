"""The training data: folders of photos with masks, of free-standing things, and of grounds, kept encoded in memory.

A source is a folder: with img/ and mask/ (same names, masks PNG) it is photos; with rgba/ it is things with alpha that are put onto
grounds; one named backgrounds-* has only img/. README.md says where each comes from and under which licence.
"""

import glob
import os

import cv2
import numpy as np

cv2.setNumThreads(1)

# Shares of a batch, and among the things that composites are made of (photos lend their subjects too). What is absent is left out.
BATCH = {'oxford-pets-128': 0.09, 'ccp': 0.11, 'davis': 0.12, 'feral-cats': 0.1, 'caltech-101': 0.3, 'composites': 0.28}
THINGS = {
    'emoji': 0.1,
    'grocery-iconic': 0.1,
    'oxford-pets-128': 0.1,
    'ccp': 0.1,
    'davis': 0.1,
    'feral-cats': 0.08,
    'caltech-101': 0.24,
    'rendered': 0.18,
}
# In these masks 128 means 'nobody said' (trimaps, an unsure teacher); elsewhere it is half covered.
HAS_UNKNOWN = {'oxford-pets-128', 'caltech-101'}


class Store:
    def __init__(self, root, shares=BATCH):
        self.pairs, self.things, self.grounds = {}, {}, []
        for source in sorted(os.listdir(root)):
            folder = os.path.join(root, source)
            if source.startswith('backgrounds'):
                self.grounds += [encoded(f) for f in files(folder, 'img')]
            elif os.path.isdir(os.path.join(folder, 'rgba')):
                self.things[source] = [encoded(f) for f in files(folder, 'rgba')]
            elif os.path.isdir(os.path.join(folder, 'mask')):
                self.pairs[source] = [(encoded(f), encoded(m)) for f in files(folder, 'img') if os.path.exists(m := mask_of(f))]
        self.shares = {k: v for k, v in shares.items() if self.pairs.get(k) or k == 'composites'}
        self.thing_shares = {k: v for k, v in THINGS.items() if self.pairs.get(k) or self.things.get(k) or k == 'rendered'}

    def __str__(self):
        counts = {k: len(v) for k, v in {**self.pairs, **self.things}.items()}
        return f'{counts}, grounds {len(self.grounds)}, shares {self.shares}'


def files(folder, kind):
    return sorted(glob.glob(os.path.join(folder, kind, '*')))


def mask_of(photo):
    folder, name = os.path.split(photo)
    return os.path.join(os.path.dirname(folder), 'mask', os.path.splitext(name)[0] + '.png')


def encoded(path):
    return np.fromfile(path, np.uint8)


def decode_photo(data):
    return cv2.imdecode(data, cv2.IMREAD_COLOR)[:, :, ::-1]


def decode_pair(pair):
    """Photo and mask, 0..255, of one size."""
    photo, mask = decode_photo(pair[0]), cv2.imdecode(pair[1], cv2.IMREAD_GRAYSCALE)
    if mask.shape != photo.shape[:2]:
        mask = cv2.resize(mask, photo.shape[1::-1], interpolation=cv2.INTER_AREA)
    return photo, mask


def decode_thing(data):
    """Colours and alpha of a free-standing thing, 0..255."""
    pixels = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    return pixels[:, :, 2::-1], pixels[:, :, 3]
