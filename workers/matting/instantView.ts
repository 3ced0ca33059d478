import type { Rect, Size } from '#core/geometry.ts'

/** A photo as three planes (all red, all green, all blue) of values 0 to 1. */
export interface Planes extends Size {
  data: Float32Array
}

/** One axis of a view: for each of its pixels the source pixels it is made of, `widest` places each, and their weights. */
interface Axis {
  index: Int32Array
  weight: Float32Array
  widest: number
}

/**
 * Looks at a rectangle of the photo, stretched to `side` x `side` pixels: three planes, as the network takes them.
 * The rectangle may reach beyond the photo, whose edge pixels are then repeated. Bilinear, antialiased when shrinking.
 */
export function lookAt(photo: Planes, rect: Rect, side: number): Float32Array {
  const across = axis(photo.width, rect.x, rect.width, side)
  const down = axis(photo.height, rect.y, rect.height, side)
  const view = new Float32Array(3 * side * side)
  const rows = new Map<number, Float32Array>()
  for (let plane = 0; plane < 3; plane++) {
    const source = photo.data.subarray(plane * photo.width * photo.height, (plane + 1) * photo.width * photo.height)
    rows.clear()
    for (let y = 0; y < side; y++) {
      const target = view.subarray((plane * side + y) * side, (plane * side + y + 1) * side)
      for (let tap = y * down.widest; tap < (y + 1) * down.widest; tap++) {
        const weight = down.weight[tap] ?? 0
        if (weight === 0) continue
        const at = down.index[tap] ?? 0
        const row = rows.get(at) ?? shrinkRow(source, at * photo.width, across, side)
        rows.set(at, row)
        for (let x = 0; x < side; x++) target[x] = (target[x] ?? 0) + weight * (row[x] ?? 0)
      }
    }
  }
  return view
}

function shrinkRow(source: Float32Array, offset: number, { index, weight, widest }: Axis, side: number): Float32Array {
  const row = new Float32Array(side)
  for (let x = 0; x < side; x++) {
    let sum = 0
    for (let tap = x * widest; tap < (x + 1) * widest; tap++) {
      sum += (weight[tap] ?? 0) * (source[offset + (index[tap] ?? 0)] ?? 0)
    }
    row[x] = sum
  }
  return row
}

/** Triangle filter, widened when shrinking; indices beyond the source are those of its edge. */
function axis(source: number, from: number, length: number, target: number): Axis {
  const scale = length / target
  const support = Math.max(1, scale)
  const widest = Math.ceil(2 * support) + 1
  const index = new Int32Array(target * widest)
  const weight = new Float32Array(target * widest)
  for (let i = 0; i < target; i++) {
    const centre = from + (i + 0.5) * scale
    const first = Math.floor(centre - support + 0.5)
    let total = 0
    for (let tap = 0; tap < widest; tap++) {
      const share = Math.max(0, 1 - Math.abs(first + tap + 0.5 - centre) / support)
      index[i * widest + tap] = Math.min(source - 1, Math.max(0, first + tap))
      weight[i * widest + tap] = share
      total += share
    }
    for (let tap = i * widest; tap < (i + 1) * widest; tap++) weight[tap] = (weight[tap] ?? 0) / total
  }
  return { index, weight, widest }
}

/** Planes or a mask of rows of `side` values, each row turned round. */
export function mirrored(values: Float32Array, side: number): Float32Array {
  const turned = values.slice()
  for (let start = 0; start < turned.length; start += side) turned.subarray(start, start + side).reverse()
  return turned
}

/** The photo at half its size, each pixel the mean of four; an odd edge is repeated. */
export function halved({ width, height, data }: Planes): Planes {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const small = new Float32Array(3 * half.width * half.height)
  let at = 0
  for (let plane = 0; plane < 3; plane++) {
    for (let y = 0; y < half.height; y++) {
      const upper = (plane * height + 2 * y) * width
      const lower = 2 * y + 1 < height ? upper + width : upper
      for (let x = 0; x < half.width; x++) {
        const left = 2 * x
        const right = Math.min(left + 1, width - 1)
        const sum = (data[upper + left] ?? 0) + (data[upper + right] ?? 0) + (data[lower + left] ?? 0)
        small[at++] = (sum + (data[lower + right] ?? 0)) / 4
      }
    }
  }
  return { ...half, data: small }
}
