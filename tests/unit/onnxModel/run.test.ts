import { expect, test } from 'vitest'
import type { FamilyId, OnnxModel } from '#core/models.ts'
import { failure, success } from '#core/outcome.ts'
import { runOnnxModel } from '#workers/matting/own/onnxModelRun.ts'
import type { Session } from '#workers/runtime/session.ts'
import { fromFloat16, type Tensor, toFloat16 } from '#workers/runtime/tensor.ts'

const orange = {
  width: 4,
  height: 4,
  data: Uint8ClampedArray.from({ length: 64 }, (_, i) => [255, 102, 0, 9][i % 4] ?? 0),
}

function model(family: FamilyId): OnnxModel {
  const input = { width: 2, height: 2 }
  return { kind: 'onnx', id: 'onnx-0123456789abcdef', name: 'm', sizeBytes: 1, input, family, output: 'mask' }
}

/** A network that notes what it is fed and gives a fixed answer. */
function sessionOf(answer: Tensor, type = 'float32') {
  const fed: Record<string, Tensor>[] = []
  const session: Session = {
    backend: 'wasm',
    threads: 1,
    inputs: [{ name: 'x', type, shape: [1, 3, 2, 2] }],
    outputs: [{ name: 'mask', type, shape: [1, 1, 2, 2] }],
    run: async (inputs) => {
      fed.push(inputs)
      return success({ mask: answer })
    },
    release: async () => {},
  }
  return { session, fed }
}

const answer = (...values: number[]): Tensor => ({
  type: 'float32',
  dims: [1, 1, 2, 2],
  data: Float32Array.from(values),
})

const wanted: [FamilyId, number[]][] = [
  ['plain', [1, 0.4, 0]],
  ['isnet', [0.5, -0.1, -0.5]],
  ['modnet', [1, -0.2, -1]],
  ['u2net', [(1 - 0.485) / 0.229, (0.4 - 0.456) / 0.224, -0.406 / 0.225]],
]

test.each(wanted)('the photo reaches a %s network as planes with its normalisation', async (family, colours) => {
  const { session, fed } = sessionOf(answer(0, 0, 0, 0))
  await runOnnxModel(orange, session, model(family))
  const planes = colours.flatMap((value) => Array.from({ length: 4 }, () => expect.closeTo(value, 5)))
  expect(fed).toEqual([{ x: { type: 'float32', dims: [1, 3, 2, 2], data: expect.anything() } }])
  expect(Array.from(fed[0]?.['x']?.data ?? [])).toEqual(planes)
})

test('a half-precision network is fed halves, and its halves are read', async () => {
  const halves = { type: 'float16', dims: [1, 1, 2, 2], data: toFloat16(Float32Array.of(0, 0.25, 0.5, 1)) } as const
  const { session, fed } = sessionOf(halves, 'float16')
  const result = await runOnnxModel(orange, session, model('isnet'))
  const input = fed[0]?.['x']
  if (input?.type !== 'float16') throw new Error('not halves')
  expect(fromFloat16(input.data)[0]).toBe(0.5)
  expect(result).toEqual(success({ width: 2, height: 2, data: Float32Array.of(0, 0.25, 0.5, 1) }))
})

test('values within 0 and 1 are the mask as they are: a faint mask stays faint', async () => {
  const { session } = sessionOf(answer(0, 0.01, 0.02, 0.03))
  const result = await runOnnxModel(orange, session, model('u2net'))
  expect(result).toEqual(success({ width: 2, height: 2, data: Float32Array.of(0, 0.01, 0.02, 0.03) }))
})

test('a rounding error beyond 0 or 1 is cut off', async () => {
  const { session } = sessionOf(answer(-0.00005, 0.5, 1.00005, 1))
  const result = await runOnnxModel(orange, session, model('u2net'))
  expect(result).toEqual(success({ width: 2, height: 2, data: Float32Array.of(0, 0.5, 1, 1) }))
})

test('values beyond 0 and 1 are logits', async () => {
  const { session } = sessionOf(answer(-20, -1, 0.5, 0))
  const result = await runOnnxModel(orange, session, model('birefnet'))
  const sigmoids = [-20, -1, 0.5, 0].map((value) => expect.closeTo(1 / (1 + Math.exp(-value)), 6))
  expect(Array.from(result.ok ? result.value.data : [])).toEqual(sigmoids)
})

test.each([
  ['NaN', answer(0, Number.NaN, 0, 0)],
  ['infinity', answer(0, Infinity, 0, 0)],
  ['two masks', { type: 'float32', dims: [1, 2, 2, 2], data: new Float32Array(8) } as const],
])('%s in the output is a failed run, not a mask', async (_, output) => {
  const { session } = sessionOf(output)
  expect(await runOnnxModel(orange, session, model('u2net'))).toMatchObject({ ok: false, reason: 'model-failed' })
})

test('a failed run is handed on', async () => {
  const { session } = sessionOf(answer(0, 0, 0, 0))
  const broken = { ...session, run: async () => failure('out-of-memory', 'bad_alloc') }
  expect(await runOnnxModel(orange, broken, model('u2net'))).toEqual(failure('out-of-memory', 'bad_alloc'))
})
