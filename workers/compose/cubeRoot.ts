const float = new Float32Array(1)
const bits = new Int32Array(float.buffer)

/** Bits of a float taken as a number are nearly its logarithm: a third of them, moved by this, is nearly those of its cube root (Kahan 1991). */
const third = 709_921_077

/** The cube root of a number from 0 on, to 3 parts in 100 000: `Math.cbrt` takes several times as long for digits that no byte has. Below 0 it is 0. */
export function cubeRoot(value: number): number {
  if (!(value > 0)) return 0
  float[0] = value
  bits[0] = (((bits[0] ?? 0) / 3) | 0) + third
  const guess = float[0] ?? 0
  // One step of Halley's method.
  const power = guess * guess * guess
  return (guess * (power + 2 * value)) / (2 * power + value)
}

export function cube(value: number): number {
  return value * value * value
}
