import type { Rgba } from '#workers/pixels/keyer/reduced.ts'

/** A colour as red, green, blue in 0 to 255. */
export type Colour = readonly [number, number, number]

/** A shape of one colour: `inside` says whether a point, in pixels, belongs to it. */
export interface Shape {
  inside: (x: number, y: number) => boolean
  colour: Colour
}

/** A picture whose true alpha is known. */
export interface Scene {
  photo: Rgba
  alpha: Uint8Array
}

const perSide = 5

/** Paints shapes over a backdrop with 5 x 5 samples a pixel: the alpha of an edge is exact to 4 %. Later shapes lie on top. */
export function paint(
  width: number,
  height: number,
  backdrop: (x: number, y: number) => Colour,
  shapes: Shape[],
): Scene {
  const data = new Uint8ClampedArray(width * height * 4)
  const alpha = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const behind = backdrop(x, y)
      let covered = 0
      const sums: [number, number, number] = [0, 0, 0]
      for (let k = 0; k < perSide * perSide; k++) {
        const px = x + ((k % perSide) + 0.5) / perSide
        const py = y + (Math.floor(k / perSide) + 0.5) / perSide
        const shape = shapes.findLast((candidate) => candidate.inside(px, py))
        if (shape) covered++
        const colour = shape?.colour ?? behind
        for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (colour[c] ?? 0)
      }
      const at = y * width + x
      alpha[at] = Math.round((255 * covered) / perSide ** 2)
      for (let c = 0; c < 3; c++) data[at * 4 + c] = (sums[c] ?? 0) / perSide ** 2
      data[at * 4 + 3] = 255
    }
  }
  return { photo: { data, width, height }, alpha }
}

export function disc(cx: number, cy: number, radius: number, colour: Colour): Shape {
  return { colour, inside: (x, y) => (x - cx) ** 2 + (y - cy) ** 2 < radius ** 2 }
}

export function ring(cx: number, cy: number, outer: number, inner: number, colour: Colour): Shape {
  const inside = (x: number, y: number) => (x - cx) ** 2 + (y - cy) ** 2
  return { colour, inside: (x, y) => inside(x, y) < outer ** 2 && inside(x, y) >= inner ** 2 }
}

export function box(left: number, top: number, right: number, bottom: number, colour: Colour): Shape {
  return { colour, inside: (x, y) => x >= left && x < right && y >= top && y < bottom }
}

/** A letter of two straight strokes that lean together at the top, 100 units high. */
export function letter(left: number, top: number, scale: number, colour: Colour): Shape {
  const inside = (x: number, y: number) => {
    const u = (x - left) / scale
    const v = (y - top) / scale
    return v >= 0 && v < 100 && Math.abs(Math.abs(u - 40) - v * 0.36) < 8
  }
  return { colour, inside }
}

/** Repeatable numbers in 0 to 1. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Adds grain of about Gaussian spread, in place. */
export function addGrain({ data }: Rgba, spread: number, seed = 1): void {
  const next = numbers(seed)
  for (let i = 0; i < data.length; i++) {
    if (i % 4 === 3) continue
    data[i] = (data[i] ?? 0) + spread * (next() + next() + next() + next() - 2) * Math.sqrt(3)
  }
}

/** Quantises each channel's 8 x 8 cosine blocks, coarser towards high frequencies: the ringing of a JPEG, in place. */
export function likeJpeg(photo: Rgba, coarseness: number): void {
  const { data, width, height } = photo
  const cosines = Array.from({ length: 64 }, (_, i) => Math.cos((((i % 8) * 2 + 1) * Math.floor(i / 8) * Math.PI) / 16))
  const norm = (k: number) => (k === 0 ? Math.SQRT1_2 : 1) / 2
  const turn = (block: Float64Array, back: boolean) => {
    const half = new Float64Array(64)
    const out = new Float64Array(64)
    for (const [from, to] of [
      [block, half],
      [half, out],
    ] as const) {
      for (let r = 0; r < 8; r++) {
        for (let k = 0; k < 8; k++) {
          let sum = 0
          for (let n = 0; n < 8; n++) {
            const basis = back ? norm(n) * (cosines[n * 8 + k] ?? 0) : norm(k) * (cosines[k * 8 + n] ?? 0)
            sum += basis * (from[r * 8 + n] ?? 0)
          }
          to[k * 8 + r] = sum
        }
      }
    }
    return out
  }
  for (let top = 0; top + 8 <= height; top += 8) {
    for (let left = 0; left + 8 <= width; left += 8) {
      for (let c = 0; c < 3; c++) {
        const place = (i: number) => ((top + (i >> 3)) * width + left + (i & 7)) * 4 + c
        const turned = turn(
          Float64Array.from({ length: 64 }, (_, i) => data[place(i)] ?? 0),
          false,
        )
        for (let i = 0; i < 64; i++) {
          const step = coarseness * (1 + (i >> 3) + (i & 7))
          turned[i] = Math.round((turned[i] ?? 0) / step) * step
        }
        const back = turn(turned, true)
        for (let i = 0; i < 64; i++) data[place(i)] = back[i] ?? 0
      }
    }
  }
}

/** Intersection over union at half alpha, and mean absolute error of alpha in 0 to 1. */
export function compare(found: Uint8Array, truth: Uint8Array): { iou: number; mae: number } {
  let both = 0
  let either = 0
  let error = 0
  for (let i = 0; i < truth.length; i++) {
    const a = (found[i] ?? 0) > 127
    const b = (truth[i] ?? 0) > 127
    if (a && b) both++
    if (a || b) either++
    error += Math.abs((found[i] ?? 0) - (truth[i] ?? 0))
  }
  return { iou: either === 0 ? 1 : both / either, mae: error / (255 * truth.length) }
}
