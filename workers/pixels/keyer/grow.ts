import { type BorderFit, forBorder } from './border.ts'
import { closeHoles } from './islands.ts'
import { evaluate } from './polynomial.ts'
import type { Reduced } from './reduced.ts'

/** How far, in colour levels, the backdrop's colour may drift from the border's surface: a light spot behind the subject. */
const mostDrift = 34
/** The darkest shadow that still counts as backdrop, as a share of the backdrop's light. */
const darkestShadow = 0.35
/** Change, in colour levels, that is always followed, however far it leads: no edge of a subject is so soft. */
const gentle = 2
/** Islands of up to this share of the area are specks of grain within the backdrop. */
const speckle = 1e-4
/** Weight of a new pixel in the colour that is carried along while growing. */
const carry = 0.4

/**
 * Grows the backdrop over the reduced photo, from the border pixels that fit the surface inwards, as long as the colour
 * changes softly. So gradients, light spots and soft shadows (darker, same hue) become backdrop, while an edge stops it.
 * @returns 1 where a pixel is backdrop, 0 elsewhere.
 */
export function growBackdrop(photo: Reduced, fit: BorderFit): Uint8Array {
  const { width, height, light, orange, green, weight } = photo
  const area = width * height
  const region = new Uint8Array(area)
  const carried = [new Float32Array(area), new Float32Array(area), new Float32Array(area)] as const
  const [lightAt, orangeAt, greenAt] = fit.polynomial.coefficients
  const step = Math.min(9, Math.max(6, 3 * fit.spread))
  const queue = new Int32Array(area)
  let head = 0
  let tail = 0

  const accepts = (at: number): boolean => {
    const x = (2 * ((at % width) + 0.5)) / width - 1
    const y = (2 * (Math.floor(at / width) + 0.5)) / height - 1
    const l = evaluate(lightAt, x, y)
    const o = evaluate(orangeAt, x, y)
    const g = evaluate(greenAt, x, y)
    const dl = (light[at] ?? 0) - l
    const hue = Math.hypot((orange[at] ?? 0) - o, (green[at] ?? 0) - g)
    if (Math.hypot(dl, hue) <= mostDrift) return true
    const shade = (light[at] ?? 0) / Math.max(1, l)
    if (shade > 1 || shade < darkestShadow) return false
    return Math.hypot((orange[at] ?? 0) - shade * o, (green[at] ?? 0) - shade * g) <= 8 + fit.spread
  }
  const join = (at: number, l: number, o: number, g: number): void => {
    region[at] = 1
    carried[0][at] = l
    carried[1][at] = o
    carried[2][at] = g
    queue[tail++] = at
  }
  const visit = (at: number, from: number): void => {
    if (region[at] !== 0) return
    const l = carried[0][from] ?? 0
    const o = carried[1][from] ?? 0
    const g = carried[2][from] ?? 0
    if ((weight[at] ?? 0) < 0.5) {
      join(at, l, o, g)
      return
    }
    const dl = (light[at] ?? 0) - l
    const dO = (orange[at] ?? 0) - o
    const dg = (green[at] ?? 0) - g
    const change = Math.sqrt(dl * dl + dO * dO + dg * dg)
    if (change > step || (change > gentle && !accepts(at))) return
    join(at, l + carry * dl, o + carry * dO, g + carry * dg)
  }

  forBorder(width, height, (x, y) => {
    const at = y * width + x
    const px = (2 * (x + 0.5)) / width - 1
    const py = (2 * (y + 0.5)) / height - 1
    const l = evaluate(lightAt, px, py)
    const o = evaluate(orangeAt, px, py)
    const g = evaluate(greenAt, px, py)
    const distance = Math.hypot((light[at] ?? 0) - l, (orange[at] ?? 0) - o, (green[at] ?? 0) - g)
    if ((weight[at] ?? 0) < 0.5) join(at, l, o, g)
    else if (distance <= fit.tolerance) join(at, light[at] ?? 0, orange[at] ?? 0, green[at] ?? 0)
  })
  while (head < tail) {
    const at = queue[head++] ?? 0
    const x = at % width
    if (x > 0) visit(at - 1, at)
    if (x < width - 1) visit(at + 1, at)
    if (at >= width) visit(at - width, at)
    if (at < area - width) visit(at + width, at)
  }
  closeHoles(region, width, height, area * speckle)
  return region
}
