"""IoU at 0.5 and mean absolute error per set, masks enlarged bilinearly to the photo's size.

python evaluate.py                             the shipped weights on the visible pairs
python evaluate.py --u2netp u2netp-fp16.onnx   u2netp on the same pairs
python evaluate.py --folder DIR                DIR/img against DIR/mask, as one set
"""

import argparse
import json
import os

import numpy as np
import torch
from PIL import Image

from scores import HERE, iou, of_folder, of_manifest, open_pair, squeezed
from weights import load


def nano(path):
    net = load(path)

    def predict(photo, size):
        with torch.no_grad():
            return torch.sigmoid(net(squeezed(photo, size)))[0, 0].numpy()

    return predict


def u2netp(path, threads):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(path, options)
    mean, scale = np.array([0.485, 0.456, 0.406], np.float32), np.array([0.229, 0.224, 0.225], np.float32)

    def predict(photo, _):
        x = np.asarray(photo.resize((320, 320), Image.BILINEAR), np.float32) / 255
        x = ((x - mean) / scale).transpose(2, 0, 1)[None].astype(np.float32)
        return np.ascontiguousarray(session.run(None, {session.get_inputs()[0].name: x})[0][0, 0], np.float32)

    return predict


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--weights', default=os.path.join(HERE, 'nano.safetensors'))
    p.add_argument('--size', default='320', help='sides of the square input, e.g. 320,384')
    p.add_argument('--folder', help='a folder with img/ and mask/ instead of the manifest')
    p.add_argument('--u2netp', help='path of the ONNX file: judges it instead')
    p.add_argument('--threads', type=int, default=2)
    p.add_argument('--out', help='json for the scores')
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    predict = u2netp(a.u2netp, a.threads) if a.u2netp else nano(a.weights)
    rows, found = of_folder(a.folder) if a.folder else of_manifest(), {}
    for size in [320] if a.u2netp else [int(s) for s in a.size.split(',')]:
        sets = {}
        for name, *pair in rows:
            photo, true = open_pair(*pair)
            got = np.asarray(Image.fromarray(predict(photo, size)).resize(true.shape[::-1], Image.BILINEAR))
            sets.setdefault(name, []).append((iou(got > 0.5, true > 0.5), np.abs(got - true).mean()))
        for name, values in sorted(sets.items()):
            overlap, error = np.array(values).mean(0)
            print(f'{size} {name:20s} n {len(values):3d} IoU {overlap:.3f} MAE {error:.3f}', flush=True)
            found.setdefault(name, {})[size] = {'n': len(values), 'iou': round(float(overlap), 4), 'mae': round(float(error), 4)}
    if a.out:
        with open(a.out, 'w') as f:
            json.dump(found, f, indent=1)


if __name__ == '__main__':
    main()
