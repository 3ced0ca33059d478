/** A matrix [inputs, outputs] and its bias, made when their bytes are written. */
export interface LinearWeights {
  /** Names the constants; the same name is stored once. */
  name: string
  inputs: number
  outputs: number
  weight: () => Float32Array
  bias?: () => Float32Array
}
