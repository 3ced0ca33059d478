import { beforeAll, expect, test } from 'vitest'
import type { Cut, Mask } from '#core/cut.ts'
import { type EdgeSettings, initialEdges, initialRefine } from '#core/edges.ts'
import { builtInModels } from '#core/models.ts'
import type { Engine } from '#core/ports.ts'
import type { Progress } from '#core/progress.ts'
import { initialFileSettings } from '#core/settings.ts'
import { createEngine } from '#engine/engine.ts'
import { knowledgeOf } from '#tests/browser/engine/knowledge.ts'

const keyer = builtInModels[2]
const { signal } = new AbortController()

let engine: Engine
let photo: Blob
let made: Cut

beforeAll(async () => {
  engine = createEngine({ baseUrl: new URL('/', location.href).href, ...knowledgeOf() })
  photo = await twoDiscs()
  const outcome = await engine.cut({ file: photo, model: keyer }, { signal, onStart() {}, onProgress() {} })
  if (!outcome.ok) throw new Error(outcome.reason)
  made = outcome.value
  made.thumbnail.close()
})

/** A large and a small disc on a plain backdrop, 800 x 600. */
async function twoDiscs(): Promise<Blob> {
  const canvas = new OffscreenCanvas(800, 600)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = '#eceae4'
  context.fillRect(0, 0, 800, 600)
  for (const [x, y, radius, colour] of [
    [300, 320, 180, '#b3261e'],
    [660, 120, 60, '#1e3ca0'],
  ] as const) {
    context.fillStyle = colour
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.fill()
  }
  return await canvas.convertToBlob()
}

const withEdges = (change: Partial<EdgeSettings>) => ({ ...initialEdges, ...change })

function alphaOf(picture: ImageBitmap) {
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.drawImage(picture, 0, 0)
  const { data } = context.getImageData(0, 0, picture.width, picture.height)
  const at = (x: number, y: number) =>
    data[4 * (Math.floor(y * picture.height) * picture.width + Math.floor(x * picture.width)) + 3]
  let area = 0
  for (let i = 3; i < data.length; i += 4) area += data[i] ?? 0
  return { at, share: area / 255 / (data.length / 4) }
}

async function retouched(edges: EdgeSettings, isQuick: boolean, mask: Mask = made.mask) {
  const outcome = await engine.retouch({ file: photo, mask, edges, maxPixels: 120_000, isQuick }, signal)
  if (!outcome.ok) throw new Error(outcome.reason)
  return { ...alphaOf(outcome.value.cutout), facts: outcome.value.facts }
}

async function written(edges: EdgeSettings) {
  const heard: Progress[] = []
  const settings = { ...initialFileSettings, content: 'cutout' as const }
  const request = { file: photo, mask: made.mask, edges, settings }
  const outcome = await engine.encode(request, signal, (progress) => heard.push(progress))
  if (!outcome.ok) throw new Error(outcome.reason)
  return { ...alphaOf(await createImageBitmap(outcome.value.blob)), stageMs: outcome.value.stageMs, heard }
}

test('a view tells what the mask is made of and which objects it has', async () => {
  const request = { file: photo, mask: made.mask, edges: initialEdges, maxPixels: 120_000 }
  const outcome = await engine.view(request, signal)
  if (!outcome.ok) throw new Error(outcome.reason)
  const { facts, photo: bitmap, cutout } = outcome.value
  expect([bitmap.width, bitmap.height, cutout.width]).toEqual([400, 300, 400])
  expect(facts?.histogram.reduce((sum, count) => sum + count, 0)).toBe(400 * 300)
  expect(facts?.objects.map(({ share }) => share)).toEqual([
    expect.closeTo((Math.PI * 180 ** 2) / 480_000, 2),
    expect.closeTo((Math.PI * 60 ** 2) / 480_000, 2),
  ])
  bitmap.close()
  cutout.close()
})

test.each([
  ['grown', withEdges({ growPixels: 12 })],
  ['shrunk and soft', withEdges({ growPixels: -10, featherPixels: 5 })],
  ['the small disc alone', withEdges({ objects: { keep: 'picked', at: [{ x: 660 / 800, y: 0.2 }] } })],
  ['inverted', withEdges({ invert: true })],
])('what is seen quickly, seen exactly and written is the same: %s', async (_, edges) => {
  const file = await written(edges)
  for (const isQuick of [true, false]) expect((await retouched(edges, isQuick)).share).toBeCloseTo(file.share, 2)
  expect(file.share).not.toBeCloseTo((await retouched(initialEdges, false)).share, 2)
})

test('a control that moves opens the photo no second time', async () => {
  await retouched(initialEdges, false)
  const gone = { ...made.mask, packed: new Blob() }
  const request = { file: new Blob(), mask: gone, edges: withEdges({ growPixels: 7 }), maxPixels: 120_000 }
  for (const isQuick of [true, false]) {
    const outcome = await engine.retouch({ ...request, isQuick }, signal)
    expect(outcome.ok).toBe(true)
    if (outcome.ok) outcome.value.cutout.close()
  }
  expect(await engine.retouch({ ...request, mask: { ...gone, id: 'another' }, isQuick: true }, signal)).toMatchObject({
    ok: false,
    reason: 'empty-file',
  })
})

test('writing tells its stages, and how long each took', async () => {
  const { heard, stageMs } = await written(withEdges({ featherPixels: 1 }))
  expect(heard.map(({ done }) => done)).toEqual(heard.map(({ done }) => done).toSorted((a, b) => a - b))
  expect(new Set(heard.map(({ stage }) => stage))).toEqual(new Set(['open', 'edges', 'colours', 'encode']))
  expect(Object.values(stageMs).every((ms) => ms >= 0)).toBe(true)
  expect(stageMs.encode).toBeGreaterThan(0)
})

test('a refined edge is a mask like any other', async () => {
  const heard: Progress[] = []
  const request = { file: photo, mask: made.mask, settings: initialRefine }
  const outcome = await engine.refine(request, signal, (progress) => heard.push(progress))
  if (!outcome.ok) throw new Error(outcome.reason)
  expect(outcome.value.mask.id).not.toBe(made.mask.id)
  expect(heard.every(({ stage }) => stage === 'refine')).toBe(true)
  const refined = await retouched(initialEdges, false, outcome.value.mask)
  expect(refined.share).toBeCloseTo((await retouched(initialEdges, false)).share, 2)
  expect([refined.at(0.375, 0.53), refined.at(0.02, 0.02)]).toEqual([255, 0])
})

test('refining is cancelled at once, and looking goes on meanwhile', async () => {
  const stop = new AbortController()
  const request = { file: photo, mask: made.mask, settings: { ...initialRefine, erodePixels: 200 } }
  const refining = engine.refine(request, stop.signal, () => {})
  expect((await retouched(withEdges({ growPixels: 2 }), true)).share).toBeGreaterThan(0)
  stop.abort(new DOMException('enough', 'AbortError'))
  await expect(refining).rejects.toThrow('enough')
})
