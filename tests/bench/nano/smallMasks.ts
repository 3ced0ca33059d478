import type { InferenceSession } from 'onnxruntime-node'
import sharp from 'sharp'

/** What the network gave under this name. */
export function floats(results: Partial<InferenceSession.OnnxValueMapType>, name: string): Float32Array {
  const data = results[name]?.data
  if (!(data instanceof Float32Array)) throw new TypeError(`${name} is no float32.`)
  return data
}

/** The true mask of a pair, squeezed to a square of this side: 0 or 1 a pixel. */
export async function readTruth(path: string, side: number): Promise<Uint8Array> {
  const grey = await sharp(path)
    .removeAlpha()
    .greyscale()
    .resize(side, side, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer()
  return Uint8Array.from(grey, (value) => (value > 127 ? 1 : 0))
}

/** Intersection over union of two masks of 0 and 1. */
export function overlap(one: Uint8Array, other: Uint8Array): number {
  let [both, either] = [0, 0]
  for (const [at, value] of one.entries()) {
    both += value & (other[at] ?? 0)
    either += value | (other[at] ?? 0)
  }
  return either === 0 ? 1 : both / either
}
