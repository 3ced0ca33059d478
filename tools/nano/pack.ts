import { constants, gzipSync } from 'node:zlib'
import { NanoNetwork } from '#workers/nano/network.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { type Checkpoint, openCheckpoint } from '#workers/weights/checkpoint.ts'
import { toHalf } from '#workers/weights/floats.ts'
import { highSuffix, scaleSuffix } from '#workers/weights/safetensors.ts'
import { planFeedback, roundWithFeedback } from './feedback.ts'
import { stepShare } from './stepShare.ts'
import { inBytes, inSteps, roundBalanced } from './steps.ts'

/** What training has and a cut does without: the side masks and the gates' edge maps. */
const ofTraining = /^side\d\.|\.predict\./

/** Files of `training`. */
export interface NanoParts {
  /** The weights. */
  trained: ByteSource
  /** What the inputs of its 1 x 1 convolutions are like (training/inputs.py). */
  inputs: ByteSource
}

interface Packed {
  key: string
  dtype: 'I8' | 'F16'
  shape: readonly number[]
  bytes: Uint8Array
}

/**
 * The weights as they are shipped, a safetensors file: norms folded into the convolutions before them, kernels in whole steps with a scale for
 * each output channel (`key.scale`) and, where 8 bits are too few, upper halves (`key.high`), biases in half precision, nothing of what only
 * training needs.
 */
export function packNano({ trained, inputs }: NanoParts): Uint8Array<ArrayBuffer> {
  const [checkpoint, given] = [opened(trained), opened(inputs)]
  const { tensors } = checkpoint
  const net = new NanoNetwork(checkpoint, { size: { width: 32, height: 32 }, precision: 'fp32', hasHints: true })
  const kernels = [...tensors].filter(([key, { shape }]) => shape.length === 4 && !ofTraining.test(key))
  const packed = kernels.map(([key, { shape }]) => {
    const [outputs = 0] = shape
    const name = key.replace(/\.weight$/, '')
    const { weight, bias } = net.kernel(name, name.replace(/\.0$/, '.1'))
    const kernel = weight()
    const share = stepShare(key, kernel.length)
    const { counts, scales } = inSteps(kernel, { outputs, share, round: roundingOf(given, key, shape) })
    const { low, high } = inBytes(counts)
    return {
      scale: halves(key + scaleSuffix, scales),
      bias: halves(`${name}.bias`, bias()),
      high: high.some((value) => value !== 0) ? [eighths(key + highSuffix, shape, high)] : [],
      low: eighths(key, shape, low),
    }
  })
  // Like beside like: so they pack best.
  const parts = [packed.map(({ scale }) => scale), packed.map(({ bias }) => bias), packed.flatMap(({ high }) => high)]
  return safetensors([...parts.flat(), ...packed.map(({ low }) => low)])
}

/**
 * The same, packed once more (gzip), so that a step takes the bits that tell it from others, and not as many as the rarest. Weights are noise: the
 * packer looks for runs, those of zeros in the upper halves, and for no other repetitions.
 */
export function shippedNano(parts: NanoParts): Uint8Array {
  return gzipSync(packNano(parts), { level: 9, memLevel: 9, strategy: constants.Z_RLE })
}

function opened(source: ByteSource): Checkpoint {
  const checkpoint = openCheckpoint(source)
  if (!checkpoint.ok) throw new Error(`The weights cannot be read: ${checkpoint.reason}, ${checkpoint.detail}`)
  return checkpoint.value
}

function roundingOf({ tensors, read }: Checkpoint, key: string, shape: readonly number[]) {
  const [, inputs = 0, height = 1, width = 1] = shape
  const taps = height * width
  if (!tensors.has(key)) return (values: Float32Array) => roundBalanced(values, taps > 1 ? taps : inputs)
  const found = read(key)
  const row = (at: number) => found.subarray(at * inputs, (at + 1) * inputs)
  const directions = Array.from({ length: found.length / inputs - 1 }, (_, at) => row(at + 1))
  const answers = planFeedback({ rest: row(0), directions })
  return (values: Float32Array) => roundWithFeedback(values, answers)
}

function halves(key: string, values: Float32Array): Packed {
  return { key, dtype: 'F16', shape: [values.length], bytes: bytesOf(toHalf(values)) }
}

function eighths(key: string, shape: readonly number[], values: Int8Array): Packed {
  return { key, dtype: 'I8', shape, bytes: bytesOf(values) }
}

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
