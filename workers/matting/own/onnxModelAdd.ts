import { modelFile, modelFileBytes } from '#core/modelFiles.ts'
import type { OnnxModel } from '#core/models.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { inlineWeights } from '#workers/onnx/inlineWeights.ts'
import { readModel } from '#workers/onnx/readModel.ts'
import type { ModelStore } from '#workers/store/models.ts'
import { describeModel } from './onnxModelDescribe.ts'

/** No ArrayBuffer of the browsers at hand is larger, and no such model would fit the 4 GiB heap. */
const maxBytes = 2 ** 31 - 1

/**
 * Tries a file that a person brought, together with the files of its weights that came along, and keeps it, or hands it back where the browser keeps nothing.
 * Fails as `describeModel` and `ModelStore.put` do, with `file-gone`, with what the file is instead, or with `model-part-missing` (the detail names the part).
 */
export async function addOnnxModel(file: File, parts: readonly File[], store: ModelStore): Promise<Outcome<OnnxModel>> {
  if ([file, ...parts].reduce((sum, { size }) => sum + size, 0) > maxBytes)
    return failure('out-of-memory', `${file.size} bytes`)
  const own = await readAll(file)
  if (own === undefined) return failure('file-gone')
  const kind = modelFile(own.subarray(0, modelFileBytes), file.name)
  if (kind === undefined || kind === 'safetensors') return failure('model-unreadable', 'it is no ONNX file')
  if (kind !== 'onnx') return failure(kind)
  const whole = await withParts(own, parts)
  if (!whole.ok) return whole
  const bytes = whole.value
  const described = await describeModel(bytes, file.name)
  if (!described.ok) return described
  const kept = await store.put(described.value, bytes)
  if (kept.ok || kept.reason !== 'storage-refused') return kept
  // The page keeps it, since any worker may end at any time; of bytes, since the file itself may go away.
  return success({ ...described.value, file: new Blob([bytes]) })
}

/** The model with the weights that it keeps in other files. */
async function withParts(
  own: Uint8Array<ArrayBuffer>,
  parts: readonly File[],
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const wanted = readModel(own)?.externalFiles ?? new Set()
  if (wanted.size === 0) return success(own)
  const files = new Map<string, Uint8Array>()
  for (const location of wanted) {
    const name = location.split(/[/\\]/).at(-1) ?? location
    // A file that was renamed on its way is the one where only one came along.
    const part =
      parts.find((other) => other.name === name) ?? (wanted.size === 1 && parts.length === 1 ? parts[0] : undefined)
    if (part === undefined) return failure('model-part-missing', name)
    const bytes = await readAll(part)
    if (bytes === undefined) return failure('file-gone')
    files.set(location, bytes)
  }
  const whole = inlineWeights(own, files)
  return whole === undefined ? failure('model-truncated', 'the weights') : success(whole)
}

async function readAll(file: File): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
