import type { Rect, Size } from '#core/geometry.ts'

/** How a stored picture is turned to stand upright, as EXIF numbers it: 1 as it is, 2 to 4 flipped or upside down, 5 to 8 on its side. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** The orientation with this number; numbers that mean nothing leave the picture as it is. */
export function asOrientation(value: number): Orientation {
  const known: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8]
  return known.find((orientation) => orientation === value) ?? 1
}

/** Size of the upright picture. */
export function uprightSize({ width, height }: Size, orientation: Orientation): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}

/**
 * Copies a tile of the stored picture to its place in the upright one.
 * @param upright all pixels of the upright picture, one 32-bit value each
 * @param stored size of the whole stored picture
 * @param pixels the tile's pixels, row by row; `tile` says where in the stored picture they lie
 */
export function placeTile(
  upright: Uint32Array,
  stored: Size,
  orientation: Orientation,
  pixels: Uint32Array,
  tile: Rect,
): void {
  const { origin, alongX, alongY } = steps(stored, orientation)
  for (let y = 0; y < tile.height; y += 1) {
    const from = y * tile.width
    const to = origin + tile.x * alongX + (tile.y + y) * alongY
    if (alongX === 1) upright.set(pixels.subarray(from, from + tile.width), to)
    else for (let x = 0; x < tile.width; x += 1) upright[to + x * alongX] = pixels[from + x] ?? 0
  }
}

/** Where the first stored pixel comes to lie, and how far one step to the right and one step down in the stored picture go. */
function steps({ width, height }: Size, orientation: Orientation): { origin: number; alongX: number; alongY: number } {
  const last = width * height - 1
  switch (orientation) {
    case 1:
      return { origin: 0, alongX: 1, alongY: width }
    case 2:
      return { origin: width - 1, alongX: -1, alongY: width }
    case 3:
      return { origin: last, alongX: -1, alongY: -width }
    case 4:
      return { origin: width * (height - 1), alongX: 1, alongY: -width }
    case 5:
      return { origin: 0, alongX: height, alongY: 1 }
    case 6:
      return { origin: height - 1, alongX: height, alongY: -1 }
    case 7:
      return { origin: last, alongX: -height, alongY: -1 }
    case 8:
      return { origin: height * (width - 1), alongX: -height, alongY: 1 }
  }
}
