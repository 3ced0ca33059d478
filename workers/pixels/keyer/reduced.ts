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
  const { data, width: fullWidth, height: fullHeight } = photo
  const shrink = Math.min(1, Math.sqrt(reducedArea / (fullWidth * fullHeight)))
  const width = Math.max(1, Math.min(fullWidth, Math.max(leastSide, Math.round(fullWidth * shrink))))
  const height = Math.max(1, Math.min(fullHeight, Math.max(leastSide, Math.round(fullHeight * shrink))))
  const area = width * height
  const light = new Float32Array(area)
  const orange = new Float32Array(area)
  const green = new Float32Array(area)
  const weight = new Float32Array(area)
  const stepX = Math.max(1, Math.floor(fullWidth / width / samplesPerSide))
  const stepY = Math.max(1, Math.floor(fullHeight / height / samplesPerSide))
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * fullHeight) / height)
    const bottom = Math.floor(((y + 1) * fullHeight) / height)
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * fullWidth) / width)
      const right = Math.floor(((x + 1) * fullWidth) / width)
      let red = 0
      let grn = 0
      let blue = 0
      let alpha = 0
      let count = 0
      for (let sy = top; sy < bottom; sy += stepY) {
        for (let sx = left; sx < right; sx += stepX) {
          const at = (sy * fullWidth + sx) * 4
          const a = data[at + 3] ?? 0
          red += (data[at] ?? 0) * a
          grn += (data[at + 1] ?? 0) * a
          blue += (data[at + 2] ?? 0) * a
          alpha += a
          count++
        }
      }
      const to = y * width + x
      weight[to] = alpha / (255 * count)
      if (alpha === 0) continue
      light[to] = (red + 2 * grn + blue) / (4 * alpha)
      orange[to] = (red - blue) / (2 * alpha)
      green[to] = (2 * grn - red - blue) / (4 * alpha)
    }
  }
  return { width, height, light, orange, green, weight }
}
