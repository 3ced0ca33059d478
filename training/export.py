"""Writes what is shipped, in half precision, and the goldens that the app's graphs are held to.

python export.py --weights more.pt --dabs dabs.pt [--mean nano.safetensors:0.5] [--out .]
--mean mixes the network with another one: checkpoints apart in time forget different things.
"""

import argparse
import os

from golden import write_goldens
from scores import HERE
from weights import DABS, load, load_dabs, read, write


def mixed(state, other, share):
    """`share` of the other weights in place of one's own."""
    return {k: v * (1 - share) + other[k] * share if v.is_floating_point() else v for k, v in state.items()}


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--weights', default=os.path.join(HERE, 'nano.safetensors'))
    p.add_argument('--dabs', default=os.path.join(HERE, 'dabs.safetensors'))
    p.add_argument('--mean', help='other weights and their share, PATH:SHARE')
    p.add_argument('--out', default=HERE)
    p.add_argument('--golden', default=os.path.join(HERE, '..', 'tests', 'golden'))
    a = p.parse_args()
    state = load(a.weights).state_dict()
    if a.mean:
        path, share = a.mean.rsplit(':', 1)
        state = mixed(state, read(path), float(share))
    branch = {DABS + k: v for k, v in load_dabs(a.dabs).state_dict().items()}
    paths = [os.path.join(a.out, name) for name in ('nano.safetensors', 'dabs.safetensors')]
    for path, weights in zip(paths, (state, branch)):
        write(path, weights)
        print(f'{path}: {os.path.getsize(path) / 1e6:.2f} MB')
    write_goldens(load(paths[0]), load_dabs(paths[1]), a.golden)


if __name__ == '__main__':
    main()
