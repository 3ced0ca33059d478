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
      const share = shareOf(down, y, row)
      for (let x = 0; x < width; x++) line[x] = (line[x] ?? 0) + share * meanAcross(mask, row * mask.width, across, x)
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
}

function sharesOf(from: number, to: number): Shares {
  const scale = from / to
  const first = Int32Array.from({ length: to }, (_, i) => Math.floor(i * scale))
  const end = Int32Array.from({ length: to }, (_, i) => Math.min(from, Math.ceil((i + 1) * scale - 1e-9)))
  return { scale, first, end }
}

/** The share of the i-th new pixel that this old one makes up. */
function shareOf({ scale }: Shares, i: number, old: number): number {
  return (Math.min((i + 1) * scale, old + 1) - Math.max(i * scale, old)) / scale
}

function meanAcross({ data }: GrayRaster, row: number, across: Shares, x: number): number {
  const first = across.first[x] ?? 0
  const last = (across.end[x] ?? 1) - 1
  if (first === last) return data[row + first] ?? 0
  let inner = 0
  for (let i = first + 1; i < last; i++) inner += data[row + i] ?? 0
  const ends = shareOf(across, x, first) * (data[row + first] ?? 0) + shareOf(across, x, last) * (data[row + last] ?? 0)
  return ends + inner / across.scale
}
