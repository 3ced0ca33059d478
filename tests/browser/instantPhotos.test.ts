import * as ort from 'onnxruntime-web/wasm'
import { beforeAll, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import { convertInstant } from '#tools/instant/convert.ts'
import { findPeople } from '#workers/matting/instant.ts'
import { instantSide, type RunInstant } from '#workers/matting/instantEye.ts'
import { frame } from '#workers/matting/instantRegion.ts'
import { type RgbaPixels, resizeMask } from '#workers/pixels/resize/resize.ts'

// How well the people of street photos are found, against masks drawn by hand.

const folder = '../shared/data/pairs'
const names = ['0097', '0121', '0435', '0445', '0554', '0580', '0597', '1000']

let run: RunInstant

beforeAll(async () => {
  const tflite = await (
    await fetch('/node_modules/@mediapipe/selfie_segmentation/selfie_segmentation.tflite')
  ).arrayBuffer()
  ort.env.wasm.wasmPaths = new URL('/ort/', location.href).href
  const model = convertInstant(new Uint8Array(tflite))
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] })
  run = async (input) => {
    const results = await session.run({ input: new ort.Tensor('float32', input, [1, 3, instantSide, instantSide]) })
    return Float32Array.from(await (results['alpha']?.getData() ?? []), Number)
  }
})

test('people in the street are found better than by one look, with a mean IoU above 0.95', {
  timeout: 180_000,
}, async ({ skip }) => {
  const close: number[] = []
  const once: number[] = []
  for (const name of names) {
    const photo = await read(`ccp-people/${name}.jpg`, skip)
    const truth = await read(`ccp-people/${name}_mask.png`, skip)
    const { alpha } = await findPeople(photo, run)
    close.push(likeness(resizeMask(alpha, photo), truth))
    once.push(likeness(await oneLook(photo), truth))
  }
  expect(mean(close)).toBeGreaterThan(0.95)
  expect(mean(close)).toBeGreaterThan(mean(once) + 0.01)
  expect(Math.min(...close)).toBeGreaterThan(0.9)
})

test.for([
  'feral-cats/group0543.jpg',
  'weizmann-horses/horse223.jpg',
  'vimukthi-products/0b0bd753-3094-4d4d-a888-8125acebfca9.png',
  'cleargrasp/synth_0.jpg',
])('nobody is found in %s', async (path, { skip }) => {
  const { alpha, confidence } = await findPeople(await read(path, skip), run)
  expect(alpha.data.every((value) => value === 0)).toBe(true)
  expect(confidence.coverage).toBe(0)
})

/** What the network says of the whole photo in a square frame with black bars. */
async function oneLook(photo: RgbaPixels): Promise<Uint8Array> {
  const { width, height } = photo
  const square = frame({ x: 0, y: 0, width, height }, 0, 1)
  const scale = instantSide / square.width
  const context = new OffscreenCanvas(instantSide, instantSide).getContext('2d')
  const source = new OffscreenCanvas(width, height)
  if (context === null) throw new Error('This browser has no 2-D canvas.')
  source.getContext('2d')?.putImageData(new ImageData(Uint8ClampedArray.from(photo.data), width, height), 0, 0)
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, -square.x * scale, -square.y * scale, width * scale, height * scale)
  const { data } = context.getImageData(0, 0, instantSide, instantSide)
  const area = instantSide * instantSide
  const input = Float32Array.from(
    { length: 3 * area },
    (_, i) => (data[(i % area) * 4 + Math.floor(i / area)] ?? 0) / 255,
  )
  const mask = await run(input)
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const x = Math.floor(((i % width) + 0.5 - square.x) * scale)
    const y = Math.floor((Math.floor(i / width) + 0.5 - square.y) * scale)
    return (mask[y * instantSide + x] ?? 0) * 255
  })
}

/** Intersection over union at one half. */
function likeness(mask: Uint8Array, truth: RgbaPixels): number {
  let [both, either] = [0, 0]
  for (const [i, value] of mask.entries()) {
    const [isOurs, isTrue] = [value > 127, (truth.data[4 * i] ?? 0) > 127]
    if (isOurs && isTrue) both++
    if (isOurs || isTrue) either++
  }
  return both / either
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

async function read(path: string, skip: (note: string) => never): Promise<RgbaPixels> {
  const base64 = await commands.readFile(`${folder}/${path}`, 'base64').catch((error: unknown) => {
    skip(`${folder} is not on this machine: ${error}`)
  })
  const bitmap = await createImageBitmap(
    await (await fetch(`data:image/${path.endsWith('png') ? 'png' : 'jpeg'};base64,${base64}`)).blob(),
  )
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  if (context === null) throw new Error('This browser has no 2-D canvas.')
  context.drawImage(bitmap, 0, 0)
  return context.getImageData(0, 0, bitmap.width, bitmap.height)
}
