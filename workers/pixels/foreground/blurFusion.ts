import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'

/** Sides of the two box blurs of BiRefNet's `refine_foreground`, in pixels. */
const officialSides = [90, 6] as const

/**
 * The foreground colours as the official BiRefNet estimates them (two steps of blur fusion on the CPU), opaque: kept as the reference that the default
 * is measured against. One step, for a box blur of side r: a = blur(A), f = blur(F A) / (a + 1e-5), b = blur(B (1 - A)) / (1 - a + 1e-5),
 * F <- clip(f + A (I - A f - (1 - A) b)), B <- b. Works channel by channel: about 28 bytes a pixel beside photo and result.
 */
export function blurFusion(photo: RgbaRaster, mask: GrayRaster, sides: readonly number[] = officialSides): RgbaRaster {
  const { width, height } = photo
  const pixels = width * height
  const alpha = Float32Array.from(mask.data, (value) => value / 255)
  const rest = alpha.map((value) => 1 - value)
  const data = new Uint8Array(pixels * 4).fill(255)
  const blurredAlphas = sides.map((side) => boxBlur(alpha, width, height, side))
  for (let c = 0; c < 3; c++) {
    const seen = new Float32Array(pixels)
    for (let i = 0; i < pixels; i++) seen[i] = (photo.data[i * 4 + c] ?? 0) / 255
    let foreground: Float32Array = seen
    let background: Float32Array = seen
    for (const [step, side] of sides.entries()) {
      const share = blurredAlphas[step] ?? alpha
      const f = boxBlur(multiply(foreground, alpha), width, height, side)
      const b = boxBlur(multiply(background, rest), width, height, side)
      for (let i = 0; i < pixels; i++) {
        const a = alpha[i] ?? 0
        const mean = (f[i] ?? 0) / ((share[i] ?? 0) + 1e-5)
        const behind = (b[i] ?? 0) / (1 - (share[i] ?? 0) + 1e-5)
        f[i] = Math.min(1, Math.max(0, mean + a * ((seen[i] ?? 0) - a * mean - (1 - a) * behind)))
        b[i] = behind
      }
      foreground = f
      background = b
    }
    for (let i = 0; i < pixels; i++) data[i * 4 + c] = (foreground[i] ?? 0) * 255
  }
  return { width, height, data }
}

function multiply(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, i) => value * (b[i] ?? 0))
}

/** Mean over a square of this side, mirrored at the border without repeating it. An even square reaches one pixel further up and left, as OpenCV's does. */
function boxBlur(source: Float32Array, width: number, height: number, side: number): Float32Array {
  const across = new Float32Array(source.length)
  const target = new Float32Array(source.length)
  for (let y = 0; y < height; y++) blurLine(source, across, y * width, 1, width, side)
  for (let x = 0; x < width; x++) blurLine(across, target, x, width, height, side)
  return target
}

function blurLine(
  source: Float32Array,
  target: Float32Array,
  start: number,
  step: number,
  length: number,
  side: number,
): void {
  const before = side >> 1
  const after = side - 1 - before
  const at = (i: number) => source[start + mirror(i, length) * step] ?? 0
  let sum = 0
  for (let i = -before; i <= after; i++) sum += at(i)
  for (let i = 0; i < length; i++) {
    target[start + i * step] = sum / side
    sum += at(i + after + 1) - at(i - before)
  }
}

function mirror(i: number, length: number): number {
  if (length === 1) return 0
  const period = 2 * (length - 1)
  const folded = ((i % period) + period) % period
  return folded < length ? folded : period - folded
}
