import type { Size } from '#core/geometry.ts'
import type { BiRefNetModel, OnnxModel } from '#core/models.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Way } from '#core/ways/way.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import type { Backend, Session } from '#workers/runtime/session.ts'
import type { ModelStore } from '#workers/store/models.ts'
import { type OpenCheckpoint, openBiRefNet } from './birefnet/birefnetOpen.ts'
import { openDabs, openNano } from './nano/nanoOpen.ts'

/** Opens networks and keeps the last one warm, because the next photo nearly always wants the same; and the built-in one beside it. */
export interface Sessions {
  /** The network that is part of the app; on the processor where no way is given. Fails as `openNano` does. */
  nano(way: Pick<Way, 'rung' | 'precision'> | undefined): Promise<Outcome<Session>>
  /** The built-in network with its features, and the branch that reads them, on the processor: for a person's hints. Fails as `openNano` does. */
  hinting(): Promise<Outcome<HintingSessions>>
  /** A model that a person brought along. Fails with `model-missing` or as `openSession` does. */
  onnx(model: OnnxModel, backend?: Backend): Promise<Outcome<Session>>
  /** The same on the processor, beside the warm one: the caller releases it. */
  onnxBeside(model: OnnxModel): Promise<Outcome<Session>>
  /** A checkpoint of the shelf, compiled for an input of this size and a way to run it; `onShare` hears how much is loaded, 0 to 1. Fails as `openBiRefNet` does. */
  birefnet(model: BiRefNetModel, size: Size, way: Way, onShare: (share: number) => void): Promise<Outcome<Session>>
}

export interface HintingSessions {
  trunk: Session
  dabs: Session
}

/** The way that every device has. */
const onProcessor: Pick<Way, 'rung' | 'precision'> = { rung: 'wasm-threads', precision: 'fp32' }

/** @param baseUrl where the app's files lie, with a slash at the end */
export function createSessions(baseUrl: string, store: ModelStore, openCheckpoint: OpenCheckpoint): Sessions {
  let warm: { id: string; session: Session } | undefined
  let builtIn: { id: string; session: Session } | undefined
  let hinting: HintingSessions | undefined

  async function take(id: string, open: () => Promise<Outcome<Session>>): Promise<Outcome<Session>> {
    if (warm?.id === id) return { ok: true, value: warm.session }
    await warm?.session.release()
    warm = undefined
    const opened = await open()
    if (opened.ok) warm = { id, session: opened.value }
    return opened
  }

  const read = ({ id, file }: OnnxModel) => (file === undefined ? store.get(id) : bytesOf(file))

  return {
    nano: async (way = onProcessor) => {
      const id = `${way.rung} ${way.precision}`
      if (builtIn?.id === id) return success(builtIn.session)
      await builtIn?.session.release()
      builtIn = undefined
      const opened = await openNano(baseUrl, way)
      if (opened.ok) builtIn = { id, session: opened.value }
      return opened
    },
    hinting: async () => {
      if (hinting !== undefined) return success(hinting)
      const trunk = await openNano(baseUrl, onProcessor, true)
      if (!trunk.ok) return trunk
      const dabs = await openDabs(baseUrl)
      if (!dabs.ok) {
        await trunk.value.release()
        return dabs
      }
      hinting = { trunk: trunk.value, dabs: dabs.value }
      return success(hinting)
    },
    onnx: (model, backend = 'wasm') => take(`${model.id} on ${backend}`, () => openBytes(() => read(model), backend)),
    onnxBeside: (model) => openBytes(() => read(model)),
    birefnet: (model, size, way, onShare) =>
      take(`${model.id} at ${size.width} x ${size.height}, ${way.rung} ${way.precision}`, () =>
        openBiRefNet(model, { size, way, openCheckpoint, onShare }),
      ),
  }
}

async function openBytes(
  read: () => Promise<Outcome<Uint8Array<ArrayBuffer>>>,
  backend: Backend = 'wasm',
): Promise<Outcome<Session>> {
  const bytes = await read()
  return bytes.ok ? await openSession(bytes.value, { backend }) : bytes
}

async function bytesOf(file: Blob): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  return success(new Uint8Array(await file.arrayBuffer()))
}
