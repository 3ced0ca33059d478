"""The dab branch: puts a finished prediction right where a person dabbed.

It reads the trunk's features, so the trunk runs once a photo and a dab costs a tenth of it. Without dabs it is not run at all.
"""

import torch
from torch import nn
from torch.nn import functional as F

from network import up
from reach import WAYS, reaches

GUIDES = 2 * len(WAYS) + 2


class Dabs(nn.Module):
    def __init__(self, embedded=32, wide=48, fine=40):
        super().__init__()
        self.embed = nn.Conv2d(64 + 40 + 112, embedded, 1)
        self.enter = nn.Conv2d(embedded + 2 + GUIDES, wide, 3, padding=1)
        self.wide = nn.ModuleList([nn.Conv2d(wide, wide, 3, padding=r, dilation=r) for r in (2, 4, 8)])
        self.patches = nn.Conv2d(3 * 16, 16, 1)
        self.join = nn.Conv2d(wide + 40 + 16 + GUIDES, fine, 1)
        self.refine = nn.Conv2d(fine, fine, 3, padding=1)
        self.correct = nn.Conv2d(fine, 4, 3, padding=1)
        for conv in self.modules():
            if isinstance(conv, nn.Conv2d):
                nn.init.kaiming_normal_(conv.weight, nonlinearity='relu')
                nn.init.zeros_(conv.bias)
        nn.init.normal_(self.embed.weight, std=self.embed.in_channels**-0.5)
        nn.init.zeros_(self.correct.weight)  # untrained it changes nothing

    def forward(self, x, trunk, guide, where):
        """What is added to the un-hinted logits, at half the photo's size [N, 1, H/2, W/2]. guide and where: see guides()."""
        e = self.embed(torch.cat([trunk.d3, trunk.f3, up(trunk.f4)], 1))
        alike = [torch.tanh(likeness(e, where[:, i : i + 1]) / 4) for i in (0, 1)]
        y = F.relu(self.enter(torch.cat([e, *alike, F.avg_pool2d(guide, 2)], 1)))
        for conv in self.wide:
            y = y + F.relu(conv(y))
        t = F.relu(self.patches(F.pixel_unshuffle(x, 4)))
        y = F.relu(self.join(torch.cat([up(y), trunk.d2, t, guide], 1)))
        return F.pixel_shuffle(self.correct(F.relu(self.refine(y))), 2)


def likeness(e, where):
    """How much each place is like what was dabbed, on average."""
    dabbed = (e * where).sum((2, 3), keepdim=True)
    return (e * dabbed).sum(1, keepdim=True) * e.shape[1] ** -0.5


def guides(x, logits, before, hints):
    """The branch's two inputs besides the trunk's features.

    x: [N, 3, H, W] as the trunk got it; logits: the un-hinted ones [N, 1, H, W]; before: the mask before this dab [N, 1, H, W], 0..1;
    hints: all dabs so far [N, 2, H, W], 0 or 1. Returns guide [N, 8, H/4, W/4] (six reaches, the mask before, the un-hinted logits / 8)
    and where [N, 2, H/8, W/8] (the dabs, each plane's sum 1, or 0 where there is none).
    """
    rgb = F.avg_pool2d(x.float(), 4) / 2 + 0.5
    before = F.avg_pool2d(before.float(), 4)
    reached = reaches(rgb.cpu().numpy(), before[:, 0].cpu().numpy(), hints.cpu().numpy())
    unhinted = (F.avg_pool2d(logits.float(), 4) / 8).clamp(-1, 1)
    guide = torch.cat([torch.from_numpy(reached).to(x.device), before, unhinted], 1)
    cells = F.max_pool2d(hints, 8)
    return guide, cells / cells.sum((2, 3), keepdim=True).clamp(min=1)


def dabbed(dabs, x, trunk, before, hints):
    """The hinted logits [N, 1, H, W]."""
    guide, where = guides(x, trunk.logits, before, hints)
    return trunk.logits + up(dabs(x, trunk, guide, where))
