import type { Size } from '#core/geometry.ts'

/** A picture that is made row by row as its rows are asked for, 8 bits a channel: no full-size copy is needed to write it. */
export interface RowSource {
  size: Size
  /** Grey alone, RGB, or RGB with straight alpha. */
  colour: 'grey' | 'rgb' | 'rgba'
  /** Puts row `y` into `row`: 1, 3 or 4 bytes a pixel. */
  writeRow(y: number, row: Uint8Array): void
}

/** Bytes of one pixel. */
export const channelsOf = { grey: 1, rgb: 3, rgba: 4 } as const satisfies Record<RowSource['colour'], number>
