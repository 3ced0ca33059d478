import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import optimise, { init } from '@jsquash/oxipng/optimise.js'
import { readMask, readPhoto } from '#tests/bench/scenes/photos.ts'
import type { Report } from '#tools/benchContract.ts'
import { encodePng } from '#workers/encode/png/png.ts'
import { pixelBytesOf, type RowSource } from '#workers/pixels/rows.ts'

const pairs = [
  ['pymatting/lemur.png', 'pymatting/lemur_alpha.png'],
  ['ccp-people/0097.jpg', 'ccp-people/0097_mask.png'],
  ['cleargrasp/synth_0.jpg', 'cleargrasp/synth_0_mask.png'],
  ['feral-cats/group0133.jpg', 'feral-cats/group0133_mask.png'],
  ['aim-samples/1.jpg', 'aim-samples/1_pred-alpha.png'],
  ['u2net-testdata/bike.jpg', 'u2net-testdata/bike_pred.png'],
] as const

/** Weighs our PNG files against what oxipng (level 2, its usual one) makes of the same pixels, and times ours: cutouts, whole photos and masks of the reference pairs. */
export async function measurePng(report: Report): Promise<void> {
  await startOxipng()
  const totals = { ours: 0, theirs: 0, ms: 0, megapixels: 0 }
  for (const kind of ['cutout', 'photo', 'mask'] as const) {
    let [ours, theirs] = [0, 0]
    for (const pair of pairs) {
      const source = pictureOf(kind, pair[0], pair[1])
      const start = performance.now()
      const file = await encodePng(source)
      if (kind === 'cutout') {
        totals.ms += performance.now() - start
        totals.megapixels += (source.size.width * source.size.height) / 1e6
      }
      ours += file.size
      theirs += (await optimise(await file.arrayBuffer(), { level: 2, interlace: false })).byteLength
    }
    totals.ours += ours
    totals.theirs += theirs
    report(`png-size-ratio:${kind}`, ours / theirs, 'ratio')
  }
  report('png-size-ratio', totals.ours / totals.theirs, 'ratio')
  report('png-ms-per-megapixel', totals.ms / totals.megapixels, 'ms')
}

async function startOxipng(): Promise<void> {
  // The package asks whether it was given a browser's ImageData, which Node does not have.
  Reflect.set(globalThis, 'ImageData', class {})
  const wasm = createRequire(import.meta.url).resolve('@jsquash/oxipng/codec/pkg/squoosh_oxipng_bg.wasm')
  await init(await WebAssembly.compile(readFileSync(wasm)))
}

function pictureOf(kind: 'cutout' | 'photo' | 'mask', photoName: string, maskName: string): RowSource {
  const { width, height, data } = readPhoto(`data/pairs/${photoName}`)
  const alpha = readMask(`data/pairs/${maskName}`).data
  const colour = kind === 'cutout' ? 'rgba' : kind === 'photo' ? 'rgb' : 'grey'
  const bytes = pixelBytesOf[colour]
  const pixels = new Uint8Array(width * height * bytes)
  for (let index = 0; index < alpha.length; index++) {
    const opacity = alpha[index] ?? 0
    if (kind === 'mask') pixels[index] = opacity
    else if (kind === 'photo') pixels.set(data.subarray(index * 4, index * 4 + 3), index * 3)
    else if (opacity > 0)
      pixels.set([data[index * 4] ?? 0, data[index * 4 + 1] ?? 0, data[index * 4 + 2] ?? 0, opacity], index * 4)
  }
  const rowBytes = width * bytes
  return {
    size: { width, height },
    colour,
    writeRow: (y, row) => row.set(pixels.subarray(y * rowBytes, (y + 1) * rowBytes)),
  }
}
