"""A made-up photo with and without hints, and what the shipped weights answer: what the app's own graphs are held to.

python golden.py [--weights nano.safetensors] [--dabs dabs.safetensors] [--out ../tests/golden]
"""

import argparse
import os

import numpy as np
import torch
from safetensors.torch import save_file

from dabs import dabbed, guides
from scores import HERE
from weights import load, load_dabs

HEIGHT, WIDTH = 64, 96


def made_up():
    """A lit ball before a striped ground, with noise: RGB, 0..255. Nobody's photo, so it can lie in the repository."""
    noise = np.random.default_rng(5).normal(0, 4, (HEIGHT, WIDTH, 3))
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    photo = np.stack([90 + 60 * np.sin(x / 9) + y * 0.6, 120 + 40 * np.cos(y / 7) + 0 * x, 150 - x * 0.7], -1)
    ball = (x - 52) ** 2 / 22**2 + (y - 34) ** 2 / 20**2 < 1
    photo[ball] = np.stack([210 - y * 0.8, 60 + x * 0.5, 40 + 20 * np.sin(x / 3)], -1)[ball]
    return np.clip(photo + noise, 0, 255).round().astype(np.float32)


def disc(cx, cy, radius):
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    return torch.from_numpy(((x - cx) ** 2 + (y - cy) ** 2 <= radius**2).astype(np.float32))


def golden(net):
    """input, hints; logits (no hints), hinted (hints in the network's own planes)."""
    x, hints = asked()
    with torch.no_grad():
        return {'input': x, 'hints': hints, 'logits': net(x).contiguous(), 'hinted': net(x, hints).contiguous()}


def golden_dabs(net, dabs):
    """The trunk's features, the branch's inputs made from them and from the hints, and `dabbed`, the hinted logits."""
    x, hints = asked()
    with torch.no_grad():
        trunk = net.trunk(x)
        before = torch.sigmoid(trunk.logits)
        guide, where = guides(x, trunk.logits, before, hints)
        found = {'guide': guide, 'where': where, 'dabbed': dabbed(dabs, x, trunk, before, hints)}
    found.update(input=x, hints=hints, logits=trunk.logits, d2=trunk.d2, d3=trunk.d3, f3=trunk.f3, f4=trunk.f4)
    return {k: v.contiguous() for k, v in found.items()}


def asked():
    x = ((torch.from_numpy(made_up()).permute(2, 0, 1)[None] - 127.5) / 127.5).contiguous()
    return x, torch.stack([disc(52, 34, 3), disc(12, 12, 3)])[None].contiguous()


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--weights', default=os.path.join(HERE, 'nano.safetensors'))
    p.add_argument('--dabs', default=os.path.join(HERE, 'dabs.safetensors'))
    p.add_argument('--out', default=os.path.join(HERE, '..', 'tests', 'golden'))
    a = p.parse_args()
    write_goldens(load(a.weights), load_dabs(a.dabs), a.out)


def write_goldens(net, dabs, folder):
    save_file(golden(net), os.path.join(folder, 'nano-64x96.safetensors'))
    save_file(golden_dabs(net, dabs), os.path.join(folder, 'nano-dabs-64x96.safetensors'))


if __name__ == '__main__':
    main()
