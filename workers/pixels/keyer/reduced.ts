/** Straight RGBA, one byte a channel, row by row from the top left. */
export interface Rgba {
  data: Uint8ClampedArray
  width: number
  height: number
}

/**
 * A small copy of a photo in the keyer's colour space: `light` = (R + 2G + B) / 4 in 0 to 255, `orange` = (R - B) / 2 and
 * `green` = (2G - R - B) / 4 around 0. It is a linear map of encoded sRGB, so mixtures at anti-aliased edges stay on a straight
 * line and the alpha found here is the one a browser composites with.
 */
export interface Reduced {
  width: number
  height: number
  light: Float32Array
  orange: Float32Array
  green: Float32Array
  /** Mean alpha of the photo under each pixel, 0 to 1: the colour of a transparent pixel means nothing. */
  weight: Float32Array
}

/** Area in pixels above which a photo is reduced: enough for a smooth backdrop, and quick. */
const reducedArea = 480 * 480
/** A narrow photo keeps at least this many columns or rows. */
const leastSide = 24
/** Samples per side taken of the photo for one reduced pixel; more only costs time. */
const samplesPerSide = 4

/** Averages the photo down to at most about 230,000 pixels, each weighted by its alpha. Small photos keep their size. */
export function reduce(photo: Rgba): Reduced {
  const { width: fullWidth, height: fullHeight } = photo
  const shrink = Math.min(1, Math.sqrt(reducedArea / (fullWidth * fullHeight)))
  const width = Math.max(1, Math.min(fullWidth, Math.max(leastSide, Math.round(fullWidth * shrink))))
  const height = Math.max(1, Math.min(fullHeight, Math.max(leastSide, Math.round(fullHeight * shrink))))
  const area = width * height
  const light = new Float32Array(area)
  const orange = new Float32Array(area)
  const green = new Float32Array(area)
  const weight = new Float32Array(area)
  const sums = new Float64Array(4)
  const stepX = Math.max(1, Math.floor(fullWidth / width / samplesPerSide))
  const stepY = Math.max(1, Math.floor(fullHeight / height / samplesPerSide))
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * fullHeight) / height)
    const bottom = Math.floor(((y + 1) * fullHeight) / height)
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * fullWidth) / width)
      const right = Math.floor(((x + 1) * fullWidth) / width)
      const count = sumBlock(photo, { left, right, top, bottom, stepX, stepY }, sums)
      const to = y * width + x
      const alpha = sums[3] ?? 0
      weight[to] = alpha / (255 * count)
      if (alpha === 0) continue
      const [red = 0, grn = 0, blue = 0] = sums
      light[to] = (red + 2 * grn + blue) / (4 * alpha)
      orange[to] = (red - blue) / (2 * alpha)
      green[to] = (2 * grn - red - blue) / (4 * alpha)
    }
  }
  return { width, height, light, orange, green, weight }
}

interface Block {
  left: number
  right: number
  top: number
  bottom: number
  stepX: number
  stepY: number
}

/** Sums red, green and blue times alpha, and alpha, over samples of a block; gives their number. */
function sumBlock({ data, width }: Rgba, block: Block, sums: Float64Array): number {
  let [red, green, blue, sum, count] = [0, 0, 0, 0, 0]
  for (let y = block.top; y < block.bottom; y += block.stepY) {
    for (let x = block.left; x < block.right; x += block.stepX) {
      const at = (y * width + x) * 4
      const alpha = data[at + 3] ?? 0
      red += (data[at] ?? 0) * alpha
      green += (data[at + 1] ?? 0) * alpha
      blue += (data[at + 2] ?? 0) * alpha
      sum += alpha
      count++
    }
  }
  sums[0] = red
  sums[1] = green
  sums[2] = blue
  sums[3] = sum
  return count
}
