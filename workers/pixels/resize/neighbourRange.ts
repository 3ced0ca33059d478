import type { RgbaRaster } from '#workers/pixels/raster.ts'

/** The least and the greatest of one channel (0 to 3) among each pixel and its eight neighbours. */
export function neighbourRange(
  { width, height, data }: RgbaRaster,
  channel: number,
): { least: Uint8Array; most: Uint8Array } {
  const least = new Uint8Array(width * height)
  const most = new Uint8Array(width * height)
  const [low, high] = [new Uint8Array(width * 3), new Uint8Array(width * 3)]
  const read = (y: number) => {
    const to = (y % 3) * width
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4 + channel
      const own = data[at] ?? 0
      const before = x === 0 ? own : (data[at - 4] ?? 0)
      const after = x === width - 1 ? own : (data[at + 4] ?? 0)
      low[to + x] = Math.min(own, before, after)
      high[to + x] = Math.max(own, before, after)
    }
  }
  read(0)
  for (let y = 0; y < height; y += 1) {
    if (y + 1 < height) read(y + 1)
    const rows = [Math.max(0, y - 1) % 3, y % 3, Math.min(height - 1, y + 1) % 3].map((row) => row * width)
    const [above = 0, own = 0, below = 0] = rows
    for (let x = 0; x < width; x += 1) {
      least[y * width + x] = Math.min(low[above + x] ?? 0, low[own + x] ?? 0, low[below + x] ?? 0)
      most[y * width + x] = Math.max(high[above + x] ?? 0, high[own + x] ?? 0, high[below + x] ?? 0)
    }
  }
  return { least, most }
}
