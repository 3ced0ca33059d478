import type { Gradient } from '#core/composition.ts'
import type { Size } from '#core/geometry.ts'

/** Rows of a gradient between two colours of the canvas's space; opaque. */
export function gradientRows(
  { shape, degrees }: Gradient,
  { width, height }: Size,
  from: readonly number[],
  to: readonly number[],
): (y: number, row: Uint8ClampedArray) => void {
  const shareAt = shape === 'linear' ? linear(degrees, width, height) : radial(width, height)
  return (y, row) => {
    for (let x = 0; x < width; x += 1) {
      const share = Math.min(1, Math.max(0, shareAt(x + 0.5 - width / 2, y + 0.5 - height / 2)))
      for (let channel = 0; channel < 3; channel += 1) {
        const start = from[channel] ?? 0
        row[x * 4 + channel] = start + share * ((to[channel] ?? 0) - start)
      }
      row[x * 4 + 3] = 255
    }
  }
}

/** How far a place, counted from the middle, lies along the line, whose ends are where the corners' perpendiculars meet it. */
function linear(degrees: number, width: number, height: number): (x: number, y: number) => number {
  const angle = (degrees * Math.PI) / 180
  const [right, up] = [Math.sin(angle), Math.cos(angle)]
  const length = Math.abs(width * right) + Math.abs(height * up)
  return (x, y) => 0.5 + (x * right - y * up) / length
}

/** How far a place lies from the middle, as a share of the way to a corner, along ellipses of the canvas's shape. */
function radial(width: number, height: number): (x: number, y: number) => number {
  return (x, y) => Math.hypot(x / (width / 2), y / (height / 2)) / Math.SQRT2
}
