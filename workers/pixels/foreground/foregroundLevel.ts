import { type CellSpans, marksAround, spansOf } from '#workers/pixels/upsample/cellSpans.ts'

/** A rectangle of the photo at one scale, with what is known and what is being estimated of each pixel. */
export interface ForegroundLevel {
  width: number
  height: number
  /** The photo, three numbers a pixel, 0 to 1. */
  colours: Float32Array
  /** 0 to 1. */
  alpha: Float32Array
  /** The estimate, six numbers a pixel, 0 to 1: foreground, then background. */
  layers: Float32Array
}

/** Room for a level of this size; everything is zero. */
export function emptyLevel(width: number, height: number): ForegroundLevel {
  const pixels = width * height
  return {
    width,
    height,
    colours: new Float32Array(pixels * 3),
    alpha: new Float32Array(pixels),
    layers: new Float32Array(pixels * 6),
  }
}

/** The level at half the size (rounded up): means of two by two pixels, fewer at odd ends. Its layers are left zero. */
export function halveLevel(level: ForegroundLevel): ForegroundLevel {
  const half = emptyLevel(Math.ceil(level.width / 2), Math.ceil(level.height / 2))
  for (let y = 0; y < half.height; y++) {
    const rows = Math.min(2, level.height - 2 * y)
    for (let x = 0; x < half.width; x++) {
      const columns = Math.min(2, level.width - 2 * x)
      const to = y * half.width + x
      let [alpha, r, g, b] = [0, 0, 0, 0]
      for (let v = 0; v < rows; v++) {
        for (let u = 0; u < columns; u++) {
          const from = (2 * y + v) * level.width + 2 * x + u
          alpha += level.alpha[from] ?? 0
          r += level.colours[from * 3] ?? 0
          g += level.colours[from * 3 + 1] ?? 0
          b += level.colours[from * 3 + 2] ?? 0
        }
      }
      const share = 1 / (rows * columns)
      half.alpha[to] = alpha * share
      half.colours[to * 3] = r * share
      half.colours[to * 3 + 1] = g * share
      half.colours[to * 3 + 2] = b * share
    }
  }
  return half
}

/** Takes the layers of a level's pixels in `spans` from those at half its size, whose pixel (`left`, `top`) lies under this level's first. */
export function takeLayers(
  level: ForegroundLevel,
  half: { width: number; height: number; layers: Float32Array },
  spans: CellSpans,
  left = 0,
  top = 0,
): void {
  const { layers, colours, alpha } = level
  for (let s = 0; s < spans.length; s += 3) {
    const y = spans[s] ?? 0
    const row = Math.min((y >> 1) + top, half.height - 1) * half.width
    for (let x = spans[s + 1] ?? 0, i = y * level.width + x; x < (spans[s + 2] ?? 0); x++, i++) {
      const from = (row + Math.min((x >> 1) + left, half.width - 1)) * 6
      for (let c = 0; c < 6; c++) layers[i * 6 + c] = half.layers[from + c] ?? 0
      // A solid pixel is its own foreground, an empty one its own background.
      const known = alpha[i] === 1 ? 0 : alpha[i] === 0 ? 3 : undefined
      if (known !== undefined) for (let c = 0; c < 3; c++) layers[i * 6 + known + c] = colours[i * 3 + c] ?? 0
    }
  }
}

/** The pixels of a level that are neither solid nor empty, and those up to `reach` pixels around them. */
export function translucentSpans({ width, height, alpha }: ForegroundLevel, reach: number): CellSpans {
  const marks = new Uint8Array(alpha.length)
  for (let i = 0; i < alpha.length; i++) if (alpha[i] !== 0 && alpha[i] !== 1) marks[i] = 1
  return widened(spansOf(marks, width, height), width, height, reach)
}

/** The spans, and what lies up to `reach` around them. */
export function widened(spans: CellSpans, width: number, height: number, reach: number): CellSpans {
  let wider = spans
  for (let step = 0; step < reach; step++) wider = spansOf(marksAround(wider, width, height), width, height)
  return wider
}
