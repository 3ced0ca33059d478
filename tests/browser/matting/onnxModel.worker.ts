import { expose } from 'comlink'
import type { OnnxModel } from '#core/models.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { addOnnxModel } from '#workers/matting/own/onnxModelAdd.ts'
import { runOnnxModel } from '#workers/matting/own/onnxModelRun.ts'
import { type RgbaPixels, resizeMask } from '#workers/pixels/resize/resize.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import { configureRuntime } from '#workers/runtime/start.ts'
import { createModelStore } from '#workers/store/models.ts'

configureRuntime({ baseUrl: '/' })
const store = createModelStore()

/** The way of a model that a person brings: added once, then fetched from the store for each run. */
export const remoteModel = {
  add: (file: File, parts: File[] = []) => addOnnxModel(file, parts, store),
  async mask(photo: RgbaPixels, model: OnnxModel): Promise<Outcome<Uint8Array>> {
    const bytes = await store.get(model.id)
    if (!bytes.ok) return bytes
    const session = await openSession(bytes.value, { backend: 'wasm' })
    if (!session.ok) return session
    const plane = await runOnnxModel(photo, session.value, model)
    await session.value.release()
    return plane.ok ? success(resizeMask(plane.value, photo)) : plane
  },
}

expose(remoteModel)
