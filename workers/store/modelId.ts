import type { OnnxModel } from '#core/models.ts'
import { sha256Of } from './sha256.ts'

/** The id of a model file: `onnx-` and the first 16 hexadecimal digits of its SHA-256. */
export async function modelId(bytes: Uint8Array<ArrayBuffer>): Promise<OnnxModel['id']> {
  return `onnx-${(await sha256Of(bytes)).slice(0, 16)}`
}
