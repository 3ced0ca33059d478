import type { Size } from '#core/geometry.ts'
import type { BiRefNetModel, OnnxModel } from '#core/models.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Way } from '#core/ways/way.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import type { Backend, Session } from '#workers/runtime/session.ts'
import type { ModelStore } from '#workers/store/models.ts'
import { type OpenCheckpoint, openBiRefNet } from './birefnet/birefnetOpen.ts'

/** Opens networks and keeps the last one warm, because the next photo nearly always wants the same. */
export interface Sessions {
  /** The people segmenter that is part of the app. Fails with `runtime-missing` when its file cannot be had. */
  instant(): Promise<Outcome<Session>>
  /** A model that a person brought along. Fails with `model-missing` or as `openSession` does. */
  onnx(model: OnnxModel, backend?: Backend): Promise<Outcome<Session>>
  /** The same on the processor, beside the warm one: the caller releases it. */
  onnxBeside(model: OnnxModel): Promise<Outcome<Session>>
  /** A checkpoint of the shelf, compiled for an input of this size and a way to run it; `onShare` hears how much is loaded, 0 to 1. Fails as `openBiRefNet` does. */
  birefnet(model: BiRefNetModel, size: Size, way: Way, onShare: (share: number) => void): Promise<Outcome<Session>>
}

/** @param baseUrl where the app's files lie, with a slash at the end */
export function createSessions(baseUrl: string, store: ModelStore, openCheckpoint: OpenCheckpoint): Sessions {
  let warm: { id: string; session: Session } | undefined

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
    instant: () => take('instant', () => openBytes(() => fetchPart(new URL('models/instant.onnx', baseUrl)))),
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

/** Fetches a file of the app itself: from the network on the first visit, from the service worker's cache ever after. */
async function fetchPart(url: URL): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  try {
    const response = await fetch(url)
    // A host that answers every unknown address with its start page says 200 too.
    const isPage = response.headers.get('content-type')?.includes('text/html') ?? false
    if (!response.ok || isPage) return failure('runtime-missing', `${url.pathname}: ${response.status}`)
    return { ok: true, value: new Uint8Array(await response.arrayBuffer()) }
  } catch (error) {
    return failure('runtime-missing', `${url.pathname}: ${String(error)}`)
  }
}
