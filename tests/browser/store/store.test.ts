import { type Remote, wrap } from 'comlink'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OnnxModel } from '#core/models.ts'
import { modelId } from '#workers/store/modelId.ts'
import type { remoteStore } from './store.worker.ts'

type Store = Remote<typeof remoteStore>

const workers: Worker[] = []
const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i * 7)

function startWorker(): Store {
  const worker = new Worker(new URL('./store.worker.ts', import.meta.url), { type: 'module' })
  workers.push(worker)
  return wrap<typeof remoteStore>(worker)
}

async function modelOf(content: Uint8Array<ArrayBuffer>): Promise<OnnxModel> {
  const input = { width: 320, height: 320 }
  const id = await modelId(content)
  return { kind: 'onnx', id, name: 'net', sizeBytes: content.byteLength, input, family: 'u2net', output: 'y' }
}

beforeEach(async () => {
  const root = await navigator.storage.getDirectory()
  await root.removeEntry('models', { recursive: true }).catch(() => {})
  indexedDB.deleteDatabase('models')
})

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate()
})

const places: [string, (store: Store) => Promise<void>][] = [
  ['the origin’s file system', async () => {}],
  ['IndexedDB, where files are refused,', async (store) => await store.refuseFiles()],
]

test.each(places)(
  'a model in %s is there for other workers, can be corrected, replaced and removed',
  async (_, set) => {
    const model = await modelOf(bytes)
    const first = startWorker()
    await set(first)
    expect(await first.put(model, bytes)).toEqual({ ok: true, value: model })
    expect(await first.correct(model.id, 'modnet')).toMatchObject({ ok: true })
    expect(await first.put(model, bytes)).toMatchObject({ ok: true, value: { family: 'modnet' } })

    const second = startWorker()
    await set(second)
    expect(await second.list()).toEqual([{ ...model, family: 'modnet' }])
    expect(await second.get(model.id)).toEqual({ ok: true, value: bytes })
    expect((await second.names()).sort()).toEqual([`${model.id}.json`, `${model.id}.onnx`])
    expect(await second.remove(model.id)).toMatchObject({ ok: true })
    expect(await first.list()).toEqual([])
    expect(await first.names()).toEqual([])
  },
)

test('a full disk is told, and leaves nothing of the model', async () => {
  const store = startWorker()
  await store.fillDisk()
  expect(await store.put(await modelOf(bytes), bytes)).toMatchObject({ ok: false, reason: 'storage-full' })
  expect(await store.list()).toEqual([])
  expect(await store.names()).toEqual([])
})

test('a write that broke off never becomes a model, and the next one clears it away', async () => {
  const store = startWorker()
  const model = await modelOf(bytes)
  await store.breakOff(`${model.id}.onnx`)
  await store.breakOff('onnx-1111111111111111.onnx')
  expect(await store.list()).toEqual([])
  expect(await store.put(model, bytes)).toMatchObject({ ok: true })
  expect((await store.names()).sort()).toEqual([`${model.id}.json`, `${model.id}.onnx`])
})

test('two workers that add at the same time both succeed', async () => {
  const stores = [startWorker(), startWorker()]
  const contents = [bytes, bytes.map((byte) => byte ^ 255)]
  const puts = stores.map(async (store, i) => {
    const content = contents[i] ?? bytes
    return await store.put(await modelOf(content), content)
  })
  expect(await Promise.all(puts)).toMatchObject([{ ok: true }, { ok: true }])
  expect(await stores[0]?.list()).toHaveLength(2)
})

test('a browser that keeps nothing says so', async () => {
  const store = startWorker()
  await store.refuseFiles()
  await store.refuseDatabase()
  expect(await store.list()).toEqual([])
  expect(await store.put(await modelOf(bytes), bytes)).toMatchObject({ ok: false, reason: 'storage-refused' })
})
