import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Outcome } from '#core/outcome.ts'
import { goldenTensors } from '#tests/golden/safetensors.ts'
import { compileNano } from '#workers/nano/compile.ts'
import type { NanoPlan } from '#workers/nano/network.ts'
import { externalFiles } from '#workers/onnx/external.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'

const root = resolve(import.meta.dirname, '../../..')

/** The weights as training left them. */
export const trainedPath = resolve(root, 'training/nano.safetensors')

/** What the network's convolutions are given. */
export const inputsPath = resolve(root, 'training/inputs.safetensors')

/** Bytes in memory as a source. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { sizeBytes: bytes.length, read: (start, end) => Uint8Array.from(bytes.subarray(start, end)) }
}

/** A file of a test, held in memory. */
export function fileSource(path: string): ByteSource {
  return bytesSource(readFileSync(path))
}

export function taken<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}

/** A photo as the network gets it. */
export interface NanoInput {
  width: number
  height: number
  input: Float32Array
  hints: Float32Array
}

/** A photo, hints, and what PyTorch made of them. */
export interface NanoGolden extends NanoInput {
  results: { hasHints: boolean; logits: Float32Array }[]
}

/** A golden file: the small one has a result without the hints (`logits`) and one with them (`hinted`), the large ones one only. */
export function readGolden(path: string): NanoGolden {
  const tensors = goldenTensors(readFileSync(path))
  const [, , height = 0, width = 0] = tensors.get('input')?.shape ?? []
  const of = (name: string) => tensors.get(name)?.values ?? new Float32Array()
  const hints = of('hints')
  const hinted = tensors.get('hinted')
  if (hinted === undefined) {
    const isSaid = hints.some((value) => value !== 0)
    const all = { hasHints: true, logits: of('logits') }
    return { width, height, input: of('input'), hints, results: isSaid ? [all] : [all, { ...all, hasHints: false }] }
  }
  const results = [
    { hasHints: false, logits: of('logits') },
    { hasHints: true, logits: hinted.values },
  ]
  return { width, height, input: of('input'), hints, results }
}

/** A session of the network in Node. */
export async function openNano(source: ByteSource, plan: NanoPlan): Promise<InferenceSession> {
  const { model, external } = taken(compileNano({ source, ...plan }))
  const externalData = externalFiles(external).map(({ path, data }) => ({ path, data }))
  return await InferenceSession.create(model, { logSeverityLevel: 3, externalData })
}

/** The logits; hints are given where the graph takes them. */
export async function runNano(session: InferenceSession, { width, height, input, hints }: NanoInput) {
  const image = new Tensor('float32', input, [1, 3, height, width])
  const said = session.inputNames.includes('hints')
    ? { hints: new Tensor('float32', hints, [1, 2, height, width]) }
    : {}
  const { logits } = await session.run({ image, ...said })
  if (!(logits?.data instanceof Float32Array)) throw new TypeError('The network gives no float32.')
  return logits.data
}
