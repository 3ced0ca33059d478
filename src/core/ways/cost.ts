import type { BackboneSize } from '#core/models.ts'
import type { Precision, Way } from './way.ts'

/** What WebAssembly can address, less what gaps between blocks may cost. */
const addressableBytes = 3.6e9

/** What a browser gives that does not tell how much memory the device has: phones are among them, and end a page that takes more. */
const untoldBytes = 2.5e9

/** Share of the device's memory that a page may hope for; browsers and systems want the rest. */
const hopedShare = 0.5

/** Billions of multiply-adds of one run at 1024 x 1024, with the rewrites of the compiler. */
const billionsAt1024 = { nano: 22.6, lite: 305, large: 1237 } as const satisfies Record<BackboneSize, number>

/** The heap of a run in bytes: what the weights take, and what each 1024 x 1024 pixels of input take. */
const heap = {
  nano: { fp32: [60e6, 600e6], int8: [60e6, 600e6], fp16: [40e6, 300e6] },
  lite: { fp32: [240e6, 237e6], int8: [118e6, 239e6], fp16: [138e6, 140e6] },
  large: { fp32: [1076e6, 462e6], int8: [380e6, 460e6], fp16: [560e6, 290e6] },
} as const satisfies Record<BackboneSize, Record<Precision, readonly [number, number]>>

/** Billions of multiply-adds of one run with an input of the tier's area. */
export function billionsOf(backbone: BackboneSize, tier: number): number {
  return billionsAt1024[backbone] * (tier / 1024) ** 2
}

/**
 * About the memory that a run takes, in bytes, known before the checkpoint is looked at: on WebAssembly the heap, on WebGPU what lies on
 * the graphics card. The compiler's own forecast, which follows each value, is what counts in the end.
 */
export function needBytes(backbone: BackboneSize, { tier, precision }: Pick<Way, 'tier' | 'precision'>): number {
  const [weights, activations] = heap[backbone][precision]
  return weights + activations * (tier / 1024) ** 2
}

/** Most bytes that a wasm heap may take on this device; `tooMuchBytes` is what was tried lately and did not fit. */
export function heapLimit(memoryGib: number | undefined, tooMuchBytes?: number): number {
  const hoped = memoryGib === undefined ? untoldBytes : memoryGib >= 8 ? Infinity : memoryGib * 2 ** 30 * hopedShare
  return Math.min(addressableBytes, hoped, tooMuchBytes === undefined ? Infinity : tooMuchBytes * 0.95)
}
