import type { Size } from '#core/geometry.ts'
import type { Bytes } from '#workers/decode/bytes.ts'

/** How the samples of a PNG file stand in its rows. */
export interface PngLayout extends Size {
  /** Bits of a sample. */
  depth: 1 | 2 | 4 | 8 | 16
  /** 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha. */
  colourType: 0 | 2 | 3 | 4 | 6
  /** Samples of a pixel. */
  channels: number
  isInterlaced: boolean
}

const depthsOf = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] } as const
const channelsOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const

/** The layout that the header states at this place of the file, or undefined where there is no such layout (PNG specification, third edition, 11.2.1). */
export function pngLayout(bytes: Bytes, start: number): PngLayout | undefined {
  const [width, height] = [bytes.u32(start), bytes.u32(start + 4)]
  const [depth, colourType, packing, filters, interlacing] = bytes.slice(start + 8, 5)
  const known = ([0, 2, 3, 4, 6] as const).find((type) => type === colourType)
  if (known === undefined || packing !== 0 || filters !== 0 || interlacing === undefined || interlacing > 1)
    return undefined
  const bits = depthsOf[known].find((one) => one === depth)
  if (bits === undefined || width === 0 || height === 0) return undefined
  return { width, height, depth: bits, colourType: known, channels: channelsOf[known], isInterlaced: interlacing === 1 }
}

/** The pixels that are sent in one go: every `stepX`-th of every `stepY`-th row; each stands for a block of the picture until finer ones come. */
export interface PngPass {
  left: number
  top: number
  stepX: number
  stepY: number
  blockWidth: number
  blockHeight: number
  columns: number
  rows: number
}

/** Places, steps and blocks of the seven passes of Adam7 (8.2). */
const adam7 = [
  [0, 0, 8, 8, 8, 8],
  [4, 0, 8, 8, 4, 8],
  [0, 4, 4, 8, 4, 4],
  [2, 0, 4, 4, 2, 4],
  [0, 2, 2, 4, 2, 2],
  [1, 0, 2, 2, 1, 2],
  [0, 1, 1, 2, 1, 1],
] as const

/** The passes in which a picture is sent, without those that have no pixel. */
export function pngPasses({ width, height, isInterlaced }: PngLayout): PngPass[] {
  const passes = isInterlaced ? adam7 : ([[0, 0, 1, 1, 1, 1]] as const)
  return passes
    .map(([left, top, stepX, stepY, blockWidth, blockHeight]) => ({
      ...{ left, top, stepX, stepY, blockWidth, blockHeight },
      columns: Math.max(0, Math.ceil((width - left) / stepX)),
      rows: Math.max(0, Math.ceil((height - top) / stepY)),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0)
}
