import type { Size } from '#core/geometry.ts'

/** A picture that is made row by row as its rows are asked for: no full-size copy is needed to write it. */
export interface RowSource {
  size: Size
  /** Grey alone, grey with straight alpha, RGB, or RGB with straight alpha: 8 bits a channel. Those that end on 16 have 16 bits a channel. */
  colour: keyof typeof pixelBytesOf
  /** Puts row `y` into `row`, `pixelBytesOf[colour]` bytes a pixel; of 16 bits the high byte comes first. May be asked for the same row again. */
  writeRow(y: number, row: Uint8Array): void
}

/** Bytes of one pixel. */
export const pixelBytesOf = { grey: 1, grey16: 2, greyAlpha: 2, rgb: 3, rgb16: 6, rgba: 4, rgba16: 8 } as const

/** Has a row of this kind 16 bits a channel? */
export function isDeep(colour: keyof typeof pixelBytesOf): boolean {
  return colour.endsWith('16')
}
