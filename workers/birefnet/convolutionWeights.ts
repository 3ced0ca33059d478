/** The weights [outputs, inputs, kernel, kernel] of a convolution and its bias, made when their bytes are written. */
export interface ConvolutionWeights {
  name: string
  outputs: number
  kernel: number
  stride?: number
  weight: () => Float32Array
  bias?: () => Float32Array
}
