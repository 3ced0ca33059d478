/** Stands for "exactly the 8-bit value". */
export const noFineStep = 128

/**
 * What a byte of alpha loses by rounding, as a second byte, so that both give 16 bits (`alpha16`). Masks stay bytes everywhere; who needs more adds these.
 * @param alpha 0 to 1
 * @param byte the same, rounded to 0 to 255
 */
export function fineStep(alpha: number, byte: number): number {
  return Math.min(255, Math.max(0, Math.round(alpha * 65_535) - byte * 257 + noFineStep))
}

/** Alpha from 0 to 65535, of a byte and its fine step. */
export function alpha16(byte: number, fine: number): number {
  return Math.min(65_535, Math.max(0, byte * 257 + fine - noFineStep))
}
