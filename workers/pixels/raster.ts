/** One byte a pixel, row by row: a mask, 0 = backdrop, 255 = subject. */
export interface GrayRaster {
  width: number
  height: number
  data: Uint8Array
}

/** Four bytes a pixel, row by row: red, green, blue and straight (not premultiplied) alpha. An `ImageData` is one. */
export interface RgbaRaster {
  width: number
  height: number
  data: Uint8Array | Uint8ClampedArray
}

/** One number a pixel, row by row; alpha from 0 to 1 unless said otherwise. */
export interface FloatRaster {
  width: number
  height: number
  data: Float32Array
}
