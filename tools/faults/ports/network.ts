import { failure, type Outcome, success } from '#core/outcome.ts'
import type { PictureFetcher, Shelf } from '#core/ports.ts'
import type { Download, DownloadOrder, ShelfItem, ShelfNews } from '#core/shelf.ts'
import type { Plan } from '../plan.ts'
import type { Device } from './device.ts'

/** A model has so many bytes; of one that breaks off so many more are on the device. */
const [wholeBytes, partBytes] = [1000, 300]

/** Hosts of pictures and of models, and the worker that keeps what has come of these on the device. */
export class FaultyNetwork {
  readonly #plan: Plan
  readonly #device: Device
  #tell: (news: ShelfNews) => void = () => {}
  /** How many pictures were asked for. */
  fetches = 0

  constructor(plan: Plan, device: Device) {
    this.#plan = plan
    this.#device = device
  }

  readonly pictures: PictureFetcher = {
    fetch: async (address) => {
      const outcome = await this.#plan.call(
        () => success({ file: new Blob([address]), status: 200, answeredBy: 'pictures.example' }),
        { reasons: ['address-refused', 'address-no-picture', 'runtime-missing'] },
      )
      this.fetches += 1
      return outcome
    },
  }

  readonly shelf: Shelf = {
    look: () =>
      this.#call(
        () => ({
          items: [...this.#device.models.values()],
          downloads: [...this.#device.parts.values()],
          storage: { usedBytes: 0, freeBytes: 5e9, isPersisted: false },
        }),
        ['storage-refused'],
      ),
    download: (order) => this.#download(order),
    pause: () => this.#call(() => null, []),
    cancel: (id) =>
      this.#call(() => {
        this.#device.parts.delete(id)
        return null
      }, []),
    addFile: () => this.#call(() => null, ['checkpoint-unknown', 'storage-full']),
    stopAdding: () => this.#call(() => null, []),
    open: (id) => this.#call(() => new File(['weights'], `${id}.safetensors`), ['model-missing']),
    remove: (id) =>
      this.#call(() => {
        this.#device.models.delete(id)
        return null
      }, ['model-in-use']),
    removeAll: () =>
      this.#call(() => {
        this.#device.models.clear()
        return null
      }, ['model-in-use']),
    watch: (listener) => {
      this.#tell = listener
    },
    persist: async () => true,
  }

  #call<T>(work: () => T, reasons: Parameters<Plan['call']>[1]['reasons']): Promise<Outcome<T>> {
    return this.#plan.call(() => success(work()), { reasons, isInWorker: true })
  }

  async #download(order: DownloadOrder): Promise<Outcome<ShelfItem | null>> {
    const { id, name } = order
    const told = (doneBytes: number, state: Download['state']): Download => {
      const download = { id, name, doneBytes, totalBytes: wholeBytes, state }
      this.#tell({ kind: 'download', download })
      return download
    }
    const before = this.#device.parts.get(id)?.doneBytes ?? 0
    told(before, { status: 'starting' })
    const outcome = await this.#call(() => {
      const item = itemOf(order)
      this.#device.parts.delete(id)
      this.#device.models.set(id, item)
      return item
    }, ['download-interrupted', 'download-wrong', 'download-unavailable', 'storage-full'])
    if (outcome.ok) {
      this.#tell({ kind: 'ended', id })
      return outcome
    }
    const { reason, detail = '' } = outcome
    const came = reason === 'download-interrupted' ? Math.min(before + partBytes, wholeBytes - 1) : before
    // What the worker did before it ended is done.
    if (!this.#device.models.has(id)) this.#device.parts.set(id, told(came, { status: 'failed', reason, detail }))
    return failure(reason, detail)
  }
}

function itemOf({ id, name, kind, file }: DownloadOrder): ShelfItem {
  const sizes = { sizeBytes: wholeBytes, keptAt: 0, usedAt: 0 }
  return { id, name, kind, file, ...sizes, sha256: 'a'.repeat(64), from: 'hub', backbone: 'lite' }
}
