import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Outcome } from '#core/outcome.ts'
import { formulaSource } from '#tests/formula/checkpoint.ts'
import { bytesSource } from '#tests/formula/safetensorsFile.ts'
import { formulaImage } from '#tests/formula/weights.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { compileBiRefNet } from '#workers/birefnet/compile.ts'
import { expectedParameters } from '#workers/birefnet/parameters.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { openCheckpoint } from '#workers/weights/checkpoint.ts'
import { compactBytes, writeCompact } from '#workers/weights/compact.ts'

const side = 512

/** How much the mask of the lite network with formula weights changes when the weights are kept in half precision: alpha, 0 to 1. */
export async function halfPrecisionError(): Promise<{ max: number; mean: number }> {
  const original = formulaSource(backbones['swin-t'])
  const [exact, halved] = [await logitsOf(original), await logitsOf(await compactOf(original))]
  const differences = Array.from(exact, (logit, index) =>
    Math.abs(sigmoid(logit) - sigmoid(halved[index] ?? Number.NaN)),
  )
  return {
    max: differences.reduce((most, difference) => Math.max(most, difference)),
    mean: differences.reduce((sum, difference) => sum + difference) / differences.length,
  }
}

async function compactOf(original: ByteSource): Promise<ByteSource> {
  const checkpoint = taken(openCheckpoint(original))
  const parameters = expectedParameters(backbones['swin-t'])
  const isWanted = (key: string) => parameters.get(key)?.isUsed === true
  const room = new Uint8Array(compactBytes(checkpoint, isWanted))
  const origin = { sha256: '0'.repeat(64), sizeBytes: original.sizeBytes, name: 'formula' }
  const size = await writeCompact(checkpoint, isWanted, origin, (bytes, at) => room.set(bytes, at))
  return bytesSource(room.subarray(0, size))
}

async function logitsOf(source: ByteSource): Promise<Float32Array> {
  const plan = { precision: 'fp32', deformable: 'grid', chunkBytes: 32e6, patchOrder: 'c-hg-wg' } as const
  const { model, external } = taken(compileBiRefNet({ source, size: { width: side, height: side }, ...plan }))
  const externalData = external.map(({ path, data }) => ({ path, data: data() }))
  const session = await InferenceSession.create(model, { logSeverityLevel: 3, externalData })
  const image = new Tensor('float32', formulaImage(side, side), [1, 3, side, side])
  const { logits } = await session.run({ image })
  if (!(logits?.data instanceof Float32Array)) throw new TypeError('The network gives no float32.')
  return logits.data
}

function taken<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value))
