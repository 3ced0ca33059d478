"""Trains the network, or goes on training it.

python train.py --data DIR --resume nano.safetensors --out more.pt --minutes 600
A checkpoint goes to --out every 100 steps; the same command again goes on from it, with a new schedule.
"""

import argparse
import copy
import itertools
import json
import math
import os
import time

import torch

from losses import loss_of
from network import Nano, untrained
from samples import Batches
from sources import BATCH, Store
from weights import read, single

WARM = 100  # steps until the rate is whole
KEPT = 0.998  # of the averaged weights, each step
RELOAD = 150  # batches after which the loader begins anew: its process grows, and so may the data


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument('--data', required=True)
    p.add_argument('--out', required=True)
    p.add_argument('--resume', help='weights to begin from; without them, and without --out there: ImageNet')
    p.add_argument('--shares', default=json.dumps(BATCH), help='json: source -> share of a batch')
    p.add_argument('--minutes', type=float, default=0, help='length of the schedule by the clock')
    p.add_argument('--steps', type=int, default=5000, help='the same in steps, where no minutes are given')
    p.add_argument('--batch', type=int, default=16)
    p.add_argument('--sizes', default='256,320')
    p.add_argument('--rate', type=float, default=3e-4)
    p.add_argument('--backbone', type=float, default=0.1, help="the backbone's part of the rate")
    p.add_argument('--still', action='store_true', help="the backbone and the decoder's norms stay as they are")
    p.add_argument('--device', default='cpu')
    p.add_argument('--workers', type=int, default=1)
    p.add_argument('--seed', type=int, default=1)
    return p.parse_args()


def begun(a):
    """The network, its average, and the step they are at."""
    path = a.out if os.path.exists(a.out) else a.resume
    if path is None:
        net = untrained()
        return net, copy.deepcopy(net), 0
    averaged = read(path)
    net, mean, step = Nano(), Nano(), 0
    mean.load_state_dict(averaged)
    net.load_state_dict(averaged)
    if path.endswith('.pt'):
        saved = torch.load(path, map_location='cpu')
        net.load_state_dict(single(saved.get('net', averaged)))
        step = saved.get('step', 0)
    return net, mean, step


def optimiser(net, a):
    back = list(net.backbone.parameters())
    rest = [p for n, p in net.named_parameters() if not n.startswith('backbone')]
    groups = [{'params': rest, 'lr': a.rate}]
    if a.still:
        net.backbone.requires_grad_(False)
    else:
        groups.append({'params': back, 'lr': a.rate * a.backbone})
    return torch.optim.AdamW(groups, weight_decay=0.01)


def batches(a, step):
    sizes = [int(s) for s in a.sizes.split(',')]
    while True:
        store = Store(a.data, json.loads(a.shares))  # anew each time: the teacher may have given more masks meanwhile
        print(store, 'at step', step, flush=True)
        made = Batches(store, sizes, a.batch, a.seed + step)
        pinned = a.device != 'cpu'
        loader = torch.utils.data.DataLoader(made, batch_size=None, num_workers=a.workers, prefetch_factor=3, pin_memory=pinned)
        yield from itertools.islice(loader, RELOAD)
        step += RELOAD


def average(mean, net, step):
    keep = min(KEPT, (step + 1) / (step + 20))
    with torch.no_grad():
        for q, v in zip(mean.state_dict().values(), net.state_dict().values()):
            q.lerp_(v, 1 - keep) if q.dtype.is_floating_point else q.copy_(v)


def save(path, net, mean, step):
    torch.save({'ema': mean.state_dict(), 'net': net.state_dict(), 'step': step}, path + '.tmp')
    os.replace(path + '.tmp', path)


def main():
    a = arguments()
    torch.manual_seed(a.seed)
    net, mean, step = begun(a)
    net = net.to(a.device, memory_format=torch.channels_last).train()
    mean = mean.to(a.device).eval()
    if a.still:  # their statistics were made by far larger runs than a fine tuning
        [m.eval() for m in net.modules() if isinstance(m, torch.nn.BatchNorm2d)]
    opt = optimiser(net, a)
    rates = [g['lr'] for g in opt.param_groups]
    first, start, run = step, time.time(), []
    for batch in batches(a, step):
        part = (time.time() - start) / (a.minutes * 60) if a.minutes else (step - first) / a.steps
        if part >= 1:
            break
        now = min(1, (step - first + 1) / WARM) * (0.5 + 0.5 * math.cos(math.pi * part)) + 0.004
        for group, rate in zip(opt.param_groups, rates):
            group['lr'] = rate * now
        photo, alpha, known, band, slopes = (v.to(a.device, non_blocking=True) for v in batch)
        x = ((photo.float() - 127.5) / 127.5).contiguous(memory_format=torch.channels_last)
        with torch.autocast(torch.device(a.device).type, torch.bfloat16):
            trunk = net.trunk(x)
        loss, mask_loss = loss_of(trunk, alpha, known, band, slopes)
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        opt.step()
        step += 1
        average(mean, net, step - first)
        run.append(mask_loss.item())
        if step % 25 == 0:
            speed = (step - first) * a.batch / (time.time() - start)
            print(f'{step} part {part:.3f} mask {sum(run) / len(run):.4f} {speed:.1f} img/s', flush=True)
            run = []
        if step % 100 == 0:
            save(a.out, net, mean, step)
    save(a.out, net, mean, step)
    print('done', step)


if __name__ == '__main__':
    main()
