import type { FloatRaster } from '#workers/pixels/raster.ts'

/** Cells differ from their neighbours by less than this where a mask is flat: the steps of its bytes and a network's haze. */
const flatRange = 0.02

/** Marks (1) the cells near an edge of the mask: those whose neighbourhood is not flat, and one cell more around them. */
export function markBand(mask: FloatRaster): Uint8Array {
  const { width, height } = mask
  const rough = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let low = 1
      let high = 0
      for (let v = Math.max(y - 1, 0); v <= Math.min(y + 1, height - 1); v++) {
        for (let u = Math.max(x - 1, 0); u <= Math.min(x + 1, width - 1); u++) {
          const value = mask.data[v * width + u] ?? 0
          if (value < low) low = value
          if (value > high) high = value
        }
      }
      if (high - low > flatRange) rough[y * width + x] = 1
    }
  }
  return spread(rough, width, height)
}

function spread(marks: Uint8Array, width: number, height: number): Uint8Array {
  const wider = new Uint8Array(marks.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (marks[y * width + x] !== 1) continue
      for (let v = Math.max(y - 1, 0); v <= Math.min(y + 1, height - 1); v++)
        wider.fill(1, v * width + Math.max(x - 1, 0), v * width + Math.min(x + 1, width - 1) + 1)
    }
  }
  return wider
}

/** A rectangle of cells: `right` and `bottom` are one past the last. */
export interface CellBox {
  left: number
  right: number
  top: number
  bottom: number
}

/** Cuts the band into boxes of at most `columns` by `rows` cells, each shrunk to the marked cells it holds; empty ones are left out. */
export function bandBoxes(band: Uint8Array, width: number, height: number, columns: number, rows: number): CellBox[] {
  const boxes: CellBox[] = []
  for (let top = 0; top < height; top += rows) {
    for (let left = 0; left < width; left += columns) {
      const box = shrink(band, width, {
        left,
        right: Math.min(left + columns, width),
        top,
        bottom: Math.min(top + rows, height),
      })
      if (box.right > box.left) boxes.push(box)
    }
  }
  return boxes
}

function shrink(band: Uint8Array, width: number, box: CellBox): CellBox {
  const tight = { left: box.right, right: box.left, top: box.bottom, bottom: box.top }
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      if (band[y * width + x] !== 1) continue
      tight.left = Math.min(tight.left, x)
      tight.right = Math.max(tight.right, x + 1)
      tight.top = Math.min(tight.top, y)
      tight.bottom = y + 1
    }
  }
  return tight
}

/** The box with `margin` cells more on each side, kept inside the grid; its corner lies on even cells, so that pairs of cells are the same in every tile. */
export function withMargin(box: CellBox, margin: number, width: number, height: number): CellBox {
  return {
    left: Math.max(0, (box.left - margin) & ~1),
    right: Math.min(width, box.right + margin),
    top: Math.max(0, (box.top - margin) & ~1),
    bottom: Math.min(height, box.bottom + margin),
  }
}
