import type { Composition } from '#core/composition.ts'
import type { Rect } from '#core/geometry.ts'
import { converter } from '#workers/colour/convert.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'
import { adaptSubject, type Drawn } from './adaptSubject.ts'
import { alphaOf } from './alphaOf.ts'
import { boundsOf } from './bounds.ts'
import { glowOf } from './glow.ts'
import { type GroundPicture, groundOf, lightOf, rgbOf } from './ground.ts'
import { layBehind, type Shade } from './layBehind.ts'
import { addOutline } from './outline.ts'
import { place } from './place.ts'
import { type Placement, placementOf } from './placement.ts'
import { addShade, shadeOf } from './shadow.ts'
import { turnedBox } from './turnedBox.ts'

/** A cutout on its canvas, with all that lies behind it, and where its subject stands (absent where there is none). */
export interface Composed {
  cutout: FinishedCutout
  foreground?: Rect
}

export interface Behind {
  /** Whether only the subject is wanted, with nothing behind it: for masks, and for colours beside their alpha. */
  layers: boolean
  picture?: GroundPicture
}

/** Places a finished cutout on its canvas and lays shadow and backdrop behind it. The cutout's pixels may be changed. */
export function compose(cutout: FinishedCutout, composition: Composition, behind: Behind): Composed {
  const bounds = boundsOf({ ...cutout.size, data: cutout.alpha })
  return composeAt(
    cutout,
    placementOf(cutout.size, bounds, composition, boxOf(cutout, bounds, composition)),
    composition,
    behind,
  )
}

/** What the subject takes up once it is turned as the composition says. */
export function boxOf(
  { size, alpha }: FinishedCutout,
  bounds: Rect | undefined,
  { turn }: Composition,
): Rect | undefined {
  return bounds === undefined || turn === undefined ? bounds : turnedBox({ ...size, data: alpha }, bounds, turn)
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
  const ground = layers ? undefined : groundOf(composition.backdrop, size, colourSpace, picture)
  const drawn = { pixels, size, colourSpace }
  if (foreground !== undefined) adaptSubject(drawn, foreground, composition, ground)
  if (!layers) {
    if (foreground !== undefined) drawOutline(drawn, foreground, composition)
    const shades = foreground === undefined ? [] : shadesOf(drawn, foreground, composition)
    if (ground !== undefined) layBehind(pixels, size, ground, shades)
    else for (const shade of shades.toReversed()) addShade(pixels, shade)
  }
  const composed = { size, colourSpace, pixels, alpha: alphaOf(pixels) }
  return { cutout: composed, ...(foreground === undefined ? {} : { foreground }) }
}

function changes({ canvas, from, to, turn }: Placement): boolean {
  if (turn !== undefined) return true
  const { x, y, width, height } = to
  const isWhole = x === 0 && y === 0 && width === canvas.width && height === canvas.height
  return !(isWhole && from.x === 0 && from.y === 0 && from.width === width && from.height === height)
}

function drawOutline({ pixels, size, colourSpace }: Drawn, subject: Rect, { outline }: Composition): void {
  if (outline === undefined || outline.widthPercent === 0) return
  const colour = converter('srgb', colourSpace)(rgbOf(outline.colour))
  const width = (outline.widthPercent / 100) * Math.max(subject.width, subject.height)
  addOutline(pixels, size, subject, width, colour)
}

/** Shadow and glow, the lower first. */
function shadesOf({ pixels, size, colourSpace }: Drawn, subject: Rect, { shadow, glow }: Composition): Shade[] {
  const hasShadow = shadow !== undefined && shadow.opacityPercent > 0
  const hasGlow = glow !== undefined && glow.opacityPercent > 0
  if (!hasShadow && !hasGlow) return []
  const alpha = alphaOf(pixels)
  const shades: Shade[] = []
  if (hasShadow) shades.push(shadeOf(alpha, size, subject, shadow))
  if (hasGlow) {
    const light = lightOf(converter('srgb', colourSpace)(rgbOf(glow.colour)))
    shades.push(glowOf(alpha, size, Math.max(subject.width, subject.height), glow, light))
  }
  return shades
}
