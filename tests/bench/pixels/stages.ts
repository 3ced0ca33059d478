import { cropPhoto, readPhoto } from '#tests/bench/scenes/photos.ts'
import { drawAlpha } from '#tests/fixtures/scenes/alphas.ts'
import { composite } from '#tests/fixtures/scenes/composite.ts'
import type { Report } from '#tools/benchContract.ts'
import { cleanColours } from '#workers/pixels/foreground/foreground.ts'
import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { averageDown } from '#workers/pixels/resize/averageDown.ts'
import { upsampleMask } from '#workers/pixels/upsample/upsample.ts'
import { toBytes } from './toBytes.ts'

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
    const full = toBytes(alpha)
    const mask = toBytes(averageDown(alpha, 1024, 1024))
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
