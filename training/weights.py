"""Reading and writing weights: half precision in .safetensors for the app, checkpoints of training in .pt."""

import torch
from safetensors.torch import load_file, save_file

from dabs import Dabs
from network import Nano

DABS = 'dabs.'  # begins the names of the branch's tensors, so that they could lie in the network's file


def single(state):
    return {k: v.float() if v.is_floating_point() else v for k, v in state.items()}


def half(state):
    state = {k: v.half().contiguous() if v.is_floating_point() else v.contiguous() for k, v in state.items()}
    assert all(v.isfinite().all() for v in state.values()), 'a weight is too large for half precision'
    return state


def read(path):
    """Names and tensors in float32: of a .safetensors file, or the averaged weights of a checkpoint."""
    return single(load_file(path) if path.endswith('.safetensors') else torch.load(path, map_location='cpu')['ema'])


def load(path):
    """The network, ready to predict."""
    net = Nano()
    net.load_state_dict(read(path))
    return net.eval()


def load_dabs(path):
    """The dab branch, ready to correct."""
    dabs = Dabs()
    dabs.load_state_dict({k.removeprefix(DABS): v for k, v in read(path).items()})
    return dabs.eval()


def write(path, state):
    """What is shipped is in half precision."""
    save_file(half(state), path)
