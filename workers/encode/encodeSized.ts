import type { Size } from '#core/geometry.ts'
import type { Outcome } from '#core/outcome.ts'
import type { FileSettings } from '#core/settings.ts'
import type { WrittenFile } from '#core/write.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'
import { type CutoutExtras, encodeCutout } from './encodeCutout.ts'
import { encodeWithin } from './encodeWithin.ts'
import { sized } from './sized.ts'

/** Tries after which a search for a small enough file usually ends. */
const usualTries = 6

/**
 * Writes a finished picture in this size, which is not larger than its own, and where its file is limited, as good as that allows. A picture that keeps its size is written bit
 * for bit as it is. Fails as `encodeCutout` and `encodeWithin` do.
 * @param fine what the alpha of the picture's own pixels lost by rounding, or those in 16 bits a sample (`deep`); neither is of use in another size
 */
export async function encodeSized(
  picture: FinishedCutout,
  { fine, deep, ...extras }: CutoutExtras,
  settings: FileSettings,
  size: Size,
  onProgress: (done: number) => void,
): Promise<Outcome<WrittenFile>> {
  const whole = sized(picture, size)
  const write = async (cutout: FinishedCutout, quality: number) => {
    const isWhole = cutout === picture
    const steps = {
      ...(isWhole && fine !== undefined ? { fine } : {}),
      ...(isWhole && deep !== undefined ? { deep } : {}),
    }
    const { alpha } = cutout
    return await encodeCutout({ photo: cutout, alpha, settings: { ...settings, quality }, ...extras, ...steps })
  }
  if (settings.mostKilobytes === 0) return await write(whole, settings.quality)
  let tries = 0
  return await encodeWithin(settings, settings.mostKilobytes * 1000, async (quality, scale) => {
    const written = await write(sized(whole, scaled(whole.size, scale)), quality)
    tries += 1
    onProgress(Math.min(1, tries / usualTries))
    return written
  })
}

function scaled({ width, height }: Size, scale: number): Size {
  const side = (length: number) => Math.max(1, Math.round(length * scale))
  return { width: side(width), height: side(height) }
}
