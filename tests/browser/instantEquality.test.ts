import { Tensor as LiteRtTensor, loadAndCompile, loadLiteRt } from '@litertjs/core'
import * as ort from 'onnxruntime-web/wasm'
import { beforeAll, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import { convertInstant } from '#tools/instant/convert.ts'

// The converted network on ONNX Runtime against the source file on LiteRT, the runtime that it was made for.

const side = 256
const area = side * side
const tfliteUrl = '/node_modules/@mediapipe/selfie_segmentation/selfie_segmentation.tflite'
const photoFolder = '../shared/data/pairs/ccp-people'

/** Runs the network on RGB from 0 to 1, pixel after pixel. */
type Run = (pixels: Float32Array) => Promise<Float32Array>

let runOnnx: Run
let runTflite: Run

beforeAll(async () => {
  const tflite = new Uint8Array(await (await fetch(tfliteUrl)).arrayBuffer())

  ort.env.wasm.wasmPaths = new URL('/ort/', location.href).href
  const session = await ort.InferenceSession.create(convertInstant(tflite), { executionProviders: ['wasm'] })
  runOnnx = async (pixels) => {
    const planes = Float32Array.from(pixels, (_, i) => pixels[(i % area) * 3 + Math.floor(i / area)] ?? 0)
    const { alpha } = await session.run({ input: new ort.Tensor('float32', planes, [1, 3, side, side]) })
    return Float32Array.from(await (alpha?.getData() ?? []), Number)
  }

  await loadLiteRt('/node_modules/@litertjs/core/wasm/', { threads: false })
  const model = await loadAndCompile(tflite, { accelerator: 'wasm' })
  runTflite = async (pixels) => {
    const input = new LiteRtTensor(pixels, [1, side, side, 3])
    const [output] = await model.run([input])
    return Float32Array.from(output?.toTypedArray() ?? [])
  }
})

test.for(['0097.jpg', '0435.jpg', '1000.jpg'])('the street photo %s gives the same alpha', async (name, { skip }) => {
  const base64 = await commands.readFile(`${photoFolder}/${name}`, 'base64').catch((error: unknown) => {
    skip(`${photoFolder} is not on this machine: ${error}`)
  })
  const photo = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${base64}`)).blob())
  await expectSameAlpha(drawn((context) => context.drawImage(photo, 0, 0, side, side)))
})

test('a drawn portrait gives the same alpha', async () => {
  await expectSameAlpha(
    drawn((context) => {
      const sky = context.createLinearGradient(0, 0, 0, side)
      sky.addColorStop(0, '#9db8d2')
      sky.addColorStop(1, '#6f7f5a')
      paint(context, sky, () => context.rect(0, 0, side, side))
      paint(context, '#27364f', () => context.ellipse(128, 265, 95, 95, 0, 0, 7))
      paint(context, '#4a3020', () => context.ellipse(128, 92, 50, 58, 0, 0, 7))
      paint(context, '#d8a488', () => context.rect(110, 130, 36, 50))
      paint(context, '#e0b090', () => context.ellipse(128, 105, 38, 48, 0, 0, 7))
      for (const x of [112, 144]) paint(context, '#302018', () => context.ellipse(x, 98, 5, 3, 0, 0, 7))
      paint(context, '#a05048', () => context.ellipse(128, 130, 12, 4, 0, 0, 7))
    }),
  )
})

test('random pixels, far from any photo, give the same alpha', async () => {
  let state = 1
  const noise = Float32Array.from({ length: 3 * area }, () => {
    state = (state * 48_271) % 2_147_483_647
    return (state % 256) / 255
  })
  const difference = maxDifference(await runOnnx(noise), await runTflite(noise))
  expect(difference).toBeLessThanOrEqual(0.01)
})

async function expectSameAlpha(pixels: Float32Array): Promise<void> {
  const [ours, theirs] = [await runOnnx(pixels), await runTflite(pixels)]
  // A photo on which the network sees nothing would prove nothing.
  expect(Math.max(...theirs.subarray(area / 4, area / 2))).toBeGreaterThan(0.5)
  expect(maxDifference(ours, theirs)).toBeLessThanOrEqual(0.01)
}

function maxDifference(left: Float32Array, right: Float32Array): number {
  expect(left.length).toBe(area)
  expect(right.length).toBe(area)
  return left.reduce((most, value, i) => Math.max(most, Math.abs(value - (right[i] ?? Number.NaN))), 0)
}

function drawn(draw: (context: OffscreenCanvasRenderingContext2D) => void): Float32Array {
  const context = new OffscreenCanvas(side, side).getContext('2d')
  if (context === null) throw new Error('This browser has no 2-D canvas.')
  draw(context)
  const { data } = context.getImageData(0, 0, side, side)
  return Float32Array.from({ length: 3 * area }, (_, i) => (data[Math.floor(i / 3) * 4 + (i % 3)] ?? 0) / 255)
}

function paint(context: OffscreenCanvasRenderingContext2D, fill: string | CanvasGradient, shape: () => void): void {
  context.beginPath()
  shape()
  context.fillStyle = fill
  context.fill()
}
