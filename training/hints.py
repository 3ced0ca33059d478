"""How far hints are obeyed: a dab in the middle of the largest wrong region, five times over.

python hints.py [--weights nano.safetensors] [--size 320] [--planes]
"""

import argparse
import os

import numpy as np
import torch
from PIL import Image

from dabbing import draw, middle, radius
from dabs import dabbed
from scores import HERE, iou, of_manifest, open_pair, squeezed
from weights import load, load_dabs

SETS = ('ccp-people', 'feral-cats', 'weizmann-horses', 'cleargrasp', 'vimukthi-products')
DABS = 5
BAD = 0.9


def course(net, dabs, photo, true, size):
    """The IoU after 0 to 5 dabs. Without a branch the hints go into the network's own two planes."""
    x, hints, found = squeezed(photo, size), np.zeros((2, size, size), np.float32), []
    with torch.no_grad():
        trunk = net.trunk(x)
        logits = trunk.logits
        for count in range(DABS + 1):
            mask = logits[0, 0].numpy() > 0
            found.append(iou(mask, true))
            y, across, depth = middle(mask != true)
            if depth < 2:
                return found + [found[-1]] * (DABS - count)
            draw(hints, true, y, across, radius(size))
            drawn = torch.from_numpy(hints)[None]
            logits = net(x, drawn) if dabs is None else dabbed(dabs, x, trunk, torch.sigmoid(logits), drawn)
    return found


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--weights', default=os.path.join(HERE, 'nano.safetensors'))
    p.add_argument('--dabs', default=os.path.join(HERE, 'dabs.safetensors'))
    p.add_argument('--size', type=int, default=320)
    p.add_argument('--planes', action='store_true', help='the old way, without the branch')
    p.add_argument('--each', action='store_true', help='a line for each photo')
    a = p.parse_args()
    net, dabs = load(a.weights), None if a.planes else load_dabs(a.dabs)
    names, found = [], []
    for name, photo, mask in of_manifest():
        if name in SETS:
            picture, true = open_pair(photo, mask)
            small = np.asarray(Image.fromarray(true).resize((a.size, a.size), Image.BILINEAR)) > 0.5
            names.append(os.path.basename(photo))
            found.append(course(net, dabs, picture, small, a.size))
            if a.each:
                print(f'{name}/{names[-1]}', np.round(found[-1], 3), flush=True)
    found = np.array(found)
    bad = found[found[:, 0] < BAD]
    print(f'{len(found)} photos, mean IoU after 0..{DABS} dabs', found.mean(0).round(3))
    print(f'{len(bad)} of them below {BAD} at first', bad.mean(0).round(3))


if __name__ == '__main__':
    main()
