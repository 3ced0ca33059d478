"""What a prediction is held to: cross entropy, overlap, structure and distance, edges counting more; at every decoder stage."""

import torch
from torch.nn import functional as F


def overlap(s, y, known):
    """1 - IoU of soft masks, per picture."""
    inter = (s * y * known).sum((1, 2, 3))
    union = ((s + y - s * y) * known).sum((1, 2, 3))
    return 1 - (inter + 1) / (union + 1)


def structure(s, y):
    """1 - SSIM over squares of 7."""
    mean = lambda v: F.avg_pool2d(v, 7, 1)
    ms, my = mean(s), mean(y)
    vs, vy, both = mean(s * s) - ms * ms, mean(y * y) - my * my, mean(s * y) - ms * my
    alike = ((2 * ms * my + 1e-4) * (2 * both + 9e-4)) / ((ms * ms + my * my + 1e-4) * (vs + vy + 9e-4))
    return (1 - alike).clamp(0, 2).mean() / 2


def cross_entropy(logits, y, weight):
    return (F.binary_cross_entropy_with_logits(logits, y, reduction='none') * weight).sum() / weight.sum().clamp(min=1)


def loss_of(trunk, y, known, band, slopes):
    """The whole loss, and the part of it that the finished mask makes. band: where the alpha changes; slopes: the photo's gradients there."""
    logits = trunk.logits.float()
    weight = known * (1 + 3 * band)
    s = torch.sigmoid(logits)
    half = lambda v: F.avg_pool2d(v, 2)
    halved = half(known)
    main = cross_entropy(logits, y, weight) + overlap(s, y, known).mean()
    main = main + 0.5 * structure(half(s) * halved, half(y) * halved)
    main = main + 0.5 * ((s - y).abs() * weight).sum() / weight.sum().clamp(min=1)
    total = main
    for side in trunk.sides:
        r = y.shape[-1] // side.shape[-1]
        y, known, side = F.avg_pool2d(y, r), F.avg_pool2d(known, r), side.float()
        total = total + 0.4 * (cross_entropy(side, y, known) + overlap(torch.sigmoid(side), y, known).mean())
    for edge in trunk.edges:
        true = F.max_pool2d(slopes, slopes.shape[-1] // edge.shape[-1])
        total = total + 0.3 * F.binary_cross_entropy_with_logits(edge.float(), true)
    return total, main
