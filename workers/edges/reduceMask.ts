import type { Size } from '#core/geometry.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'

/** Makes a mask smaller: each new value is the mean of exactly the area it covers. A size that is not smaller gives the mask itself. */
export function reduceMask(mask: GrayRaster, { width, height }: Size): GrayRaster {
  if (width >= mask.width && height >= mask.height) return mask
  const across = sharesOf(mask.width, width)
  const down = sharesOf(mask.height, height)
  const data = new Uint8Array(width * height)
  const line = new Float32Array(width)
  for (let y = 0; y < height; y++) {
    line.fill(0)
    for (let row = down.first[y] ?? 0; row < (down.end[y] ?? 0); row++) {
      addRow(mask, row * mask.width, across, shareOf(down.scale, y, row), line)
    }
    for (let x = 0; x < width; x++) data[y * width + x] = Math.round(line[x] ?? 0)
  }
  return { width, height, data }
}

/** For each new pixel of one axis: the old ones it covers, the length it covers of each being 1 but for the first and the last. */
interface Shares {
  scale: number
  first: Int32Array
  end: Int32Array
  /** The shares of each new pixel that its first and its last old one make up. */
  ofFirst: Float64Array
  ofLast: Float64Array
}

function sharesOf(from: number, to: number): Shares {
  const scale = from / to
  const first = Int32Array.from({ length: to }, (_, i) => Math.floor(i * scale))
  const end = Int32Array.from({ length: to }, (_, i) => Math.min(from, Math.ceil((i + 1) * scale - 1e-9)))
  const ofFirst = Float64Array.from(first, (old, i) => shareOf(scale, i, old))
  const ofLast = Float64Array.from(end, (old, i) => shareOf(scale, i, old - 1))
  return { scale, first, end, ofFirst, ofLast }
}

/** The share of the i-th new pixel that this old one makes up. */
function shareOf(scale: number, i: number, old: number): number {
  return (Math.min((i + 1) * scale, old + 1) - Math.max(i * scale, old)) / scale
}

/** Adds the means of one row's pixels, weighted with the share that the row makes up. */
function addRow({ data }: GrayRaster, row: number, across: Shares, share: number, line: Float32Array): void {
  const { scale, first: firsts, end: ends, ofFirst, ofLast } = across
  for (let x = 0; x < line.length; x++) {
    const first = row + (firsts[x] ?? 0)
    const last = row + (ends[x] ?? 1) - 1
    let mean = data[first] ?? 0
    if (first !== last) {
      let inner = 0
      for (let i = first + 1; i < last; i++) inner += data[i] ?? 0
      mean = (ofFirst[x] ?? 0) * mean + (ofLast[x] ?? 0) * (data[last] ?? 0) + inner / scale
    }
    line[x] = (line[x] ?? 0) + share * mean
  }
}
