import { formulaSource } from '#tests/formula/checkpoint.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { compileBiRefNet } from '#workers/birefnet/compile.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import { openCheckpoint } from '#workers/weights/checkpoint.ts'
import { accessHandleSource } from '#workers/weights/fileSources.ts'
import type { Loaded } from './measure.ts'

const fileName = 'lite.safetensors'

/** Writes the lite checkpoint to the device's storage, then measures the way from there to a session for 1024 x 1024. */
export async function loadFromDevice(): Promise<Loaded> {
  const folder = await navigator.storage.getDirectory()
  const file = await folder.getFileHandle(fileName, { create: true })
  const handle = await file.createSyncAccessHandle()
  try {
    writeCheckpoint(handle)
    const started = performance.now()
    const source = accessHandleSource(handle)
    const plan = {
      size: { width: 1024, height: 1024 },
      precision: 'fp32',
      deformable: 'native',
      chunkBytes: 32e6,
    } as const
    const compiled = compileBiRefNet({ source, ...plan, patchOrder: 'c-hg-wg' })
    if (!compiled.ok) throw new Error(compiled.detail)
    const graphMs = performance.now() - started
    const { model, external } = compiled.value
    const externalData = external.map(({ path, byteLength, data }) => lazyFile({ path, byteLength, make: data }))
    const session = await openSession(model, { backend: 'wasm', externalData, lean: true })
    if (!session.ok) throw new Error(session.detail)
    return { fileBytes: source.sizeBytes, graphMs, sessionMs: performance.now() - started }
  } finally {
    handle.close()
    await folder.removeEntry(fileName)
  }
}

/** The formula source makes one tensor at a time, so the file is written tensor by tensor. */
function writeCheckpoint(handle: FileSystemSyncAccessHandle): void {
  const source = formulaSource(backbones['swin-t'])
  const checkpoint = openCheckpoint(source)
  if (!checkpoint.ok) throw new Error(checkpoint.detail)
  const headerEnd = Math.min(...[...checkpoint.value.tensors.values()].map(({ start }) => start))
  const ranges = [{ start: 0, end: 8 }, { start: 8, end: headerEnd }, ...checkpoint.value.tensors.values()]
  for (const { start, end } of ranges) handle.write(source.read(start, end), { at: start })
}
