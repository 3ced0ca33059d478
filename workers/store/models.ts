import { underLock } from '#core/locks.ts'
import type { FamilyId, OnnxModel } from '#core/models.ts'
import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import { modelId } from './modelId.ts'
import { openShelf } from './openShelf.ts'
import { readRecord, writeRecord } from './record.ts'
import type { Shelf } from './shelf.ts'

/** The ONNX models kept on this device; all workers and tabs of the origin see the same ones. */
export interface ModelStore {
  /** By name. An entry that is broken in any way is left out. Empty where the browser keeps no files. */
  list(): Promise<OnnxModel[]>
  /** The file's bytes, checked against its id; `model-missing` where it is gone or damaged. */
  get(id: string): Promise<Outcome<Uint8Array<ArrayBuffer>>>
  /** Keeps a model; one that is there already keeps its corrections. Fails with `storage-full` or `storage-refused`. */
  put(model: OnnxModel, bytes: Uint8Array<ArrayBuffer>): Promise<Outcome<OnnxModel>>
  /** Changes the family; fails with `model-missing`, `storage-full` or `storage-refused`. */
  correct(id: string, family: FamilyId): Promise<Outcome<OnnxModel>>
  /** Deletes; also succeeds where there is nothing to delete. Fails with `storage-refused`. */
  remove(id: string): Promise<Outcome<null>>
}

/** The store over a shelf, which is opened by the first call and again after a failure; tests hand in faulty shelves. */
export function createModelStore(open: () => Promise<Shelf> = openShelf): ModelStore {
  let opening: Promise<Shelf> | undefined
  const shelf = () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }
  return {
    list: async () => {
      try {
        return await readList(await shelf())
      } catch {
        return []
      }
    },
    get: (id) => expectRefusal(async () => await readModel(await shelf(), id)),
    put: (model, bytes) =>
      alone(async () => {
        const files = await shelf()
        await sweep(files)
        const known = await readEntry(files, model.id)
        const kept = { ...model, family: known?.family ?? model.family }
        // The record comes last: a model whose record is missing does not count.
        await files.write(fileName(model.id), bytes)
        await files.write(recordName(model.id), writeRecord(kept))
        return success(kept)
      }),
    correct: (id, family) =>
      alone(async () => {
        const files = await shelf()
        const known = await readEntry(files, id)
        if (known === undefined) return failure('model-missing')
        const corrected = { ...known, family }
        await files.write(recordName(id), writeRecord(corrected))
        return success(corrected)
      }),
    remove: (id) =>
      alone(async () => {
        const files = await shelf()
        await files.remove(recordName(id))
        await files.remove(fileName(id))
        return success(null)
      }),
  }
}

const fileName = (id: string) => `${id}.onnx`
const recordName = (id: string) => `${id}.json`

async function readList(shelf: Shelf): Promise<OnnxModel[]> {
  const ids = (await shelf.names()).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5))
  const entries = await Promise.all(ids.map((id) => readEntry(shelf, id).catch(() => undefined)))
  return entries.filter((entry) => entry !== undefined).sort((a, b) => a.name.localeCompare(b.name))
}

/** The record of a model whose file is there in full. */
async function readEntry(shelf: Shelf, id: string): Promise<OnnxModel | undefined> {
  const bytes = await shelf.read(recordName(id))
  const model = bytes === undefined ? undefined : readRecord(bytes)
  if (model?.id !== id || (await shelf.size(fileName(id))) !== model.sizeBytes) return undefined
  return model
}

async function readModel(shelf: Shelf, id: string): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const bytes = await shelf.read(fileName(id))
  if (bytes === undefined) return failure('model-missing')
  if ((await modelId(bytes)) === id) return success(bytes)
  await shelf.remove(recordName(id))
  return failure('model-missing', 'the file on this device was damaged')
}

/** Frees what a worker that ended in mid-write, or a damaged entry, has left behind. */
async function sweep(shelf: Shelf): Promise<void> {
  const whole = new Set((await readList(shelf)).flatMap(({ id }) => [fileName(id), recordName(id)]))
  const left = (await shelf.names()).filter((name) => !whole.has(name))
  await Promise.all(left.map((name) => shelf.remove(name).catch(() => {})))
}

/** Changes happen one at a time over all workers and tabs. */
async function alone<T>(change: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  return await expectRefusal(() => underLock('clearcut-models', {}, change))
}

async function expectRefusal<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DOMException) return refusal(error)
    throw error
  }
}

function refusal(error: DOMException): Failure {
  return failure(error.name === 'QuotaExceededError' ? 'storage-full' : 'storage-refused', error.message)
}
