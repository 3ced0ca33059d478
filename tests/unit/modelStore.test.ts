import { expect, test } from 'vitest'
import type { OnnxModel } from '#core/models.ts'
import { modelId } from '#workers/store/modelId.ts'
import { createModelStore } from '#workers/store/models.ts'
import type { Shelf } from '#workers/store/shelf.ts'

type Files = Map<string, Uint8Array<ArrayBuffer>>

function shelfOver(files: Files): Shelf {
  return {
    names: async () => [...files.keys()],
    size: async (name) => files.get(name)?.byteLength,
    read: async (name) => files.get(name)?.slice(),
    write: async (name, bytes) => void files.set(name, bytes.slice()),
    remove: async (name) => void files.delete(name),
  }
}

async function modelOf(bytes: Uint8Array<ArrayBuffer>, name = 'net'): Promise<OnnxModel> {
  const input = { width: 320, height: 320 }
  const id = await modelId(bytes)
  return { kind: 'onnx', id, name, sizeBytes: bytes.byteLength, input, family: 'u2net', output: 'y' }
}

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i)
const other = Uint8Array.from({ length: 500 }, (_, i) => i * 3)

async function filled() {
  const files: Files = new Map()
  const store = createModelStore(async () => shelfOver(files))
  const model = await modelOf(bytes)
  const second = await modelOf(other, 'another')
  await store.put(model, bytes)
  await store.put(second, other)
  return { files, store, model, second }
}

test('the id is the beginning of the SHA-256', async () => {
  expect(await modelId(new Uint8Array(new TextEncoder().encode('abc')))).toBe('onnx-ba7816bf8f01cfea')
})

test('what is put is listed by name and comes back byte for byte', async () => {
  const { store, model, second } = await filled()
  expect(await store.list()).toEqual([second, model])
  expect(await store.get(model.id)).toEqual({ ok: true, value: bytes })
})

test('what is removed is gone, and removing it again is no error', async () => {
  const { store, files, model, second } = await filled()
  expect(await store.remove(model.id)).toEqual({ ok: true, value: null })
  expect(await store.remove(model.id)).toEqual({ ok: true, value: null })
  expect(await store.list()).toEqual([second])
  expect(await store.get(model.id)).toMatchObject({ ok: false, reason: 'model-missing' })
  expect([...files.keys()].filter((name) => name.startsWith(model.id))).toEqual([])
})

test('a correction lasts, also when the same file is added again', async () => {
  const { store, model } = await filled()
  expect(await store.correct(model.id, 'isnet')).toEqual({ ok: true, value: { ...model, family: 'isnet' } })
  expect(await store.put(model, bytes)).toEqual({ ok: true, value: { ...model, family: 'isnet' } })
  expect((await store.list()).map(({ family }) => family)).toContain('isnet')
  expect(await store.correct('onnx-0000000000000000', 'isnet')).toMatchObject({ ok: false, reason: 'model-missing' })
})

const text = (value: string) => new Uint8Array(new TextEncoder().encode(value))
const damages: [string, (files: Files, model: OnnxModel) => void][] = [
  ['a record that is cut off', (files, { id }) => files.set(`${id}.json`, text('{"kind":"onn'))],
  ['a record of another shape', (files, { id }) => files.set(`${id}.json`, text('{"id":7}'))],
  [
    'a record with a family that does not exist',
    (files, model) => files.set(`${model.id}.json`, text(JSON.stringify({ ...model, family: 'toString' }))),
  ],
  [
    'a record of another model',
    (files, model) => files.set(`${model.id}.json`, text(JSON.stringify({ ...model, id: 'onnx-0000000000000000' }))),
  ],
  ['no record', (files, { id }) => files.delete(`${id}.json`)],
  ['no file', (files, { id }) => files.delete(`${id}.onnx`)],
  ['a file that is cut off', (files, { id }) => files.set(`${id}.onnx`, bytes.slice(0, 99))],
]

test.each(damages)('an entry with %s is left out, the others stay', async (_, damage) => {
  const { store, files, model, second } = await filled()
  damage(files, model)
  expect(await store.list()).toEqual([second])
  await store.put(model, bytes)
  expect(await store.list()).toEqual([second, model])
})

test('a file whose bytes have changed is not run, and leaves the list', async () => {
  const { store, files, model, second } = await filled()
  files.set(
    `${model.id}.onnx`,
    bytes.map((byte) => byte ^ 1),
  )
  expect(await store.get(model.id)).toMatchObject({ ok: false, reason: 'model-missing' })
  expect(await store.list()).toEqual([second])
})

test('adding a model frees what broken writes have left behind', async () => {
  const { store, files, model, second } = await filled()
  files.set('onnx-1111111111111111.onnx.part', bytes)
  files.delete(`${second.id}.json`)
  await store.put(model, bytes)
  expect([...files.keys()].sort()).toEqual([`${model.id}.json`, `${model.id}.onnx`])
})

test('a record that cannot be read does not take the others with it', async () => {
  const { files, model, second } = await filled()
  const shelf = shelfOver(files)
  const read = async (name: string) => {
    if (name === `${model.id}.json`) throw new DOMException('disk', 'NotReadableError')
    return await shelf.read(name)
  }
  expect(await createModelStore(async () => ({ ...shelf, read })).list()).toEqual([second])
})

test.each([
  ['QuotaExceededError', 'storage-full'],
  ['NotAllowedError', 'storage-refused'],
])('a write that ends in %s is %s, and the model never counts', async (name, reason) => {
  const files: Files = new Map()
  const write = async (file: string, content: Uint8Array<ArrayBuffer>) => {
    if (file.endsWith('.json')) throw new DOMException('no', name)
    files.set(file, content)
  }
  const store = createModelStore(async () => ({ ...shelfOver(files), write }))
  expect(await store.put(await modelOf(bytes), bytes)).toMatchObject({ ok: false, reason })
  expect(await store.list()).toEqual([])
})

test('a browser that keeps no files has an empty list and says so on adding; once it allows them it works', async () => {
  const files: Files = new Map()
  let allowed = false
  const store = createModelStore(async () => {
    if (!allowed) throw new DOMException('private window', 'SecurityError')
    return shelfOver(files)
  })
  const model = await modelOf(bytes)
  expect(await store.list()).toEqual([])
  expect(await store.put(model, bytes)).toMatchObject({ ok: false, reason: 'storage-refused' })
  expect(await store.get(model.id)).toMatchObject({ ok: false, reason: 'storage-refused' })
  allowed = true
  expect(await store.put(model, bytes)).toMatchObject({ ok: true })
})

test('an error that is not the browser’s refusal is a bug and is thrown', async () => {
  const write = async () => {
    throw new TypeError('oops')
  }
  const store = createModelStore(async () => ({ ...shelfOver(new Map()), write }))
  await expect(store.put(await modelOf(bytes), bytes)).rejects.toThrow('oops')
})
