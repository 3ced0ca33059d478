"""Writes what is shipped, in half precision, and the goldens that the app's graphs are held to.

python export.py --weights more.pt --dabs dabs.pt [--mean nano.safetensors:0.5 …] [--out .]
--mean mixes the network with others: checkpoints apart in time forget different things, and runs beside each other differ in their noise.
"""

import argparse
import os

from golden import write_goldens
from scores import HERE
from weights import DABS, load, load_dabs, read, write


def mixed(state, others):
    """The share of each of the others, [(weights, share)], in place of one's own."""
    own = 1 - sum(share for _, share in others)
    weighed = lambda k, v: sum((other[k] * share for other, share in others), v * own)
    return {k: weighed(k, v) if v.is_floating_point() else v for k, v in state.items()}


def shared(text):
    """PATH:SHARE as the weights and their share."""
    path, share = text.rsplit(':', 1)
    return read(path), float(share)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--weights', default=os.path.join(HERE, 'nano.safetensors'))
    p.add_argument('--dabs', default=os.path.join(HERE, 'dabs.safetensors'))
    p.add_argument('--mean', nargs='*', type=shared, default=[], help='other weights and their shares, PATH:SHARE')
    p.add_argument('--out', default=HERE)
    p.add_argument('--golden', default=os.path.join(HERE, '..', 'tests', 'golden'))
    a = p.parse_args()
    state = mixed(load(a.weights).state_dict(), a.mean)
    branch = {DABS + k: v for k, v in load_dabs(a.dabs).state_dict().items()}
    paths = [os.path.join(a.out, name) for name in ('nano.safetensors', 'dabs.safetensors')]
    for path, weights in zip(paths, (state, branch)):
        write(path, weights)
        print(f'{path}: {os.path.getsize(path) / 1e6:.2f} MB')
    write_goldens(load(paths[0]), load_dabs(paths[1]), a.golden)


if __name__ == '__main__':
    main()
