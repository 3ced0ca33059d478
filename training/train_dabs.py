"""Trains the dab branch on a finished trunk, which stays as it is.

python train_dabs.py --data DIR --weights nano.safetensors --out dabs.pt --minutes 30
The trunk's features are kept for a while in a pool of batches, since a round of dabs costs a tenth of them.
"""

import argparse
import collections
import copy
import math
import os
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

from dabbing import dab
from dabs import Dabs, dabbed
from losses import overlap
from network import Trunk
from samples import sample
from sources import Store
from weights import DABS, load, load_dabs

# Several things of which some are wanted teach most; where the trunk is right already there is little to dab.
SHARES = {'oxford-pets-128': 0.09, 'ccp': 0.17, 'davis': 0.12, 'feral-cats': 0.17, 'caltech-101': 0.09, 'composites': 0.36}
ROUNDS = (1, 2, 3, 3, 5)
EASY, EASY_KEPT = 0.95, 0.6


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument('--data', required=True)
    p.add_argument('--weights', required=True, help="the trunk's")
    p.add_argument('--resume', help='a dab branch to begin from')
    p.add_argument('--out', required=True)
    p.add_argument('--minutes', type=float, required=True)
    p.add_argument('--batch', type=int, default=16)
    p.add_argument('--size', type=int, default=288)
    p.add_argument('--rate', type=float, default=2e-3)
    p.add_argument('--flat', action='store_true', help='the rate does not fall: for all but the last run')
    p.add_argument('--pool', type=int, default=120, help='batches whose features are kept')
    p.add_argument('--fresh', type=int, default=4, help='a new one every so many batches')
    p.add_argument('--threads', type=int, default=2)
    p.add_argument('--seed', type=int, default=1)
    return p.parse_args()


def scores(logits, y, known):
    p, t, k = logits > 0, y > 0.5, known > 0.5
    both, either = (p & t & k).sum((1, 2, 3)), ((p | t) & k).sum((1, 2, 3))
    return (both + 1) / (either + 1)


def fresh(net, store, a, r):
    """Photos, truth, and the trunk's features of those where there is something to learn."""
    names, shares = list(store.shares), list(store.shares.values())
    rows = [sample(store, name, a.size, r, some=0.8) for name in r.choices(names, shares, k=a.batch)]
    stack = lambda i: torch.from_numpy(np.stack([row[i] for row in rows]))
    x = ((stack(0).permute(0, 3, 1, 2).float() - 127.5) / 127.5).contiguous(memory_format=torch.channels_last)
    y, known = stack(1)[:, None], stack(2)[:, None]
    with torch.no_grad(), torch.autocast('cpu', torch.bfloat16):
        t = net.trunk(x)
    easy = scores(t.logits, y, known) > EASY
    kept = [i for i in range(len(rows)) if not easy[i] or r.random() < EASY_KEPT]
    if not kept:
        return fresh(net, store, a, r)
    pick = lambda v: v[kept]
    return pick(x), pick(y), pick(known), Trunk(pick(t.logits.float()), pick(t.d2), pick(t.d3), pick(t.f3), pick(t.f4), [], [])


def loss_of(logits, y, known, right, hints, counted):
    """right: where the mask before was right, which a dab must not spoil; counted: 1 for pictures that have a dab. What was dabbed is law, so it counts once more."""
    weight = known * (0.8 + 0.8 * right)
    wrong = (F.binary_cross_entropy_with_logits(logits, y, reduction='none') * weight).mean((1, 2, 3))
    loss = ((1.5 * wrong + overlap(torch.sigmoid(logits), y, known)) * counted).sum() / counted.sum().clamp(min=1)
    law = (F.softplus(-logits) * hints[:, :1] + F.softplus(logits) * hints[:, 1:]).sum() / hints.sum().clamp(min=1)
    return loss + 0.3 * law


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    np.random.seed(a.seed)
    r = random.Random(a.seed)
    net, store = load(a.weights).to(memory_format=torch.channels_last), Store(a.data, SHARES)
    begin = a.out if os.path.exists(a.out) else a.resume
    dabs = (load_dabs(begin) if begin else Dabs()).to(memory_format=torch.channels_last).train()
    mean, step = copy.deepcopy(dabs), 0
    opt = torch.optim.AdamW(dabs.parameters(), lr=a.rate, weight_decay=1e-4, betas=(0.9, 0.99))
    pool = collections.deque(maxlen=a.pool)
    start, gained = time.time(), collections.defaultdict(lambda: collections.deque(maxlen=400))
    turn = 0
    while (part := (time.time() - start) / (a.minutes * 60)) < 1:
        if turn % a.fresh == 0 or len(pool) < 8:
            pool.append(fresh(net, store, a, r))
        turn += 1
        x, y, known, trunk = r.choice(pool)
        logits, hints = trunk.logits, np.zeros((len(x), 2, a.size, a.size), np.float32)
        gained[0].extend(scores(logits, y, known).tolist())
        for count in range(1, r.choice(ROUNDS) + 1):
            for i in range(len(x)):
                dab(logits[i, 0].numpy() > 0, y[i, 0].numpy() > 0.5, known[i, 0].numpy() > 0.5, hints[i], r)
            drawn = torch.from_numpy(hints)
            with torch.autocast('cpu', torch.bfloat16):
                now = dabbed(dabs, x, trunk, torch.sigmoid(logits), drawn).float()
            counted = drawn.amax((1, 2, 3))
            right = ((logits > 0) == (y > 0.5)).float()
            loss = loss_of(now, y, known, right, drawn, counted)
            rate = a.rate * min(1, (step + 1) / 60) * (1 if a.flat else 0.51 + 0.49 * math.cos(math.pi * part))
            for group in opt.param_groups:
                group['lr'] = rate
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dabs.parameters(), 2.0)
            opt.step()
            step += 1
            with torch.no_grad():
                for q, v in zip(mean.parameters(), dabs.parameters()):
                    q.lerp_(v, 1 - min(0.995, (step + 1) / (step + 20)))
            logits = torch.where(counted[:, None, None, None] > 0, now.detach(), logits)
            gained[count].extend(scores(logits, y, known).tolist())
            if step % 50 == 0:
                means = {k: round(sum(v) / len(v), 3) for k, v in sorted(gained.items())}
                print(f'{step} {time.time() - start:.0f} s, IoU after so many dabs {means}', flush=True)
                save(a.out, mean)
    save(a.out, mean)
    print('done', step)


def save(path, dabs):
    torch.save({'ema': {DABS + k: v for k, v in dabs.state_dict().items()}}, path + '.tmp')
    os.replace(path + '.tmp', path)


if __name__ == '__main__':
    main()
