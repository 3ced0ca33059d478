import type { GrayRaster } from '#workers/pixels/raster.ts'
import { changeEdges, type MaskTile } from './edgeTiles.ts'
import { applyThreshold, invertMask } from './levels.ts'

/** One pixel for each step of the opening, two for the blur. */
const margin = 4

/**
 * The preset that the hosted services call `postProcessMask`, as rembg computes it: opening with a cross of 3 by 3 pixels, Gaussian blur (sigma 2 over 5 by 5
 * pixels, mirrored at the border), and solid from 127 on. The result is hard: 0 or 255.
 */
export function postProcessMask(mask: GrayRaster): GrayRaster {
  return applyThreshold(changeEdges(mask, margin, openAndBlur), 127)
}

function openAndBlur({ values, width, height, columns, rows }: MaskTile): Uint8Array {
  const tile = { width, height, data: values.subarray(0, width * height) }
  const opened = growByCross(invertMask(growByCross(invertMask(tile))))
  const weights = [0, 1, 2].map((i) => Math.exp((-i * i) / 8))
  const [middle = 0, near = 0, far = 0] = weights.map(
    (weight) => weight / ((weights[0] ?? 0) + 2 * (weights[1] ?? 0) + 2 * (weights[2] ?? 0)),
  )
  const across = new Float32Array(width * height)
  for (let i = 2; i < across.length - 2; i++) {
    const nearby = (opened.data[i - 1] ?? 0) + (opened.data[i + 1] ?? 0)
    across[i] =
      middle * (opened.data[i] ?? 0) + near * nearby + far * ((opened.data[i - 2] ?? 0) + (opened.data[i + 2] ?? 0))
  }
  const blurred = new Uint8Array(columns * rows)
  for (let y = 0, to = 0; y < rows; y++) {
    for (let x = 0, i = (y + margin) * width + margin; x < columns; x++, i++) {
      const nearby = (across[i - width] ?? 0) + (across[i + width] ?? 0)
      const beyond = (across[i - 2 * width] ?? 0) + (across[i + 2 * width] ?? 0)
      blurred[to++] = middle * (across[i] ?? 0) + near * nearby + far * beyond + 0.5
    }
  }
  return blurred
}

/** The largest of each pixel and its four neighbours; the outermost pixels, which the margin makes useless, are left as they are. */
function growByCross({ width, height, data }: GrayRaster): GrayRaster {
  const grown = data.slice()
  for (let y = 1; y < height - 1; y++)
    for (let x = 1, i = y * width + 1; x < width - 1; x++, i++)
      grown[i] = Math.max(data[i] ?? 0, data[i - 1] ?? 0, data[i + 1] ?? 0, data[i - width] ?? 0, data[i + width] ?? 0)
  return { width, height, data: grown }
}
