import { cropPhoto, readPhoto } from '#tests/bench/scenes/photos.ts'
import { drawAlpha } from '#tests/fixtures/scenes/alphas.ts'
import { composite } from '#tests/fixtures/scenes/composite.ts'
import type { Report } from '#tools/benchContract.ts'
import { cleanColours } from '#workers/pixels/foreground.ts'
import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { upsampleMask } from '#workers/pixels/upsample.ts'

/**
 * Times the two large stages at 12 megapixels, one thread, in Node, for a plain edge and for hair;
 * the stages of the app itself are measured in the browser.
 */
export function measureStages(report: Report): void {
  const [width, height] = [4000, 3000]
  const subject = cropPhoto(readPhoto('data/pairs/aim-samples/1.jpg'), width, height)
  const backdrop = cropPhoto(readPhoto('data/pairs/u2net-testdata/bike.jpg'), width, height)
  for (const kind of ['product', 'hair'] as const) {
    const alpha = drawAlpha(kind, width, height, 3)
    const photo = composite(alpha, subject, backdrop)
    const full = { width, height, data: Uint8Array.from(alpha.data, (value) => Math.round(value * 255)) }
    const mask = shrink(full, 1024)
    let raised: GrayRaster = full
    report(
      `pixels-ms:upsample:12mp:${kind}`,
      time(() => (raised = upsampleMask(mask, photo))),
      'ms',
    )
    report(
      `pixels-ms:colours:12mp:${kind}`,
      time(() => clean(photo, raised)),
      'ms',
    )
  }
}

function clean(photo: RgbaRaster, mask: GrayRaster): void {
  cleanColours(photo, mask, { target: photo.data })
}

function time(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Brings the mask to a square of this side, as a network's is, by averaging. */
function shrink({ width, height, data }: GrayRaster, side: number): GrayRaster {
  const sums = new Float64Array(side * side)
  const counts = new Uint32Array(side * side)
  for (let i = 0; i < data.length; i++) {
    const cell = Math.floor((Math.floor(i / width) * side) / height) * side + Math.floor(((i % width) * side) / width)
    sums[cell] = (sums[cell] ?? 0) + (data[i] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return {
    width: side,
    height: side,
    data: Uint8Array.from(sums, (sum, cell) => Math.round(sum / (counts[cell] ?? 1))),
  }
}
