import type { OnnxModel } from '#core/models.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import { modelId } from '#workers/store/modelId.ts'
import { shapeOf } from './onnxModelShape.ts'
import { usageOf } from './onnxModelUsage.ts'

/**
 * Loads a file that a person brought, once, to see that it works, and says how it will be used.
 * Fails with `model-unreadable` (the detail says why), `out-of-memory` or `runtime-missing`.
 */
export async function describeModel(bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<Outcome<OnnxModel>> {
  const opened = await openSession(bytes, { backend: 'wasm' })
  if (!opened.ok) return opened
  const shape = shapeOf(opened.value)
  await opened.value.release()
  if (!shape.ok) return shape
  return success({ ...usageOf(fileName, shape.value), id: await modelId(bytes), sizeBytes: bytes.byteLength })
}
