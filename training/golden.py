"""A made-up photo with and without hints, and what the shipped weights answer: what the app's own graph is held to.

python golden.py [--weights nano.safetensors] [--out ../tests/golden/nano-64x96.safetensors]
"""

import argparse
import os

import numpy as np
import torch
from safetensors.torch import save_file

from network import load

HERE = os.path.dirname(os.path.abspath(__file__))


def made_up(height, width):
    """A lit ball before a striped ground, with noise: RGB, 0..255. Nobody's photo, so it can lie in the repository."""
    noise = np.random.default_rng(5).normal(0, 4, (height, width, 3))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    photo = np.stack([90 + 60 * np.sin(x / 9) + y * 0.6, 120 + 40 * np.cos(y / 7) + 0 * x, 150 - x * 0.7], -1)
    ball = (x - 52) ** 2 / 22**2 + (y - 34) ** 2 / 20**2 < 1
    photo[ball] = np.stack([210 - y * 0.8, 60 + x * 0.5, 40 + 20 * np.sin(x / 3)], -1)[ball]
    return np.clip(photo + noise, 0, 255).round().astype(np.float32)


def disc(height, width, cx, cy, radius):
    y, x = np.mgrid[0:height, 0:width]
    return torch.from_numpy(((x - cx) ** 2 + (y - cy) ** 2 <= radius**2).astype(np.float32))


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--weights', default=os.path.join(HERE, 'nano.safetensors'))
    p.add_argument('--out', default=os.path.join(HERE, '..', 'tests', 'golden', 'nano-64x96.safetensors'))
    a = p.parse_args()
    net = load(a.weights).eval()
    height, width = 64, 96
    photo = torch.from_numpy(made_up(height, width)).permute(2, 0, 1)[None].contiguous()
    x = (photo - 127.5) / 127.5
    hints = torch.stack([disc(height, width, 52, 34, 3), disc(height, width, 12, 12, 3)])[None].contiguous()
    with torch.no_grad():
        plain, hinted = net(x, torch.zeros_like(hints)), net(x, hints)
    save_file({'input': x, 'hints': hints, 'logits': plain.contiguous(), 'hinted': hinted.contiguous()}, a.out)
    print(a.out, 'subject', (plain > 0).float().mean().item(), 'moved by hints', (hinted - plain).abs().max().item())


if __name__ == '__main__':
    main()
