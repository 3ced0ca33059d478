/** gifenc 1.0.3 comes without types: the part of it that is used. */
declare module 'gifenc' {
  export function quantize(rgba: Uint8Array, maxColours: number, options: { format: 'rgb565' }): number[][]
  export function GIFEncoder(options: { initialCapacity: number }): {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: { palette: number[][]; repeat?: number; transparent?: boolean; transparentIndex?: number },
    ): void
    finish(): void
    bytesView(): Uint8Array
  }
}
