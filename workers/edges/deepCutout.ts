import type { ExistingAlpha } from '#core/edges.ts'
import { alpha16, noFineStep } from '#workers/pixels/fineAlpha.ts'
import { joinedAlpha } from '#workers/pixels/joinedAlpha.ts'
import type { FinishedCutout } from './finishCutout.ts'

/** What a cutout of 16 bits a sample is made of. */
export interface DeepSources {
  /** The photo's RGBA in 16 bits a sample; it becomes the cutout's. */
  deep: Uint16Array<ArrayBuffer>
  hadAlpha: boolean
  existing: ExistingAlpha
  /** The mask as it was made, one byte a pixel, and what its bytes lost by rounding. */
  mask: Uint8Array
  fine?: Uint8Array
  /** The mask as the person's settings left it. */
  shaped: Uint8Array
}

/**
 * RGBA of 16 bits a sample of a finished cutout. Colours are the photo's own, by so much changed as their bytes were; alpha joins the mask and the photo's own,
 * neither rounded before. What a setting or a stroke has changed has steps of 8 bits.
 */
export function deepCutout(sources: DeepSources, finished: FinishedCutout): Uint16Array<ArrayBuffer> {
  const { deep } = sources
  for (let pixel = 0, at = 0; at < deep.length; pixel += 1, at += 4) {
    const alpha = deepAlpha(sources, pixel, finished.alpha[pixel] ?? 0)
    for (let place = at; place < at + 3; place += 1) {
      const own = deep[place] ?? 0
      const changed = own + ((finished.pixels[place] ?? 0) - Math.round(own / 257)) * 257
      // What was cut away must not be found in the file.
      deep[place] = alpha === 0 ? 0 : Math.min(65_535, Math.max(0, changed))
    }
    deep[at + 3] = alpha
  }
  return deep
}

function deepAlpha(sources: DeepSources, pixel: number, finished: number): number {
  const { deep, hadAlpha, existing, shaped } = sources
  const byte = shaped[pixel] ?? 0
  const own = deep[pixel * 4 + 3] ?? 0
  if (!hadAlpha || existing === 'ignore') return finished === byte ? deepMask(sources, pixel) : finished * 257
  const rounded = Math.round(own / 257)
  if (existing === 'keep') return finished === rounded ? own : finished * 257
  const isJoined = finished === joinedAlpha(rounded, byte)
  return isJoined ? Math.round((own * deepMask(sources, pixel)) / 65_535) : finished * 257
}

/** What is all there or not at all in 8 bits is so in 16, too: no trace is left of what was cut away, and nothing shines through the midst of the subject. */
function deepMask({ mask, fine, shaped }: DeepSources, pixel: number): number {
  const byte = shaped[pixel] ?? 0
  if (byte === 0 || byte === 255 || byte !== mask[pixel]) return byte * 257
  return alpha16(byte, fine?.[pixel] ?? noFineStep)
}
