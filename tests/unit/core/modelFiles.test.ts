import { expect, test } from 'vitest'
import { type ModelFile, modelFile } from '#core/modelFiles.ts'
import { adviceOf } from '#core/reasons.ts'
import { Graph } from '#workers/onnx/graph.ts'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

function onnx(): Uint8Array {
  const graph = new Graph()
  const photo = graph.input('input', 'f32', [1, 3, 8, 8])
  graph.output(graph.op('Sigmoid', [photo]), 'output')
  return graph.build().model
}

const cases: [string, Uint8Array, ModelFile | undefined][] = [
  ['isnet.onnx', bytes('version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 176173887\n'), 'model-pointer'],
  ['photo.jpg', bytes('version https://git-lfs.github.com/spec/v1\n'), 'model-pointer'],
  ['model.safetensors', bytes('\n<!DOCTYPE html><html>'), 'model-page'],
  ['bom.onnx', bytes('\xef\xbb\xbf<!DOCTYPE html><html>'), 'model-page'],
  ['xet.safetensors', bytes('# xet version 0\nfilesize = 177615340\n'), 'model-pointer'],
  ['crlf.onnx', bytes('\xef\xbb\xbfversion https://git-lfs.github.com/spec/v1\r\n'), 'model-pointer'],
  ['annex.onnx', bytes('/annex/objects/MD5E-s176173887--0a1b.onnx\n'), 'model-pointer'],
  ['gated.safetensors', bytes('{"error":"Access to this model is restricted."}'), 'model-answer'],
  ['gone.onnx', bytes('Entry not found'), 'model-answer'],
  ['bucket.onnx', bytes('<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code>'), 'model-answer'],
  ['shut.gguf', bytes('Access denied. This repository requires approval.'), 'model-answer'],
  ['words.txt', bytes('Not found: the keys. 404 is the room.'), undefined],
  ['notes.html', bytes('<!DOCTYPE html><html>'), undefined],
  ['a.pth', bytes('PK\x03\x04\x14\0\0\0\0\0archive/data.pkl'), 'model-pytorch'],
  ['renamed.onnx', bytes('PK\x03\x04\x14\0\0\0\0\0archive/data.pkl'), 'model-pytorch'],
  ['old.pt', bytes('\x80\x02\x8a\nl\xfc\x9cF'), 'model-pytorch'],
  ['x.gguf', bytes('GGUF\x03\0\0\0'), 'model-gguf'],
  ['x.tflite', bytes('\x1c\0\0\0TFL3'), 'model-tflite'],
  ['x.ort', bytes('\x1c\0\0\0ORTM'), 'model-ort'],
  ['x.h5', bytes('\x89HDF\r\n\x1a\n'), 'model-keras'],
  ['x.keras', bytes('PK\x03\x04\x14\0\0\0metadata.json'), 'model-keras'],
  ['x.engine', bytes('ftrt\0\0'), 'model-tensorrt'],
  ['x.xml', bytes('<?xml version="1.0"?>\n<net name="m" version="11">'), 'model-openvino'],
  ['x.npz', bytes('PK\x03\x04\x14\0\0\0weights.npy'), 'model-numpy'],
  ['x.param', bytes('7767517\n75 83\n'), 'model-ncnn'],
  ['x.zip', bytes('PK\x03\x04\x14\0\0\0a.jpg'), 'archive'],
  ['x.tar.gz', bytes('\x1f\x8b\x08'), 'archive'],
  ['seg.onnx_data', new Uint8Array(64), 'model-part'],
  ['seg.onnx.data', new Uint8Array(64), 'model-part'],
  ['m.mlmodel', Uint8Array.of(8, 4, 0x12, 2, 0x0a, 0), 'model-coreml'],
  ['birefnet.bin', bytes('\x10\0\0\0\0\0\0\0{"a":{}}      '), 'safetensors'],
  ['seg.onnx.txt', onnx(), 'onnx'],
  ['no ending', onnx(), 'onnx'],
  ['letter.txt', bytes('Dear all,'), undefined],
]

test.each(cases)('%s is known by its content', (name, head, kind) => {
  expect(modelFile(head, name)).toBe(kind)
})

test('words name what is missing, and end well where it is not known', () => {
  expect(adviceOf('model-part-missing', 'seg.onnx_data').what).toContain('another file, seg.onnx_data, which')
  expect(adviceOf('model-unreadable', 'it has 2 inputs').what).toBe('This network cannot be used: it has 2 inputs.')
  expect(adviceOf('model-unreadable').what).toBe('This network cannot be used.')
  expect(adviceOf('model-unreadable', "$& $'").what).toBe("This network cannot be used: $& $'.")
})
