import type { Composition } from '#core/composition.ts'
import type { Rect } from '#core/geometry.ts'
import { converter } from '#workers/colour/convert.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'
import { type BackdropPicture, overColour, overPicture } from './backdrop.ts'
import { boundsOf } from './bounds.ts'
import { place } from './place.ts'
import { type Placement, placementOf } from './placement.ts'
import { addShadow } from './shadow.ts'

/** A cutout on its canvas, with all that lies behind it, and where its subject stands (absent where there is none). */
export interface Composed {
  cutout: FinishedCutout
  foreground?: Rect
}

export interface Behind {
  /** Whether only the subject is wanted, with nothing behind it: for masks, and for colours beside their alpha. */
  layers: boolean
  picture?: BackdropPicture
}

/** Places a finished cutout on its canvas and lays shadow and backdrop behind it. The cutout's pixels may be changed. */
export function compose(cutout: FinishedCutout, composition: Composition, behind: Behind): Composed {
  const bounds = boundsOf({ ...cutout.size, data: cutout.alpha })
  return composeAt(cutout, placementOf(cutout.size, bounds, composition), composition, behind)
}

/** The same where it is known already what goes where. */
export function composeAt(
  cutout: FinishedCutout,
  placement: Placement,
  composition: Composition,
  { layers, picture }: Behind,
): Composed {
  const { colourSpace } = cutout
  const size = placement.canvas
  const pixels = changes(placement) ? place({ ...cutout.size, data: cutout.pixels }, placement) : cutout.pixels
  const foreground = boundsOf({ ...size, data: alphaOf(pixels) })
  if (!layers) {
    const { shadow, backdrop } = composition
    if (shadow !== undefined && shadow.opacityPercent > 0 && foreground !== undefined)
      addShadow(pixels, size, foreground, shadow)
    if (backdrop.kind === 'picture' && picture !== undefined) overPicture(pixels, size, colourSpace, picture)
    if (backdrop.kind === 'colour')
      overColour(pixels, converter('srgb', colourSpace)(rgbOf(backdrop.colour)), backdrop.opacity)
  }
  const composed = { size, colourSpace, pixels, alpha: alphaOf(pixels) }
  return { cutout: composed, ...(foreground === undefined ? {} : { foreground }) }
}

function changes({ canvas, from, to }: Placement): boolean {
  const { x, y, width, height } = to
  const isWhole = x === 0 && y === 0 && width === canvas.width && height === canvas.height
  return !(isWhole && from.x === 0 && from.y === 0 && from.width === width && from.height === height)
}

function alphaOf(pixels: Uint8ClampedArray): Uint8Array {
  return Uint8Array.from({ length: pixels.length / 4 }, (_, index) => pixels[index * 4 + 3] ?? 0)
}

function rgbOf(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}
