import type { Gradient } from '#core/composition.ts'
import type { Size } from '#core/geometry.ts'

/** Rows of a gradient between two colours of the canvas's space; opaque. */
export function gradientRows(
  { shape, degrees }: Gradient,
  { width, height }: Size,
  from: readonly number[],
  to: readonly number[],
): (y: number, row: Uint8ClampedArray) => void {
  const sharesOf = shape === 'linear' ? linear(degrees, width, height) : radial(width, height)
  const shares = new Float64Array(width)
  return (y, row) => {
    sharesOf(y + 0.5 - height / 2, shares)
    for (let channel = 0; channel < 3; channel += 1) {
      const start = from[channel] ?? 0
      const change = (to[channel] ?? 0) - start
      for (let x = 0, at = channel; x < width; x += 1, at += 4)
        row[at] = start + Math.min(1, Math.max(0, shares[x] ?? 0)) * change
    }
    for (let at = 3; at < row.length; at += 4) row[at] = 255
  }
}

/** Puts how far along each place of a row is; `y` is counted from the middle, down. */
type Shares = (y: number, into: Float64Array) => void

/** How far places lie along the line, whose ends are where the corners' perpendiculars meet it. */
function linear(degrees: number, width: number, height: number): Shares {
  const angle = (degrees * Math.PI) / 180
  const [right, up] = [Math.sin(angle), Math.cos(angle)]
  const length = Math.abs(width * right) + Math.abs(height * up)
  return (y, into) => {
    for (let x = 0; x < width; x += 1) into[x] = 0.5 + ((x + 0.5 - width / 2) * right - y * up) / length
  }
}

/** How far places lie from the middle, as a share of the way to a corner, along ellipses of the canvas's shape. */
function radial(width: number, height: number): Shares {
  return (y, into) => {
    const down = (y / height) ** 2
    for (let x = 0; x < width; x += 1) into[x] = Math.SQRT2 * Math.sqrt(((x + 0.5) / width - 0.5) ** 2 + down)
  }
}
