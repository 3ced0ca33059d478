import { findEntry } from '#core/catalogue/catalogue.ts'
import type { Size } from '#core/geometry.ts'
import type { BiRefNetModel } from '#core/models.ts'
import { failure, type Outcome } from '#core/outcome.ts'
import { compileBiRefNet } from '#workers/birefnet/compile.ts'
import type { Precision } from '#workers/birefnet/plan.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import type { Session } from '#workers/runtime/session.ts'
import { openKept } from '#workers/store/kept.ts'
import { refusal } from '#workers/store/space.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { DamagedTensor } from '#workers/weights/checkpoint.ts'

/** Most bytes of one temporary: smaller chunks take less heap and more time. */
const chunkBytes = 32e6

export interface BiRefNetWish {
  source: ByteSource
  size: Size
  precision: Precision
  patchOrder?: 'c-hg-wg' | 'wg-hg-c'
}

/**
 * Opens a checkpoint of the shelf for inputs of this size. It is read only while the session is made. The large network is run in
 * 8 bits: in full precision its weights alone take a quarter of what WebAssembly can address, and it is more than twice as slow.
 * Fails with `model-missing`, a `storage-...` or `checkpoint-...` reason, or as `openSession` does.
 */
export async function openBiRefNet({ id, backbone }: BiRefNetModel, size: Size): Promise<Outcome<Session>> {
  const kept = await openKept().catch(refusal)
  if ('ok' in kept) return kept
  const checkpoint = await kept.open(id)
  if (!checkpoint.ok) return checkpoint
  const { item, source, release } = checkpoint.value
  const patchOrder = findEntry(id)?.patchOrder ?? item.patchOrder
  try {
    return await openBiRefNetFrom({
      source,
      size,
      precision: backbone === 'lite' ? 'fp32' : 'int8',
      ...(patchOrder === undefined ? {} : { patchOrder }),
    })
  } finally {
    release()
  }
}

/** Compiles a checkpoint for the processor and opens it; each weight is read at the moment it is copied to the heap, and held nowhere else. */
export async function openBiRefNetFrom(wish: BiRefNetWish): Promise<Outcome<Session>> {
  const compiled = compileBiRefNet({ ...wish, deformable: 'native', chunkBytes })
  if (!compiled.ok) return compiled
  let damage: DamagedTensor | undefined
  const files = compiled.value.external.map(({ path, byteLength, data }) =>
    lazyFile({
      path,
      byteLength,
      make: () => {
        try {
          return data()
        } catch (error) {
          // The runtime hands on the message alone.
          if (error instanceof DamagedTensor) damage = error
          throw error
        }
      },
    }),
  )
  const session = await openSession(compiled.value.model, { backend: 'wasm', externalData: files, lean: true })
  return !session.ok && damage !== undefined ? failure('checkpoint-incomplete', damage.message) : session
}
