import type { OnnxModel } from '#core/models.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ModelStore } from '#workers/store/models.ts'
import { describeModel } from './onnxModelDescribe.ts'

/** No ArrayBuffer of the browsers at hand is larger, and no such model would fit the 4 GiB heap. */
const maxBytes = 2 ** 31 - 1

/** Tries a file that a person brought and keeps it, or hands it back where the browser keeps nothing. Fails as `describeModel` and `ModelStore.put` do, or with `file-gone`. */
export async function addOnnxModel(file: File, store: ModelStore): Promise<Outcome<OnnxModel>> {
  if (file.size > maxBytes) return failure('out-of-memory', `${file.size} bytes`)
  const bytes = await readAll(file)
  if (bytes === undefined) return failure('file-gone')
  const described = await describeModel(bytes, file.name)
  if (!described.ok) return described
  const kept = await store.put(described.value, bytes)
  if (kept.ok || kept.reason !== 'storage-refused') return kept
  // The page keeps it, since any worker may end at any time; of bytes, since the file itself may go away.
  return success({ ...described.value, file: new Blob([bytes]) })
}

async function readAll(file: File): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
