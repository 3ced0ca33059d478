import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ModelStore } from '#workers/store/models.ts'

/** The file of a kept ONNX model under its name, checked against its id. Fails as `ModelStore.get` does. */
export async function openOnnxModel(id: string, store: ModelStore): Promise<Outcome<File>> {
  const model = (await store.list()).find((kept) => kept.id === id)
  if (model === undefined) return failure('model-missing')
  const bytes = await store.get(id)
  return bytes.ok ? success(new File([bytes.value], `${model.name}.onnx`)) : bytes
}
