import { expect, test, vi } from 'vitest'
import { birefnetModel } from '#core/birefnetModel.ts'
import { findEntry } from '#core/catalogue/catalogue.ts'
import { builtInModels } from '#core/models.ts'
import { failure } from '#core/outcome.ts'
import type { Download, ShelfItem } from '#core/shelf.ts'
import { downloadInWords } from '#features/shelf/downloadWords.ts'
import { isSameModel } from '#state/job.ts'
import { redoCount } from '#state/selectors.ts'
import { ownModel } from '#tests/fixtures/ownModel.ts'
import { bring, fakeApp, settle } from './fakes.ts'

const download = (change: Partial<Download> = {}): Download => ({
  id: 'birefnet-lite',
  name: 'BiRefNet Lite',
  doneBytes: 10,
  totalBytes: 100,
  state: { status: 'running', bytesPerSecond: 5, secondsLeft: 18 },
  ...change,
})

const downloadedItem: ShelfItem = {
  ...{ id: 'birefnet-lite', name: 'BiRefNet Lite', kind: 'birefnet', file: 'x.safetensors', sizeBytes: 10 },
  ...{ sha256: '0'.repeat(64), from: 'hub', keptAt: 1, usedAt: 1 },
}

const noticesOf = (app: ReturnType<typeof fakeApp>['app']) =>
  app.store.getState().notices.map((notice) => {
    if (notice.kind === 'source-silent') return notice.kind
    return notice.kind === 'failure' ? notice.reason : notice.text
  })

test('a download is ordered as the catalogue says, shown while it grows, and told when it is there', async () => {
  const { app, shelf } = fakeApp()
  void app.shelf.download('birefnet-lite')
  expect(shelf.orders[0]?.order).toMatchObject({ id: 'birefnet-lite', sizeBytes: 177_634_392 })
  shelf.tell({ kind: 'download', download: download() })
  shelf.tell({ kind: 'download', download: download({ doneBytes: 50 }) })
  expect(app.store.getState().shelf.downloads).toMatchObject([{ doneBytes: 50 }])
  shelf.tell({ kind: 'ended', id: 'birefnet-lite' })
  shelf.orders[0]?.finish()
  await settle()
  expect(app.store.getState().shelf).toMatchObject({ downloads: [], items: [{ id: 'birefnet-lite' }] })
  expect(noticesOf(app)).toEqual(['BiRefNet Lite is ready.'])
})

test('a download that fails is told with its reason, and one that was paused is not', async () => {
  const { app, shelf } = fakeApp()
  void app.shelf.download('birefnet-lite')
  void app.shelf.download('birefnet-cod')
  shelf.orders[0]?.fail()
  shelf.orders[1]?.finish(null)
  await settle()
  // Of the first not a byte had come: there is nothing that could be kept.
  expect(noticesOf(app)).toEqual(['source-silent'])
})

test('where the device cannot be asked, what has come is on the shelf all the same, and what has failed does not go on for ever', async () => {
  const { app, shelf } = fakeApp()
  shelf.shelf.look = async () => failure('worker-died')
  void app.shelf.download('birefnet-lite')
  void app.shelf.download('birefnet-cod')
  shelf.tell({ kind: 'download', download: download({ id: 'birefnet-cod' }) })
  shelf.orders[0]?.finish()
  shelf.orders[1]?.fail()
  await settle()
  const { model, shelf: known } = app.store.getState()
  expect(known.items).toMatchObject([{ id: 'birefnet-lite' }])
  expect(model.id).toBe('birefnet-lite')
  expect(known.downloads).toMatchObject([
    { id: 'birefnet-cod', state: { status: 'failed', reason: 'download-interrupted' } },
  ])
})

test('what a closed tab broke off goes on by itself; what a person paused does not', async () => {
  const { app, shelf } = fakeApp()
  shelf.contents.downloads = [
    download({ state: { status: 'paused', byPerson: false } }),
    download({ id: 'birefnet-cod', state: { status: 'paused', byPerson: true } }),
  ]
  await app.shelf.refresh()
  expect(shelf.orders.map(({ order }) => order.id)).toEqual(['birefnet-lite'])
})

test('a plain graph moves to the models that can be chosen, with the normalisation of the catalogue', async () => {
  const { app, shelf } = fakeApp()
  void app.shelf.download('u2net')
  const sha256 = ownModel.id.slice('onnx-'.length).padEnd(64, '0')
  shelf.orders[0]?.finish({
    ...{
      id: 'u2net',
      name: 'U²-Net',
      kind: 'onnx',
      file: 'u2net.onnx',
      sizeBytes: 10,
      from: 'hub',
      keptAt: 1,
      usedAt: 1,
    },
    sha256,
  })
  await settle()
  expect(app.store.getState().model).toMatchObject({ kind: 'onnx' })
})

test('a model in use stays, and says so', async () => {
  const { app, shelf } = fakeApp()
  await app.shelf.remove('used-1')
  expect(noticesOf(app)).toEqual(['model-in-use'])
  expect(shelf.asked).toEqual(['remove used-1'])
})

test('checkpoint files that are dropped on the page go to the shelf, photos do not', async () => {
  const { app } = fakeApp()
  const files = ['mine.safetensors', 'bad.safetensors', 'a.jpg'].map((name) => ({ name, file: new File(['x'], name) }))
  app.bring(files)
  await vi.waitFor(() => expect(noticesOf(app)).toHaveLength(2))
  expect(app.store.getState().jobs.map(({ photo }) => photo.name)).toEqual(['a.jpg'])
  expect(noticesOf(app)).toEqual(['mine.safetensors is ready.', 'checkpoint-unknown'])
})

test('adding files can be stopped: the one that is copied and those behind it do not come', async () => {
  const { app, shelf } = fakeApp()
  app.bring([
    { name: 'slow.safetensors', file: new File(['x'], 'slow.safetensors') },
    { name: 'next.safetensors', file: new File(['y'], 'next.safetensors') },
  ])
  await vi.waitFor(() => expect(app.store.getState().shelf.addingFile).toEqual({ name: 'slow.safetensors', done: 0 }))
  shelf.tell({ kind: 'adding', done: 0.4 })
  expect(app.store.getState().shelf.addingFile).toEqual({ name: 'slow.safetensors', done: 0.4 })
  app.shelf.stopAdding()
  await settle()
  expect(app.store.getState().spoken).toBe('slow.safetensors was not added')
  expect(app.store.getState().shelf).toMatchObject({ addingFile: undefined, items: [] })
})

test('reading a graph can be stopped, too', async () => {
  const { app } = fakeApp()
  app.bring([{ name: 'slow.onnx', file: new File(['x'], 'slow.onnx') }])
  await vi.waitFor(() => expect(app.store.getState().addingModel).toBe('slow.onnx'))
  app.models.stopAdding()
  await settle()
  expect(app.store.getState()).toMatchObject({ addingModel: undefined, spoken: 'slow.onnx was not added', notices: [] })
})

test('requests that left the site are listed, newest first', () => {
  const { app, shelf } = fakeApp()
  for (const at of [1, 2]) {
    shelf.tell({ kind: 'request', request: { at, url: 'https://hub.example/x', purpose: 'test', receivedBytes: 1 } })
  }
  expect(app.store.getState().shelf.requests.map(({ at }) => at)).toEqual([2, 1])
})

test('a checkpoint becomes the chosen model, at another size when one is taken, until it is deleted', async () => {
  const { app } = fakeApp()
  app.bring([{ name: 'mine.safetensors', file: new File(['x'], 'mine.safetensors') }])
  await settle()
  const { model } = app.store.getState()
  if (model.kind !== 'birefnet') throw new Error(`${model.kind} is chosen`)
  expect(model).toMatchObject({ id: 'file-1', tier: 1024, tiers: [512, 768, 1024, 1536, 2048] })
  app.models.setTier(model, 512)
  expect(app.store.getState()).toMatchObject({ model: { id: 'file-1', tier: 512 }, tiers: { 'file-1': 512 } })
  await app.shelf.remove('file-1')
  expect(app.store.getState().model.id).toBe('auto')
})

test('a cutout of another size counts as made otherwise', () => {
  const item = { ...downloadedItem, id: 'file-1' }
  expect(isSameModel(birefnetModel(item, 512), birefnetModel(item, 512))).toBe(true)
  expect(isSameModel(birefnetModel(item, 512), birefnetModel(item))).toBe(false)
})

test('a checkpoint of the catalogue is offered at the sizes that suit it', () => {
  const at = (id: string, wanted?: number) => birefnetModel({ ...downloadedItem, id }, wanted)
  expect(at('birefnet-lite', 768)).toMatchObject({ backbone: 'lite', tier: 768, tiers: [512, 768, 1024] })
  expect(at('birefnet-lite', 2048).tier).toBe(1024)
  expect(at('birefnet-general').backbone).toBe('large')
})

test('what is wrong with a checkpoint is told with the key', async () => {
  const { app } = fakeApp()
  app.bring([{ name: 'bad.safetensors', file: new File(['x'], 'bad.safetensors') }])
  await settle()
  expect(app.store.getState().notices).toMatchObject([
    { reason: 'checkpoint-unknown', detail: 'bb.patch_embed.proj.weight is missing.' },
  ])
})

test('what is on the device is the default from then on, unless the person has chosen something else', async () => {
  const { app, shelf } = fakeApp()
  shelf.contents.items = [downloadedItem]
  await app.shelf.refresh()
  expect(app.store.getState().model).toMatchObject({ kind: 'birefnet', id: 'birefnet-lite' })
  app.models.choose(builtInModels[0])
  await app.shelf.refresh()
  expect(app.store.getState().model.id).toBe('auto')
})

test('a model that has come offers to redo the photos that another one has cut', async () => {
  const { app, asked } = fakeApp()
  bring(app, 'a.jpg', 'b.jpg')
  for (const index of [0, 1]) {
    asked[index]?.finish()
    await settle()
  }
  app.bring([{ name: 'mine.safetensors', file: new File(['x'], 'mine.safetensors') }])
  await settle()
  const state = app.store.getState()
  const [notice] = state.notices
  if (notice?.kind !== 'model-ready') throw new Error('no such notice')
  expect(redoCount(state, notice.model)).toBe(2)
})

test('a mirror and the wish for originals are remembered, and go into the order', () => {
  const { app, memory } = fakeApp()
  app.shelf.set({ mirrorUrl: 'https://hub.example/mine/', keepOriginal: true })
  expect(memory.recall()).toEqual({ mirrorUrl: 'https://hub.example/mine/', keepOriginal: true })
  void app.shelf.download('birefnet-cod')
  const entry = findEntry('birefnet-cod')
  if (entry === undefined) throw new Error('no such entry')
  const order = app.shelf.orderOf(entry)
  expect(order.keepOriginal).toBe(true)
  expect(order.sources[0]?.url).toBe('https://hub.example/mine/ZhengPeng7/BiRefNet-COD/resolve/main/model.safetensors')
})

test('a remembered mirror that the policy of this build refuses is forgotten', () => {
  const kept = { mirrorUrl: 'https://elsewhere.example/', keepOriginal: true }
  const { app } = fakeApp({ recall: () => kept, remember() {} })
  expect(app.store.getState().shelf.settings).toEqual({ mirrorUrl: '', keepOriginal: true })
})

test('a source that sends nothing is named within five seconds, with the ways on; a byte takes it back', async () => {
  vi.useFakeTimers()
  try {
    const { app, shelf } = fakeApp()
    void app.shelf.download('birefnet-lite')
    shelf.tell({ kind: 'download', download: download({ doneBytes: 0, state: { status: 'starting' } }) })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(app.store.getState().notices).toMatchObject([
      { kind: 'source-silent', entryId: 'birefnet-lite', hosts: ['hub.example'] },
    ])
    shelf.tell({ kind: 'download', download: download({ doneBytes: 10 }) })
    expect(app.store.getState().notices).toEqual([])
    // Broken off later, what has come is kept, and that is what is said.
    shelf.orders[0]?.fail()
    await vi.advanceTimersByTimeAsync(10)
    expect(noticesOf(app)).toEqual(['download-interrupted'])

    app.shelf.showSources()
    expect(app.store.getState()).toMatchObject({ isShelfOpen: true, shelf: { isSourcesOpen: true } })
    void app.shelf.tryAgain('birefnet-lite')
    await vi.advanceTimersByTimeAsync(10)
    expect(shelf.asked).toEqual(['cancel birefnet-lite'])
    expect(shelf.orders).toHaveLength(2)
  } finally {
    vi.useRealTimers()
  }
})

test('of a download that brought nothing it is never said that something is kept', () => {
  const failed = (doneBytes: number) =>
    downloadInWords(download({ doneBytes, state: { status: 'failed', reason: 'download-interrupted', detail: '' } }))
  expect(failed(0)).not.toMatch(/kept|0 B/)
  expect(failed(0)).toContain('does not answer')
  expect(failed(10)).toContain('What has arrived is kept')
  expect(downloadInWords(download({ doneBytes: 0, state: { status: 'waiting', until: 'retry' } }))).toBe(
    'trying again soon',
  )
})
