import { coded, linear } from '#core/lightCurve.ts'

/** Linear light, 0 to 1, of each coded byte. */
const ofByte = Float32Array.from({ length: 256 }, (_, value) => linear(value / 255))

/** Coded bytes of linear light in steps fine enough that every byte comes back as itself. */
const steps = 16_384
const toByte = Uint8Array.from({ length: steps + 1 }, (_, step) => Math.round(coded(step / steps) * 255))

export function linearOfByte(value: number): number {
  return ofByte[value] ?? 0
}

/** The nearest byte; light beyond 0 to 1 is brought to its end. */
export function byteOfLinear(light: number): number {
  if (light >= 1) return 255
  // A whole number of 32 bits is cut off in one step, where `Math.round` takes several.
  return light <= 0 ? 0 : (toByte[(light * steps + 0.5) | 0] ?? 0)
}
