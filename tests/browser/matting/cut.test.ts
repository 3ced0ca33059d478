import { beforeAll, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import type { Cut } from '#core/cut.ts'
import { initialEdges } from '#core/edges.ts'
import { builtInModels, type Model } from '#core/models.ts'
import type { Engine } from '#core/ports.ts'
import type { Progress } from '#core/progress.ts'
import { initialFileSettings } from '#core/settings.ts'
import { createEngine } from '#engine/engine.ts'
import { knowledgeOf } from '#tests/browser/engine/knowledge.ts'

const [auto, nano, keyer] = builtInModels
const person = '../shared/data/pairs/ccp-people/0097.jpg'

let engine: Engine

beforeAll(() => {
  engine = createEngine({ baseUrl: new URL('/', location.href).href, ...knowledgeOf() })
})

async function cut(file: Blob, model: Model) {
  const heard: Progress[] = []
  const signal = new AbortController().signal
  const outcome = await engine.cut({ file, model }, { signal, onStart: () => {}, onProgress: (p) => heard.push(p) })
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  outcome.value.thumbnail.close()
  return { made: outcome.value, heard }
}

async function file(path: string): Promise<Blob | undefined> {
  const base64 = await commands.readFile(path, 'base64').catch(() => undefined)
  return base64 === undefined ? undefined : await (await fetch(`data:image/jpeg;base64,${base64}`)).blob()
}

/** A red disc on a plain, shaded backdrop, as PNG. */
async function product(width = 400, height = 300): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  const shade = context.createLinearGradient(0, 0, 0, height)
  shade.addColorStop(0, '#f4f4f2')
  shade.addColorStop(1, '#d8d8d4')
  context.fillStyle = shade
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#b3261e'
  context.beginPath()
  context.arc(width / 2, height / 2, height / 4, 0, 2 * Math.PI)
  context.fill()
  return await canvas.convertToBlob()
}

/** The pixels of a PNG that was written for it, by the browser's decoder. */
async function alphaOf(cutout: Cut, photo: Blob) {
  const settings = { ...initialFileSettings, content: 'mask' as const }
  const request = { file: photo, mask: cutout.mask, edges: initialEdges, settings }
  const encoded = await engine.encode(request, new AbortController().signal)
  if (!encoded.ok) throw new Error(encoded.reason)
  const bitmap = await createImageBitmap(encoded.value.blob)
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.drawImage(bitmap, 0, 0)
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
  return { width: bitmap.width, height: bitmap.height, at: (x: number, y: number) => data[4 * (y * bitmap.width + x)] }
}

test('a product on a plain backdrop is keyed by Auto, which says so', async () => {
  const photo = await product()
  const { made, heard } = await cut(photo, auto)
  expect(made.size).toEqual({ width: 400, height: 300 })
  expect(made.madeWith).toMatchObject({
    model: { id: 'keyer' },
    auto: { choice: 'keyer', sure: true },
    backend: 'none',
  })
  expect(heard.map(({ done }) => done)).toEqual(heard.map(({ done }) => done).toSorted((a, b) => a - b))
  expect(new Set(heard.map(({ stage }) => stage))).toContain('finish')
  const mask = await alphaOf(made, photo)
  expect([mask.width, mask.height]).toEqual([400, 300])
  expect([mask.at(5, 5), mask.at(200, 150), mask.at(200, 60)]).toEqual([0, 255, 0])
})

test('a person in a street is found by Auto with the built-in network', async ({ skip }) => {
  const photo = await file(person)
  if (photo === undefined) return skip(`${person} is not here`)
  const { made } = await cut(photo, auto)
  expect(made.madeWith).toMatchObject({
    model: { id: 'nano', name: 'BiRefNet-nano' },
    auto: { choice: 'nano', sure: true },
    backend: 'wasm',
    threads: Math.min(4, navigator.hardwareConcurrency),
    tier: { width: 320, height: 320 },
  })
  expect(made.madeWith.heapBytes).toBeGreaterThan(1e6)
  expect(made.madeWith.totalMs).toBeGreaterThan(0)
})

test('the mask of a picture without a subject is empty and says so', async () => {
  const { made } = await cut(await product(8, 8), keyer)
  expect(made.size).toEqual({ width: 8, height: 8 })
  const blank = new OffscreenCanvas(64, 64)
  blank.getContext('2d')?.fillRect(0, 0, 64, 64)
  for (const model of [nano, keyer]) {
    expect((await cut(await blank.convertToBlob(), model)).made.notes).toContain('nothing-found')
  }
})

test('a view is as large as asked for and no larger than the photo', async () => {
  const photo = await product()
  const { made } = await cut(photo, keyer)
  const signal = new AbortController().signal
  for (const [maxPixels, width, height] of [
    [1e6, 400, 300],
    [30_000, 200, 150],
  ] as const) {
    const view = await engine.view({ file: photo, mask: made.mask, edges: initialEdges, maxPixels }, signal)
    if (!view.ok) throw new Error(view.reason)
    expect([view.value.photo.width, view.value.photo.height]).toEqual([width, height])
    expect([view.value.cutout.width, view.value.cutout.height]).toEqual([width, height])
    view.value.photo.close()
    view.value.cutout.close()
  }
})

test('what is not a picture, and a model that is gone, are failures with a reason', async () => {
  const options = { signal: new AbortController().signal, onStart: () => {}, onProgress: () => {} }
  const text = await engine.cut({ file: new Blob(['<html></html>']), model: auto }, options)
  expect(text).toMatchObject({ ok: false, reason: 'not-an-image' })
  const gone = {
    kind: 'onnx',
    id: 'onnx-0123456789abcdef',
    name: 'gone',
    sizeBytes: 1,
    input: { width: 64, height: 64 },
    family: 'plain',
    output: 'mask',
  } as const
  expect(await engine.cut({ file: await product(), model: gone }, options)).toMatchObject({
    ok: false,
    reason: 'model-missing',
  })
})
