import { NanoNetwork } from '#workers/nano/network.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { openCheckpoint } from '#workers/weights/checkpoint.ts'
import { toHalf } from '#workers/weights/floats.ts'
import { quantiseOutputs } from '#workers/weights/quantise.ts'
import { scaleSuffix } from '#workers/weights/safetensors.ts'

/** What training has and a cut does without: the side masks and the gates' edge maps. */
const ofTraining = /^side\d\.|\.predict\./

/** Kernels that stay in half precision: few weights, and all of the mask passes through them. */
const preciseKernels = /^head\.|^backbone\.stem\.|^backbone\.blocks\.[0-5]\.|depth|\.atrous\.\d\.0\./

interface Packed {
  key: string
  dtype: 'I8' | 'F16' | 'F32'
  shape: readonly number[]
  bytes: Uint8Array
}

/**
 * The weights as they are shipped, a safetensors file: norms folded into the convolutions before them, kernels in 8 bits with a scale for
 * each output channel (`key.scale`), biases in full precision, nothing of what only training needs.
 */
export function packNano(source: ByteSource, precise = preciseKernels): Uint8Array<ArrayBuffer> {
  const checkpoint = openCheckpoint(source)
  if (!checkpoint.ok) throw new Error(`The weights cannot be read: ${checkpoint.reason}, ${checkpoint.detail}`)
  const { tensors } = checkpoint.value
  const net = new NanoNetwork(checkpoint.value, { size: { width: 32, height: 32 }, precision: 'fp32', hasHints: true })
  const kernels = [...tensors].filter(([key, { shape }]) => shape.length === 4 && !ofTraining.test(key))
  const packed = kernels.flatMap(([key, { shape }]): Packed[] => {
    const name = key.replace(/\.weight$/, '')
    const { weight, bias } = net.kernel(name, name.replace(/\.0$/, '.1'))
    const biases: Packed = { key: `${name}.bias`, dtype: 'F32', shape: [shape[0] ?? 0], bytes: bytesOf(bias()) }
    if (precise.test(key)) return [{ key, dtype: 'F16', shape, bytes: bytesOf(toHalf(weight())) }, biases]
    const { data, scales } = quantiseOutputs(weight(), shape[0] ?? 0)
    const scale: Packed = { key: key + scaleSuffix, dtype: 'F32', shape: [scales.length], bytes: bytesOf(scales) }
    return [{ key, dtype: 'I8', shape, bytes: bytesOf(data) }, scale, biases]
  })
  // The widest elements come first, so that each begins at a multiple of its size.
  return safetensors(packed.sort((one, other) => widths[other.dtype] - widths[one.dtype]))
}

const widths = { F32: 4, F16: 2, I8: 1 } as const

function safetensors(packed: readonly Packed[]): Uint8Array<ArrayBuffer> {
  let end = 0
  const entries = packed.map(({ key, dtype, shape, bytes }) => {
    const start = end
    end += bytes.length
    return [key, { dtype, shape, data_offsets: [start, end] }]
  })
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)))
  const base = 8 + 8 * Math.ceil(json.length / 8)
  const file = new Uint8Array(base + end).fill(0x20, 0, base)
  new DataView(file.buffer).setBigUint64(0, BigInt(base - 8), true)
  file.set(json, 8)
  let at = base
  for (const { bytes } of packed) {
    file.set(bytes, at)
    at += bytes.length
  }
  return file
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
