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

/** Takes the layers of a level from those at half its size, whose pixel (`left`, `top`) lies under this level's first. */
export function takeLayers(
  level: ForegroundLevel,
  half: { width: number; height: number; layers: Float32Array },
  left = 0,
  top = 0,
): void {
  let to = 0
  for (let y = 0; y < level.height; y++) {
    const row = Math.min((y >> 1) + top, half.height - 1) * half.width
    for (let x = 0; x < level.width; x++) {
      let from = (row + Math.min((x >> 1) + left, half.width - 1)) * 6
      for (let end = to + 6; to < end; ) level.layers[to++] = half.layers[from++] ?? 0
    }
  }
}
