"""What the 1 x 1 convolutions are given: how much each input varies, and the directions in which inputs go together, for rounding in the app's build.

python inputs.py --data DATA [--weights nano.safetensors] [--photos 150] [--rank 64] [--out inputs.safetensors]

For a kernel's inputs x this finds E[x x'] as U U' + diag(d): U [inputs, rank] has the strongest directions, d [inputs] is what they leave of each
input. Errors of weights that cancel along U cost the masks next to nothing (see tools/nano/feedback.ts). Each entry of the file is [rank + 1, inputs]: d, then U'.
The directions belong to the network's channels, so they outlast a further training; measure anew after one from the beginning.
"""

import argparse
import glob
import os

import torch
from PIL import Image
from safetensors.torch import save_file
from torch import nn

from scores import HERE, squeezed
from weights import load

SIZE = 320


def photos(data, number):
    """As many of each source that has masks, spread over it."""
    sources = [os.path.dirname(folder) for folder in sorted(glob.glob(os.path.join(data, '*', 'mask')))]
    for source in sources:
        files = sorted(glob.glob(os.path.join(source, 'img', '*')))
        share = max(1, number // len(sources))
        yield from files[:: max(1, len(files) // share)][:share]


def factors(moments, rank):
    """U and d of second moments [inputs, inputs]; scaled so that d is 1 in the mean, since only ratios count."""
    values, vectors = torch.linalg.eigh(moments)
    u = vectors[:, -rank:] * values[-rank:].clamp(min=0).sqrt()
    d = (moments.diagonal() - u.square().sum(1)).clamp(min=0)
    scale = d.mean().clamp(min=1e-12)
    return u / scale.sqrt(), (d / scale).clamp(min=0.01)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--data', required=True, help='the folder of the sources')
    p.add_argument('--weights', default=os.path.join(HERE, 'nano.safetensors'))
    p.add_argument('--photos', type=int, default=150)
    p.add_argument('--rank', type=int, default=64)
    p.add_argument('--out', default=os.path.join(HERE, 'inputs.safetensors'))
    a = p.parse_args()
    net = load(a.weights)
    moments = {}

    def watch(name):
        def hook(_, given):
            x = given[0].transpose(0, 1).flatten(1).double()
            moments[name] = moments.get(name, 0) + x @ x.T / x.shape[1]

        return hook

    for name, module in net.backbone.named_modules(prefix='backbone'):
        if isinstance(module, nn.Conv2d) and module.kernel_size == (1, 1) and module.in_channels > a.rank:
            module.register_forward_pre_hook(watch(f'{name}.weight'))
    with torch.no_grad():
        for file in photos(a.data, a.photos):
            net(squeezed(Image.open(file).convert('RGB'), SIZE))
    found = {}
    for name, moment in moments.items():
        u, d = factors(moment, a.rank)
        found[name] = torch.cat([d[None], u.T]).half().contiguous()
        assert found[name].isfinite().all(), name
        print(f'{name}: {u.square().sum() / (u.square().sum() + d.sum()):.3f} along {a.rank} of {len(d)}', flush=True)
    save_file(found, a.out)


if __name__ == '__main__':
    main()
