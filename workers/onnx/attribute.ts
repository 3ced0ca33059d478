import type { Tensor } from './tensor.ts'

/**
 * An attribute of a node. ONNX tells whole numbers from floats, JavaScript does not:
 * a plain number (or list) is `int`, a float is written `float(0.5)`.
 */
export type Attribute = number | string | readonly number[] | Float | Floats | Tensor

export interface Float {
  float: number
}

export interface Floats {
  floats: readonly number[]
}

/** A `float` attribute. */
export function float(value: number): Float {
  return { float: value }
}

/** A `floats` attribute. */
export function floats(values: readonly number[]): Floats {
  return { floats: values }
}
