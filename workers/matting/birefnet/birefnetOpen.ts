import { findEntry } from '#core/catalogue/catalogue.ts'
import type { Size } from '#core/geometry.ts'
import type { BiRefNetModel } from '#core/models.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ShelfItem } from '#core/shelf.ts'
import { backendOf, type Way } from '#core/ways/way.ts'
import { type CompiledNetwork, compileBiRefNet } from '#workers/birefnet/compile.ts'
import type { Plan } from '#workers/birefnet/plan.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import type { Session } from '#workers/runtime/session.ts'
import { type OpenCheckpoint as KeptCheckpoint, openKept } from '#workers/store/kept.ts'
import { refusal } from '#workers/store/space.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { DamagedTensor } from '#workers/weights/checkpoint.ts'

/** Gives a checkpoint's bytes to read, for as long as it is not released. */
export type OpenCheckpoint = (
  id: string,
) => Promise<Outcome<Pick<KeptCheckpoint, 'source' | 'release'> & { item: Pick<ShelfItem, 'patchOrder'> }>>

/** Opens a checkpoint of the shelf. Fails with `model-missing` or a `storage-...` reason. */
export const openKeptCheckpoint: OpenCheckpoint = async (id) => {
  const kept = await openKept().catch(refusal)
  return 'ok' in kept ? kept : await kept.open(id)
}

export interface BiRefNetWish {
  source: ByteSource
  size: Size
  way: Pick<Way, 'rung' | 'precision' | 'limitBytes'>
  patchOrder?: Plan['patchOrder']
  /** Hears how much of the weights is in its place, 0 to 1. */
  onShare?: (share: number) => void
}

interface BiRefNetOpening {
  size: Size
  way: Way
  openCheckpoint: OpenCheckpoint
  onShare(share: number): void
}

/**
 * Opens a checkpoint for inputs of this size. It is read only while the session is made.
 * Fails as `openCheckpoint` does, with a `checkpoint-...` reason, or as `openSession` does; with `out-of-memory` also where it would not fit.
 */
export async function openBiRefNet(
  { id }: Pick<BiRefNetModel, 'id'>,
  { size, way, openCheckpoint, onShare }: BiRefNetOpening,
): Promise<Outcome<Session>> {
  const checkpoint = await openCheckpoint(id)
  if (!checkpoint.ok) return checkpoint
  const { item, source, release } = checkpoint.value
  const patchOrder = findEntry(id)?.patchOrder ?? item.patchOrder
  try {
    return await openBiRefNetFrom({ source, size, way, onShare, ...(patchOrder === undefined ? {} : { patchOrder }) })
  } finally {
    release()
  }
}

/** Compiles a checkpoint for its way and opens it; each weight is read at the moment it is copied to the runtime, and held nowhere else. */
export async function openBiRefNetFrom(wish: BiRefNetWish): Promise<Outcome<Session>> {
  const compiled = compileWithin(wish)
  if (!compiled.ok) return compiled
  const { onShare = () => {} } = wish
  const allBytes = compiled.value.external.reduce((sum, { byteLength }) => sum + byteLength, 0)
  let madeBytes = 0
  let damage: DamagedTensor | undefined
  const files = compiled.value.external.map(({ path, byteLength, data }) =>
    lazyFile({
      path,
      byteLength,
      make: () => {
        onShare(madeBytes / allBytes)
        madeBytes += byteLength
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
  const backend = backendOf(wish.way.rung)
  // What WebGPU would leave to the processor is slower than a network that is written for the processor.
  const options = { backend, externalData: files, lean: true, wholly: backend === 'webgpu' } as const
  const session = await openSession(compiled.value.model, options)
  return !session.ok && damage !== undefined ? failure('checkpoint-incomplete', damage.message) : session
}

/** Most bytes of one temporary, in the order they are tried: smaller chunks take less heap and more time. WebGPU binds 128 MiB at once everywhere. */
const chunks = { wasm: [32e6, 8e6], webgpu: [96e6] } as const

/** Compiles with the largest chunks whose forecast keeps within the way's limit. Fails with `out-of-memory` where none does. */
function compileWithin({ way, onShare: _, ...wish }: BiRefNetWish): Outcome<CompiledNetwork> {
  const backend = backendOf(way.rung)
  const { precision, limitBytes } = way
  const deformable = backend === 'webgpu' ? 'grid' : 'native'
  let peakBytes = 0
  for (const chunkBytes of chunks[backend]) {
    const compiled = compileBiRefNet({ ...wish, precision, deformable, chunkBytes })
    if (!compiled.ok) return compiled
    peakBytes = compiled.value.memory.peakBytes
    // The weights of a network on WebGPU lie outside the heap.
    if (backend === 'webgpu' || peakBytes <= limitBytes) return success(compiled.value)
  }
  return failure('out-of-memory', `it would take ${peakBytes} bytes, and ${limitBytes} are there for it`)
}
