"""BiRefNet-nano: BiRefNet's bilateral-reference decoder (Zheng et al. 2024) on EfficientNet-Lite0.

Inward reference: every decoder stage also sees the photo itself, as patches folded into channels, and two planes of hints.
Outward reference: the deeper stages predict where the photo's gradients lie on the subject's edge, and weigh their features by it.
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from backbone import Conv, Lite0


def cbr(cin, cout, k=3, dilation=1, groups=1):
    conv = Conv(cin, cout, k, 1, dilation * (k // 2), dilation, groups, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(cout), nn.ReLU(inplace=True))


def up(x):
    return F.interpolate(x, scale_factor=2, mode='bilinear', align_corners=False)


class Aspp(nn.Module):
    """Atrous pyramid with depthwise dilated branches, and the whole picture's mean."""

    def __init__(self, c, rates):
        super().__init__()
        self.point = cbr(c, c, 1)
        self.atrous = nn.ModuleList([nn.Sequential(cbr(c, c, 3, r, c), cbr(c, c, 1)) for r in rates])
        self.pool = nn.Sequential(nn.Conv2d(c, c, 1), nn.ReLU(inplace=True))
        self.merge = cbr(c * (2 + len(rates)), c, 1)

    def forward(self, x):
        pooled = self.pool(x.mean((2, 3), keepdim=True)).expand(-1, -1, x.shape[2], x.shape[3])
        return x + self.merge(torch.cat([self.point(x), *[a(x) for a in self.atrous], pooled], 1))


class Stage(nn.Module):
    """One decoder stage: features from below, the backbone's, and the photo's own patches."""

    def __init__(self, below, lateral, patch, c, rates):
        super().__init__()
        self.lateral = cbr(lateral, c, 1)
        p = min(c // 2, 32)
        self.patches = cbr(patch + 2, p, 1)
        self.enter = cbr(below + c + p, c, 3)
        self.context = Aspp(c, rates) if rates else nn.Identity()
        self.leave = cbr(c, c, 3)

    def forward(self, below, lateral, patches):
        x = torch.cat([below, self.lateral(lateral), self.patches(patches)], 1)
        return self.leave(self.context(self.enter(x)))


class Gate(nn.Module):
    """Outward reference: predicts the edge's gradients and weighs the features with them."""

    def __init__(self, c):
        super().__init__()
        self.features = cbr(c, 16, 3)
        self.predict = nn.Conv2d(16, 1, 1)
        self.weigh = nn.Conv2d(16, 1, 1)

    def forward(self, x):
        f = self.features(x)
        return x * torch.sigmoid(self.weigh(f)), self.predict(f)


@dataclass
class Trunk:
    """A finished prediction with the features that the dab branch reads, and what only training looks at."""

    logits: torch.Tensor  # [N, 1, H, W]
    d2: torch.Tensor  # [N, 40, H/4, W/4]
    d3: torch.Tensor  # [N, 64, H/8, W/8]
    f3: torch.Tensor  # [N, 40, H/8, W/8]
    f4: torch.Tensor  # [N, 112, H/16, W/16]
    sides: list
    edges: list


class Nano(nn.Module):
    def __init__(self, c=(128, 96, 64, 40, 24)):
        super().__init__()
        self.backbone = Lite0().fold()
        c5, c4, c3, c2, c1 = c
        self.squeeze = nn.Sequential(cbr(320 + 112 + 40 + 2, c5, 1), Aspp(c5, (2, 4)), cbr(c5, c5, 3))
        self.stage4 = Stage(c5, 112, 256 * 3, c4, (2, 4, 8))
        self.stage3 = Stage(c4, 40, 64 * 3, c3, (2, 4, 8))
        self.stage2 = Stage(c3, 24, 16 * 3, c2, ())
        self.narrow = cbr(c2, c1, 1)
        self.stage1 = Stage(c1, 16, 4 * 3, c1, ())
        self.gate4, self.gate3, self.gate2 = Gate(c4), Gate(c3), Gate(c2)
        self.side4, self.side3, self.side2 = nn.Conv2d(c4, 1, 1), nn.Conv2d(c3, 1, 1), nn.Conv2d(c2, 1, 1)
        self.head = nn.Sequential(nn.Conv2d(c1, 4, 3, padding=1), nn.PixelShuffle(2))

    def forward(self, x, hints=None):
        """x: [N, 3, H, W], (rgb - 127.5) / 127.5, sides multiples of 32. Logits [N, 1, H, W].

        hints: [N, 2, H, W], 1 where a person said keep or remove: the old way, weak; see dabs.py.
        """
        return self.trunk(x, hints).logits

    def trunk(self, x, hints=None):
        if hints is None:
            hints = x.new_zeros(x.shape[0], 2, *x.shape[2:])
        f1, f2, f3, f4, f5 = self.backbone(x)

        def patches(r):
            folded = torch.cat([F.pixel_unshuffle(x, r), F.max_pool2d(hints, r)], 1)
            return folded.contiguous(memory_format=torch.channels_last)

        deepest = torch.cat([f5, F.avg_pool2d(f4, 2), F.avg_pool2d(f3, 4), F.max_pool2d(hints, 32)], 1)
        d4, g4 = self.gate4(self.stage4(up(self.squeeze(deepest)), f4, patches(16)))
        d3, g3 = self.gate3(self.stage3(up(d4), f3, patches(8)))
        d2, g2 = self.gate2(self.stage2(up(d3), f2, patches(4)))
        logits = self.head(self.stage1(up(self.narrow(d2)), f1, patches(2)))
        sides = [self.side2(d2), self.side3(d3), self.side4(d4)] if self.training else []
        return Trunk(logits, d2, d3, f3, f4, sides, [g2, g3, g4])


def untrained():
    """ImageNet's backbone under a decoder that knows nothing."""
    net = Nano()
    plain = Lite0()
    plain.load_imagenet()
    net.backbone = plain.fold()
    return net
