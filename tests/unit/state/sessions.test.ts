import { downloadZip } from 'client-zip'
import { expect, test, vi } from 'vitest'
import { initialEdges } from '#core/edges.ts'
import { failure, success } from '#core/outcome.ts'
import { readJournal } from '#core/sessions/journal.ts'
import type { App } from '#state/app.ts'
import { cutoutOf } from '#state/job.ts'
import { FakeDevice, fakeSessions } from '#tests/fixtures/fakeSessions.ts'
import { fakeMemory } from '#tests/fixtures/fakeShelf.ts'
import { bring, cutOf, fakeApp, idOf, settle, statuses } from './fakes.ts'

/** A page on this device, with what was kept there brought back. */
async function visit(device: FakeDevice) {
  const fake = fakeApp(fakeMemory(), fakeSessions(device))
  await fake.app.sessions.restore()
  return fake
}

async function kept(app: App): Promise<void> {
  await vi.waitFor(() => expect(app.store.getState().session).toMatchObject({ keeping: 'on', isBehind: false }))
}

const texts = (app: App) => app.store.getState().notices.map((notice) => ('text' in notice ? notice.text : notice.kind))
const stroke = { kind: 'keep', size: 5, hardnessPercent: 80, opacityPercent: 100, isEdgeAware: false } as const

test('a page that ends amid its work is followed by one with everything of it', async () => {
  const device = new FakeDevice()
  const { app, asked } = await visit(device)
  bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
  const mask = { id: 'mask 1', size: { width: 30, height: 20 }, packed: new Blob(['packed']), fine: new Blob(['fine']) }
  asked[0]?.finish(success({ ...cutOf('auto'), mask }))
  await settle()
  const a = idOf(app, 'a.jpg')
  app.edges.set(a, { featherPixels: 3 })
  app.brushing.paint(a, { ...stroke, points: [{ x: 3, y: 4, pressure: 1 }] })
  app.composing.setScope('photo')
  const picture = { kind: 'picture', id: 'p', name: 'wall.png', picture: new Blob(['wall']), fit: 'fill' } as const
  app.composing.set(a, { backdrop: picture })
  await app.saving.download(a)
  app.photos.select(idOf(app, 'b.jpg'))
  await kept(app)
  expect(statuses(app)).toEqual(['a.jpg done', 'b.jpg working', 'c.jpg waiting'])

  const next = await visit(device)
  await settle()
  const state = next.app.store.getState()
  expect(statuses(next.app)).toEqual(['a.jpg done', 'b.jpg working', 'c.jpg waiting'])
  expect(texts(next.app)).toEqual(['3 photos from your last visit'])
  const again = idOf(next.app, 'a.jpg')
  const [job] = state.jobs
  const cut = job && cutoutOf(job)?.cut
  expect(await cut?.mask.packed.text()).toBe('packed')
  expect(await cut?.mask.fine?.text()).toBe('fine')
  expect(await job?.photo.file.text()).toBe('x')
  expect(state.edges.own[again]?.featherPixels).toBe(3)
  expect(state.edges.usual).toEqual(initialEdges)
  expect(state.strokes[again]).toMatchObject([{ ...stroke, points: [{ x: 3, y: 4, pressure: 1 }] }])
  const behind = state.compositions.own[again]?.backdrop
  expect(behind?.kind === 'picture' && (await behind.picture.text())).toBe('wall')
  expect(state.selectedId).toBe(idOf(next.app, 'b.jpg'))
  // It is the same cutout that was downloaded.
  expect(Object.keys(state.saved)).toEqual([again])
  // Nothing is written that is there already.
  const journal = device.journals.get(device.last ?? '')
  await kept(next.app)
  expect(device.journals.get(device.last ?? '')?.startsWith(journal ?? 'none')).toBe(true)
  const photosOf = (text = '') => text.split('\n').filter((line) => line.includes('"kind":"photo"')).length
  expect(photosOf(device.journals.get(device.last ?? ''))).toBe(photosOf(journal))
})

test('photos come into the journal before any of them is cut', async () => {
  const device = new FakeDevice()
  const { app } = await visit(device)
  bring(app, 'a.jpg', 'b.jpg')
  expect(app.store.getState().session.isBehind).toBe(true)
  await kept(app)
  const read = readJournal(device.journals.get(device.last ?? '') ?? '')
  expect(read?.photos.map(({ name, status }) => `${name} ${status}`)).toEqual(['a.jpg waiting', 'b.jpg waiting'])
})

test('a removed photo does not come back, unless its removal is undone', async () => {
  const device = new FakeDevice()
  const { app } = await visit(device)
  bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
  await kept(app)
  app.photos.remove([idOf(app, 'a.jpg'), idOf(app, 'b.jpg')])
  await settle()
  await kept(app)
  expect(statuses((await visit(device)).app).map((text) => text.slice(0, 1))).toEqual(['c'])
  app.photos.undoRemove()
  await settle()
  await kept(app)
  expect(statuses((await visit(device)).app).map((text) => text.slice(0, 1))).toEqual(['a', 'b', 'c'])
  app.photos.remove([idOf(app, 'a.jpg')])
  app.photos.dismissNotice(app.store.getState().notices.at(-1)?.id ?? '')
  await settle()
  await kept(app)
  expect(device.journals.get(device.last ?? '')).toContain('"kind":"gone"')
})

test('a photo that is brought while others come back, and looked at, is looked at on the next visit', async () => {
  const device = new FakeDevice()
  const { app } = await visit(device)
  bring(app, 'a.jpg')
  await kept(app)
  const second = fakeApp(fakeMemory(), fakeSessions(device))
  const restored = second.app.sessions.restore()
  bring(second.app, 'b.jpg')
  await restored
  await kept(second.app)
  const { app: third } = await visit(device)
  expect(third.store.getState().selectedId).toBe(idOf(third, 'b.jpg'))
})

test('a refused and a cancelled photo come back as that', async () => {
  const device = new FakeDevice()
  const { app, asked } = await visit(device)
  bring(app, 'a.jpg', 'b.jpg')
  asked[0]?.finish({ ok: false, reason: 'damaged', detail: 'no end' })
  await settle()
  app.cutting.cancelAll()
  await settle()
  await kept(app)
  const next = await visit(device)
  expect(statuses(next.app)).toEqual(['a.jpg failed', 'b.jpg cancelled'])
  expect(next.app.store.getState().jobs[0]).toMatchObject({ reason: 'damaged', detail: 'no end' })
})

test('starting afresh leaves the earlier photos among the sessions, to be opened again', async () => {
  const device = new FakeDevice()
  const { app } = await visit(device)
  bring(app, 'a.jpg', 'b.jpg')
  await kept(app)
  const first = app.store.getState().session.current?.id ?? ''
  await app.sessions.rename(first, '  Mugs ')
  await app.sessions.startAfresh()
  expect(statuses(app)).toEqual([])
  bring(app, 'c.jpg')
  await settle()
  await kept(app)
  expect(statuses((await visit(device)).app)).toEqual(['c.jpg working'])
  await app.sessions.open(first)
  expect(statuses(app).map((text) => text.slice(0, 1))).toEqual(['a', 'b'])
  expect(app.store.getState().session.list).toMatchObject([{ name: 'Mugs', photos: 2 }, { photos: 1 }])
  await app.sessions.remove(first)
  expect(statuses(app)).toEqual([])
  expect(app.store.getState().session.list?.map(({ photos }) => photos)).toEqual([1, 0])
})

test('where nothing can be kept it is said once, and all else goes on', async () => {
  const device = new FakeDevice()
  device.refusal = 'storage-refused'
  const { app, asked } = await visit(device)
  bring(app, 'a.jpg')
  await vi.waitFor(() => expect(app.store.getState().session.keeping).toBe('refused'))
  asked[0]?.finish()
  await settle()
  bring(app, 'b.jpg')
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(statuses(app)).toEqual(['a.jpg done', 'b.jpg working'])
  expect(texts(app)).toEqual([expect.stringContaining('keeps no photos for your next visit')])
})

test('where there is no room it is said; nothing is left behind that is not kept, and it goes on once there is room', async () => {
  const device = new FakeDevice()
  const { app } = await visit(device)
  bring(app, 'a.jpg')
  await kept(app)
  device.refusal = 'storage-full'
  bring(app, 'b.jpg')
  await vi.waitFor(() => expect(app.store.getState().session.keeping).toBe('full'))
  expect(app.store.getState().notices).toMatchObject([{ kind: 'failure', reason: 'session-full' }])
  await app.sessions.startAfresh()
  expect(statuses(app).length).toBe(2)
  device.refusal = undefined
  await app.sessions.remove('another')
  await kept(app)
  expect(statuses((await visit(device)).app).length).toBe(2)
})

const wall = { kind: 'picture', id: 'p', name: 'wall.png', picture: new Blob(['wall']), fit: 'fill' } as const

test('the picture behind all photos outlives the session that is deleted with its files', async () => {
  const device = new FakeDevice()
  const { app } = await visit(device)
  bring(app, 'a.jpg')
  app.composing.set(idOf(app, 'a.jpg'), { backdrop: wall })
  await kept(app)
  await app.sessions.remove(app.store.getState().session.current?.id ?? '')
  bring(app, 'b.jpg')
  await vi.waitFor(() => expect(app.store.getState().session.isBehind).toBe(true))
  await kept(app)
  expect((await visit(device)).app.store.getState().compositions.usual.backdrop).toMatchObject({ name: 'wall.png' })
})

test('a file that was cleared away before the journal named it is kept once more', async () => {
  const device = new FakeDevice()
  const keeper = fakeSessions(device)
  let times = 0
  const keepFile: typeof keeper.keepFile = async (file) => {
    const kept = await keeper.keepFile(file)
    times += 1
    // As by a worker that dies right after it, whose successor clears away what nobody names.
    if (times === 1) device.clear()
    return kept
  }
  const { app } = fakeApp(fakeMemory(), { ...keeper, keepFile })
  await app.sessions.restore()
  bring(app, 'a.jpg')
  await vi.waitFor(() => expect(app.store.getState().session.isBehind).toBe(false), 5000)
  const again = await visit(device)
  expect(statuses(again.app)).toEqual(['a.jpg working'])
})

test('of two sessions that are opened one right after the other the second is there, and not the photos of both', async () => {
  const device = new FakeDevice()
  const { app } = await visit(device)
  const ids: string[] = []
  for (const name of ['a.jpg', 'b.jpg']) {
    bring(app, name)
    await settle()
    await kept(app)
    ids.push(app.store.getState().session.current?.id ?? '')
    await app.sessions.startAfresh()
  }
  await Promise.all(ids.map((id) => app.sessions.open(id)))
  expect(statuses(app).map((text) => text.slice(0, 1))).toEqual(['b'])
  await kept(app)
  const counts = app.store.getState().session.list?.map(({ photos }) => photos)
  expect(counts?.filter((count) => count > 0)).toEqual([1, 1])
})

test('a session that is begun afresh is kept, also where the picture behind all photos could not be kept at first', async () => {
  const device = new FakeDevice()
  const keeper = fakeSessions(device)
  let isRefused = false
  const keepFile: typeof keeper.keepFile = async (file) =>
    isRefused ? failure('storage-full') : await keeper.keepFile(file)
  const { app } = fakeApp(fakeMemory(), { ...keeper, keepFile })
  await app.sessions.restore()
  bring(app, 'a.jpg')
  await kept(app)
  app.photos.removeAll()
  await kept(app)
  app.store.setState(({ compositions }) => ({
    compositions: { ...compositions, usual: { ...compositions.usual, backdrop: wall } },
  }))
  isRefused = true
  await app.sessions.startAfresh()
  isRefused = false
  bring(app, 'b.jpg')
  await vi.waitFor(() => expect(app.store.getState().session.isBehind).toBe(true))
  await kept(app)
  expect(statuses((await visit(device)).app)).toEqual(['b.jpg working'])
})

test('a name that arrives after another session was begun does not bring the former one back', async () => {
  const device = new FakeDevice()
  const keeper = fakeSessions(device)
  let answer = () => {}
  const rename: typeof keeper.rename = async (id, name) => {
    await new Promise<void>((resolve) => {
      answer = resolve
    })
    return await keeper.rename(id, name)
  }
  const { app } = fakeApp(fakeMemory(), { ...keeper, rename })
  await app.sessions.restore()
  bring(app, 'a.jpg')
  await kept(app)
  const first = app.store.getState().session.current?.id ?? ''
  const renamed = app.sessions.rename(first, 'Mugs')
  await app.sessions.startAfresh()
  const second = app.store.getState().session.current?.id
  answer()
  await renamed
  expect(second).not.toBe(first)
  expect(app.store.getState().session.current?.id).toBe(second)
})

test('what changes in the very moment when all is written is written, too', async () => {
  const device = new FakeDevice()
  const { app, asked } = await visit(device)
  bring(app, 'a.jpg')
  asked[0]?.finish()
  await settle()
  const stop = app.store.subscribe(({ session }, before) => {
    if (session.isBehind || !before.session.isBehind) return
    stop()
    app.edges.set(idOf(app, 'a.jpg'), { featherPixels: 3 })
    expect(app.store.getState().session.isBehind).toBe(true)
  })
  await vi.waitFor(() => expect(app.store.getState().edges.own).not.toEqual({}))
  await kept(app)
  const next = (await visit(device)).app
  expect(Object.values(next.store.getState().edges.own)).toMatchObject([{ featherPixels: 3 }])
})

test('where forgetting is refused, photos that come later are kept', async () => {
  const device = new FakeDevice()
  const keeper = fakeSessions(device)
  const { app } = fakeApp(fakeMemory(), { ...keeper, forgetAll: async () => failure('worker-died') })
  await app.sessions.restore()
  expect(await app.sessions.forgetAll()).toBe(false)
  bring(app, 'a.jpg')
  await kept(app)
  expect(statuses((await visit(device)).app)).toEqual(['a.jpg working'])
})

test('what another tab forgets is forgotten here, too', async () => {
  const device = new FakeDevice()
  let tell: (news: { kind: 'forgotten' }) => void = () => {}
  const keeper = fakeSessions(device, (listener) => {
    tell = listener
  })
  const { app } = fakeApp(fakeMemory(), keeper)
  await app.sessions.restore()
  bring(app, 'a.jpg')
  await kept(app)
  tell({ kind: 'forgotten' })
  expect(statuses(app)).toEqual([])
  expect(texts(app)).toEqual(['Everything was forgotten in another tab.'])
})

test('photos that came while all was forgotten do not leave the page before they are kept', async () => {
  const device = new FakeDevice()
  const keeper = fakeSessions(device)
  let forgotten = () => {}
  let begins = 0
  const { app } = fakeApp(fakeMemory(), {
    ...keeper,
    forgetAll: () =>
      new Promise((resolve) => {
        forgotten = () => resolve(success(null))
      }),
    begin: async (session) => {
      begins += 1
      return begins === 1 ? failure('worker-died') : await keeper.begin(session)
    },
  })
  await app.sessions.restore()
  const forgetting = app.sessions.forgetAll()
  await settle()
  bring(app, 'a.jpg')
  const afresh = app.sessions.startAfresh()
  forgotten()
  await Promise.all([forgetting, afresh])
  expect(statuses(app)).toEqual(['a.jpg working'])
  await vi.waitFor(() => expect(app.store.getState().session.isBehind).toBe(false), 5000)
  expect(statuses((await visit(device)).app)).toEqual(['a.jpg working'])
})

test('with all that is forgotten the small pictures of removed photos are closed, too', async () => {
  let tell: (news: { kind: 'forgotten' }) => void = () => {}
  const keeper = fakeSessions(new FakeDevice(), (listener) => {
    tell = listener
  })
  const { app, asked } = fakeApp(fakeMemory(), keeper)
  await app.sessions.restore()
  bring(app, 'a.jpg')
  const onClose = vi.fn()
  asked[0]?.finish(success(cutOf('auto', onClose)))
  await settle()
  app.photos.removeAll()
  expect(onClose).not.toHaveBeenCalled()
  tell({ kind: 'forgotten' })
  expect(onClose).toHaveBeenCalledOnce()
})

test('a project file has all photos with what was done to them, once each, and opens as a session of its own', async () => {
  const { app, asked, zips } = await visit(new FakeDevice())
  bring(app, 'a.jpg', 'b.jpg')
  const mask = { id: 'mask 1', size: { width: 30, height: 20 }, packed: new Blob(['packed']) }
  asked[0]?.finish(success({ ...cutOf('auto'), mask }))
  await settle()
  app.edges.set(idOf(app, 'a.jpg'), { featherPixels: 3 })
  await app.projects.save(true)
  const [zip = []] = zips
  // Both photos have the same content.
  expect(zip.map(({ name }) => name.replace(/[0-9a-f]{64}/, '#'))).toEqual(['project.json', 'files/#', 'files/#'])
  const file = new File(
    [await downloadZip(zip.map(({ name, blob }) => ({ name, input: blob }))).blob()],
    'Spring.clearcut',
  )

  const device = new FakeDevice()
  const other = await visit(device)
  bring(other.app, 'c.jpg')
  await kept(other.app)
  other.app.bring([{ name: file.name, file }])
  await vi.waitFor(() => expect(statuses(other.app)).toEqual(['a.jpg done', 'b.jpg working']))
  expect(other.app.store.getState().edges.own[idOf(other.app, 'a.jpg')]?.featherPixels).toBe(3)
  await kept(other.app)
  expect(other.app.store.getState().session.current?.name).toBe('Spring')
  expect(statuses((await visit(device)).app)).toEqual(['a.jpg done', 'b.jpg working'])
  await other.app.sessions.refresh()
  expect(other.app.store.getState().session.list?.map(({ photos }) => photos)).toEqual([1, 2])
})

test('where nothing can be kept a project’s photos come to those on the page, with what was theirs', async () => {
  const { app, zips } = await visit(new FakeDevice())
  bring(app, 'a.jpg')
  app.store.setState(({ edges }) => ({ edges: { ...edges, usual: { ...edges.usual, featherPixels: 7 } } }))
  await app.projects.save(true)
  const [zip = []] = zips
  const file = new File([await downloadZip(zip.map(({ name, blob }) => ({ name, input: blob }))).blob()], 'x.clearcut')
  const device = new FakeDevice()
  device.refusal = 'storage-refused'
  const other = await visit(device)
  bring(other.app, 'c.jpg')
  await vi.waitFor(() => expect(other.app.store.getState().session.keeping).toBe('refused'))
  await other.app.projects.open(file)
  const { jobs, edges } = other.app.store.getState()
  expect(jobs.map(({ photo }) => [photo.name, (edges.own[photo.id] ?? edges.usual).featherPixels])).toEqual([
    ['a.jpg', 7],
    ['c.jpg', 0],
  ])
})

test('small pictures that could not be read at first are made anew', async () => {
  const device = new FakeDevice()
  const { app, asked } = await visit(device)
  bring(app, 'a.jpg', 'b.jpg')
  for (const index of [0, 1]) {
    const mask = { id: `mask ${index}`, size: { width: 30, height: 20 }, packed: new Blob([`packed ${index}`]) }
    asked[index]?.finish(success({ ...cutOf('auto'), mask }))
    await settle()
  }
  await kept(app)
  const keeper = fakeSessions(device)
  const next = fakeApp(fakeMemory(), { ...keeper, pictures: async () => failure('worker-died') })
  await next.app.sessions.restore()
  // The other one is looked at, which makes its small picture.
  await vi.waitFor(() => expect(next.retouched).toEqual(['mask 1']))
})

test('what was done before a project came to the page can be undone without changing its photos', async () => {
  const { app, zips } = await visit(new FakeDevice())
  bring(app, 'a.jpg')
  app.edges.set(idOf(app, 'a.jpg'), { featherPixels: 7 })
  await app.projects.save(true)
  const [zip = []] = zips
  const file = new File([await downloadZip(zip.map(({ name, blob }) => ({ name, input: blob }))).blob()], 'x.clearcut')
  const device = new FakeDevice()
  device.refusal = 'storage-refused'
  const other = await visit(device)
  bring(other.app, 'c.jpg')
  await vi.waitFor(() => expect(other.app.store.getState().session.keeping).toBe('refused'))
  other.app.edges.set(idOf(other.app, 'c.jpg'), { featherPixels: 2 })
  await other.app.projects.open(file)
  other.app.history.undo()
  const { edges } = other.app.store.getState()
  const featherOf = (name: string) => (edges.own[idOf(other.app, name)] ?? edges.usual).featherPixels
  expect([featherOf('a.jpg'), featherOf('c.jpg')]).toEqual([7, 0])
})

test('a file that only calls itself a project is refused with its name, and changes nothing', async () => {
  const { app } = await visit(new FakeDevice())
  bring(app, 'a.jpg')
  await kept(app)
  app.bring([{ name: 'odd.clearcut', file: new File(['no ZIP'], 'odd.clearcut') }])
  await vi.waitFor(() =>
    expect(app.store.getState().notices).toMatchObject([{ reason: 'project-damaged', subject: 'odd.clearcut' }]),
  )
  expect(statuses(app)).toEqual(['a.jpg working'])
})
