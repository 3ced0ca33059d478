import { expect, test } from 'vitest'
import { shapeOf } from '#workers/matting/own/onnxModelShape.ts'
import { usageOf } from '#workers/matting/own/onnxModelUsage.ts'

type Side = number | undefined

function value(name: string, shape: Side[], type = 'float32') {
  return { name, type, shape }
}

/** Inputs and outputs as the published exports of each model have them. */
function usage(fileName: string, input: ReturnType<typeof value>, outputs: ReturnType<typeof value>[]) {
  const shape = shapeOf({ inputs: [input], outputs })
  if (!shape.ok) throw new Error(shape.detail)
  return usageOf(fileName, shape.value)
}

const square = (name: string, side: Side) => value(name, [1, 1, side, side])
const picture = (name: string, side: Side) => value(name, [1, 3, side, side])

test('U²-Net is known by its seven maps at 320, and the fused one is taken', () => {
  const outputs = ['1959', '1960', '1961', '1962', '1963', '1964', '1965'].map((name) => square(name, 320))
  expect(usage('mine.onnx', picture('input.1', 320), outputs)).toEqual({
    kind: 'onnx',
    name: 'mine',
    input: { width: 320, height: 320 },
    family: 'u2net',
    output: '1959',
  })
})

test('IS-Net is known by its maps at 1024; the first of full size is taken, wherever it stands', () => {
  const outputs = [512, 1024, 1024, 256, 128, 64].map((side, i) => square(`d${i}`, side))
  expect(usage('x.onnx', picture('input', 1024), outputs)).toMatchObject({ family: 'isnet', output: 'd1' })
})

test('MODNet leaves its sides open and gets 512', () => {
  const open = [undefined, 3, undefined, undefined]
  const used = usage('x.onnx', value('input', open), [value('output', [undefined, 1, undefined, undefined])])
  expect(used).toMatchObject({ family: 'modnet', input: { width: 512, height: 512 }, output: 'output' })
})

test('RMBG 1.4, RMBG 2.0, BiRefNet and the anime IS-Net are told apart by their names inside', () => {
  const family = (input: string, output: string) =>
    usage('model.onnx', picture(input, 1024), [square(output, 1024)]).family
  expect(family('input', 'output')).toBe('rmbg-1.4')
  expect(family('pixel_values', 'alphas')).toBe('rmbg-2.0')
  expect(family('input_image', 'output_image')).toBe('birefnet')
  expect(family('img', 'mask')).toBe('plain')
})

const fileNames: [string, string][] = [
  ['isnet-general-use.onnx', 'isnet'],
  ['isnet-anime.onnx', 'plain'],
  ['RMBG-2.0_fp16.onnx', 'rmbg-2.0'],
  ['rmbg1.4.onnx', 'rmbg-1.4'],
  ['BiRefNet-general-epoch_244.onnx', 'birefnet'],
  ['BEN2_Base.onnx', 'birefnet'],
  ['modnet_photographic.onnx', 'modnet'],
  ['u2net_human_seg.onnx', 'u2net'],
  ['silueta.onnx', 'u2net'],
  ['bench.onnx', 'rmbg-1.4'],
  ['distilled.onnx', 'rmbg-1.4'],
]

test.each(fileNames)('a file called %s is taken for %s', (fileName, family) => {
  expect(usage(fileName, picture('input', 1024), [square('output', 1024)]).family).toBe(family)
})

test('open sides of a model known by its file name are those it was trained at', () => {
  const size = (fileName: string) =>
    usage(fileName, picture('input', undefined), [square('output', undefined)]).input.width
  expect(size('u2net.onnx')).toBe(320)
  expect(size('isnet.onnx')).toBe(1024)
  expect(size('rmbg-1.4.onnx')).toBe(1024)
  expect(size('what.onnx')).toBe(512)
})

test('sides that the file gives are kept, also when they are not square', () => {
  const used = usage('x.onnx', value('input', [1, 3, 384, 640], 'float16'), [value('y', [1, 384, 640], 'float16')])
  expect(used.input).toEqual({ width: 640, height: 384 })
})

test('channels last, bytes, and a plane for each class are used as they are', () => {
  const last = usage('x.onnx', value('x', [1, 256, 384, 3]), [value('y', [1, 256, 384, 1])])
  expect(last).toMatchObject({ input: { width: 384, height: 256 }, layout: 'channels-last', output: 'y' })
  expect(usage('x.onnx', value('x', [1, 3, 320, 320], 'uint8'), [square('y', 320)])).toMatchObject({ family: 'bytes' })
  const classes = [value('y', [1, 21, 224, 224])]
  expect(usage('x.onnx', picture('x', 224), classes)).toMatchObject({ output: 'y', input: { width: 224, height: 224 } })
})

const refused: [string, ReturnType<typeof value>[], ReturnType<typeof value>[]][] = [
  ['text tokens', [value('ids', [1, 77], 'int64')], [square('y', 320)]],
  ['two inputs', [picture('a', 320), picture('b', 320)], [square('y', 320)]],
  ['one channel', [value('x', [1, 1, 320, 320])], [square('y', 320)]],
  ['a batch of four', [value('x', [4, 3, 320, 320])], [square('y', 320)]],
  ['whole numbers', [value('x', [1, 3, 320, 320], 'int32')], [square('y', 320)]],
  ['no bounds', [picture('x', 20_000)], [square('y', 20_000)]],
  ['classes instead of a mask', [picture('x', 224)], [value('y', [1, 1000])]],
  ['one number instead of a mask', [picture('x', 224)], [value('y', [1, 1, 1, 1])]],
  ['boxes instead of a mask', [picture('x', 640)], [value('y', [1, 25_200, 85])]],
  ['nothing', [picture('x', 224)], []],
]

test.each(refused)('a model with %s is refused, and the detail says why', (_, inputs, outputs) => {
  const outcome = shapeOf({ inputs, outputs })
  expect(outcome).toMatchObject({ ok: false, reason: 'model-unreadable', detail: expect.stringMatching(/\w/) })
})
