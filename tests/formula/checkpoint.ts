import type { Backbone } from '#workers/birefnet/backbone.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { formulaShapes, formulaValues } from './weights.ts'

/** A safetensors file of formula weights that exists only where it is read: one tensor is made at a time. */
export function formulaSource(
  backbone: Backbone,
  change: (key: string, values: Float32Array) => void = () => {},
): ByteSource {
  const shapes = formulaShapes(backbone)
  const entries: Record<string, { dtype: string; shape: readonly number[]; data_offsets: [number, number] }> = {}
  const starts = new Map<number, string>()
  let end = 0
  for (const [key, shape] of shapes) {
    const start = end
    end += 4 * shape.reduce((product, size) => product * size, 1)
    entries[key] = { dtype: 'F32', shape, data_offsets: [start, end] }
    starts.set(start, key)
  }
  const header = new TextEncoder().encode(JSON.stringify(entries))
  const base = 8 + header.length
  return {
    sizeBytes: base + end,
    read: (start, stop) => {
      if (start === 0) return Uint8Array.from(new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer))
      if (start === 8) return Uint8Array.from(header)
      const key = starts.get(start - base)
      const shape = shapes.get(key ?? '')
      if (key === undefined || shape === undefined) throw new RangeError(`No tensor starts at ${start}.`)
      const values = formulaValues(key, shape)
      change(key, values)
      if (values.byteLength !== stop - start) throw new RangeError(`${key} is not read as a whole.`)
      return new Uint8Array(values.buffer)
    },
  }
}
