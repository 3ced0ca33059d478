import { type Remote, wrap } from 'comlink'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import { Graph } from '#workers/onnx/graph.ts'
import type { remoteModel } from './onnxModel.worker.ts'

const trainedModel = '../shared/models/u2netp-fp16.onnx'

let worker: Worker
let remote: Remote<typeof remoteModel>

beforeAll(() => {
  worker = new Worker(new URL('./onnxModel.worker.ts', import.meta.url), { type: 'module' })
  remote = wrap<typeof remoteModel>(worker)
})

afterAll(() => worker.terminate())

test('the trained U²-Net-P is taken as it is meant to be used, and finds the apple on the table', async ({ skip }) => {
  const base64 = await commands.readFile(trainedModel, 'base64').catch(() => skip(`${trainedModel} is not here`))
  const bytes = await (await fetch(`data:application/octet-stream;base64,${base64}`)).blob()
  const added = await remote.add(new File([bytes], 'u2netp-fp16.onnx'))
  if (!added.ok) throw new Error(added.detail)
  expect(added.value).toEqual({
    kind: 'onnx',
    id: 'onnx-fba1be32d377adf1',
    name: 'u2netp-fp16',
    sizeBytes: 2_373_690,
    input: { width: 320, height: 320 },
    family: 'u2net',
    output: '1959',
  })

  const { photo, truth } = drawApple()
  const mask = await remote.mask(photo, added.value)
  if (!mask.ok) throw new Error(mask.detail)
  expect(mask.value).toHaveLength(truth.length)
  expect(overlap(mask.value, truth)).toBeGreaterThan(0.9)
})

test('a model that cuts by colour cuts a photo of any shape', async () => {
  // Logits: red above 0.5 is foreground.
  const graph = new Graph()
  const photo = graph.input('input', 'f32', [1, 3, 64, 64])
  const rows = [graph.ints([0]), graph.ints([1]), graph.ints([1])]
  const red = graph.op('Slice', [photo, ...rows], {}, { shape: [1, 1, 64, 64] })
  graph.output(graph.op('Mul', [red, graph.scalar(40)]), 'output')
  const added = await remote.add(new File([graph.build().model], 'modnet by colour.onnx'))
  expect(added).toMatchObject({ ok: true, value: { family: 'modnet', input: { width: 64, height: 64 } } })
  if (!added.ok) return

  const width = 301
  const height = 97
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) if (i % width < 150) data[i * 4] = 0
  const mask = await remote.mask({ width, height, data }, added.value)
  const row = mask.ok ? mask.value.subarray(40 * width, 41 * width) : new Uint8Array()
  expect([row[0], row[140], row[160], row[300]]).toEqual([0, 0, 255, 255])
})

test('a network that is no segmenter is refused and not kept', async () => {
  const graph = new Graph()
  const photo = graph.input('input', 'f32', [1, 3, 64, 64])
  graph.output(graph.op('ReduceMean', [photo], { axes: [2, 3], keepdims: 0 }, { shape: [1, 3] }), 'classes')
  const added = await remote.add(new File([graph.build().model], 'classifier.onnx'))
  expect(added).toMatchObject({ ok: false, reason: 'model-unreadable', detail: expect.stringContaining('classes') })
})

test('a file that is no network at all is refused', async () => {
  const added = await remote.add(new File(['<html>'], 'saved page.onnx'))
  expect(added).toMatchObject({ ok: false, reason: 'model-page' })
  expect(await remote.add(new File([], 'empty.onnx'))).toMatchObject({ ok: false, reason: 'model-unreadable' })
})

/** A shaded red ball with a stalk on a plain table, and where it is. */
function drawApple() {
  const width = 640
  const height = 420
  const [scene, shape] = [contextOf(width, height), contextOf(width, height)]
  const table = scene.createLinearGradient(0, 0, 0, height)
  table.addColorStop(0, '#dfe4e6')
  table.addColorStop(1, '#a9b1b5')
  scene.fillStyle = table
  scene.fillRect(0, 0, width, height)
  const skin = scene.createRadialGradient(280, 160, 10, 320, 220, 140)
  skin.addColorStop(0, '#ff9a80')
  skin.addColorStop(0.4, '#d8281e')
  skin.addColorStop(1, '#6d0c0a')
  for (const context of [scene, shape]) {
    context.fillStyle = context === scene ? skin : '#fff'
    context.beginPath()
    context.arc(320, 225, 130, 0, 7)
    context.fill()
  }
  const photo = { width, height, data: scene.getImageData(0, 0, width, height).data }
  const truth = shape.getImageData(0, 0, width, height).data.filter((_, i) => i % 4 === 0)
  return { photo, truth }
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (context === null) throw new Error('no canvas')
  return context
}

/** Intersection over union of what is more than half covered. */
function overlap(mask: Uint8Array, truth: ArrayLike<number>): number {
  let both = 0
  let either = 0
  for (const [i, alpha] of mask.entries()) {
    const wanted = (truth[i] ?? 0) > 127
    if (alpha > 127 && wanted) both++
    if (alpha > 127 || wanted) either++
  }
  return both / either
}
