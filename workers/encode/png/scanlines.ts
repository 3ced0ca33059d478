import type { Size } from '#core/geometry.ts'

/** A picture in the form in which PNG stores its rows, before they are filtered. */
export interface Scanlines {
  size: Size
  /** Number that PNG gives to the kind of pixels: 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha. */
  colourType: 0 | 2 | 3 | 4 | 6
  /** Bits of a sample, or of a palette index. */
  bitDepth: 1 | 2 | 4 | 8 | 16
  /** Bytes of one pixel as filters see it: 1 where several pixels share a byte. */
  pixelBytes: number
  rowBytes: number
  writeRow(y: number, row: Uint8Array): void
  /** Red, green, blue and alpha of each index. */
  palette?: Uint8Array
}
