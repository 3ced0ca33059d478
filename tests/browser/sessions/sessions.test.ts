import { type Remote, wrap } from 'comlink'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Outcome } from '#core/outcome.ts'
import type { OpenedSession } from '#core/sessions/sessionWorker.ts'
import { donePhoto, sessionRecord } from '#tests/fixtures/sessions.ts'
import type { remoteSessions } from './session.worker.ts'

type Tab = Remote<typeof remoteSessions>

const workers: Worker[] = []
const photo = new Blob(['the photo'], { type: 'image/jpeg' })
const mask = new Blob(['the mask'])

function openTab(): { tab: Tab; close(): void } {
  const worker = new Worker(new URL('./session.worker.ts', import.meta.url), { type: 'module' })
  workers.push(worker)
  return { tab: wrap<typeof remoteSessions>(worker), close: () => worker.terminate() }
}

function got<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.reason} ${outcome.detail}`)
  return outcome.value
}

async function folder(name: string): Promise<FileSystemDirectoryHandle> {
  return await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true })
}

async function names(of: string): Promise<string[]> {
  const found: string[] = []
  for await (const name of (await folder(of)).keys()) found.push(name)
  return found.sort()
}

/** A session of photos with these keys, all of the same file. */
async function fill(tab: Tab, id: string, ...keys: string[]): Promise<void> {
  got(await tab.begin(sessionRecord(id)))
  got(await tab.write([{ kind: 'order', keys }]))
  for (const key of keys) {
    const [file, made] = [got(await tab.keepFile(photo)), got(await tab.keepFile(new Blob([mask, key])))]
    got(await tab.write([{ kind: 'photo', photo: donePhoto(key, file, made) }]))
  }
}

async function opened(tab: Tab, ownId?: string): Promise<OpenedSession> {
  const resumed = got(await tab.resume(ownId))
  if (resumed.kind !== 'opened') throw new Error(resumed.kind)
  return resumed.opened
}

beforeEach(async () => {
  const root = await navigator.storage.getDirectory()
  // The workers of the test before may take a moment to let go of their files.
  for (const name of ['sessions', 'session-files'])
    await expect
      .poll(() =>
        root.removeEntry(name, { recursive: true }).then(
          () => 'removed',
          ({ name: reason }: DOMException) => reason,
        ),
      )
      .toMatch(/removed|NotFoundError/)
})

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate()
})

test('a record that names a file that is not there any more is refused, until the file is kept once more', async () => {
  const { tab } = openTab()
  got(await tab.begin(sessionRecord('session-1')))
  const [file, made] = [got(await tab.keepFile(photo)), got(await tab.keepFile(mask))]
  await (await folder('session-files')).removeEntry(made.sha256)
  const record = { kind: 'photo', photo: donePhoto('k1', file, made) } as const
  expect(await tab.write([{ kind: 'order', keys: ['k1'] }, record])).toEqual({ ok: false, reason: 'file-gone' })
  got(await tab.keepFile(mask))
  got(await tab.write([{ kind: 'order', keys: ['k1'] }, record]))
})

test('a session whose tab ends without a word is there for the next one, with every byte', async () => {
  const first = openTab()
  await fill(first.tab, 'mine', 'one', 'two')
  // The same photo is kept once.
  expect((await names('session-files')).length).toBe(3)
  first.close()

  const session = await opened(openTab().tab)
  expect(session.session.id).toBe('mine')
  expect(session.photos.map(({ key }) => key)).toEqual(['one', 'two'])
  const [one] = session.photos
  expect(await session.files.get(one?.file?.sha256 ?? '')?.text()).toBe('the photo')
  expect(await session.files.get(one?.finished?.cut.mask.file.sha256 ?? '')?.text()).toBe('the maskone')
})

test('a session belongs to one tab at a time', async () => {
  const [first, second] = [openTab(), openTab()]
  await fill(first.tab, 'mine', 'one')
  expect(got(await second.tab.resume(undefined))).toEqual({ kind: 'elsewhere' })
  expect(await second.tab.open('mine')).toMatchObject({ reason: 'session-elsewhere' })
  expect(await second.tab.remove('mine')).toMatchObject({ reason: 'session-elsewhere' })
  await fill(second.tab, 'other', 'two')
  expect(got(await second.tab.list()).map(({ id, isInUse }) => [id, isInUse])).toEqual(
    expect.arrayContaining([
      ['mine', true],
      ['other', true],
    ]),
  )
  // A tab that is reloaded asks for its own, although the other one was used later, and waits for its end.
  const again = openTab()
  const waits = again.tab.resume('mine')
  setTimeout(first.close, 300)
  expect(got(await waits)).toMatchObject({ kind: 'opened', opened: { session: { id: 'mine' } } })
})

test('a removed photo can be brought back; once it is gone its bytes are, and those that others need stay', async () => {
  const { tab } = openTab()
  await fill(tab, 'mine', 'one', 'two')
  got(await tab.write([{ kind: 'thumb', key: 'two', thumb: 'image/png;base64,AAAA' }]))
  got(await tab.write([{ kind: 'order', keys: ['one'] }]))
  got(await tab.write([{ kind: 'order', keys: ['one', 'two'] }]))
  expect((await names('session-files')).length).toBe(3)
  got(await tab.write([{ kind: 'order', keys: ['one'] }]))
  got(await tab.forgetPhotos(['two']))
  expect((await names('session-files')).length).toBe(2)
  const [journal] = await names('sessions')
  const text = await (await (await (await folder('sessions')).getFileHandle(journal ?? '')).getFile()).text()
  expect(text).toContain('one.jpg')
  expect(text).not.toMatch(/two|AAAA/)
  got(await tab.forgetPhotos(['one']))
  expect(await names('session-files')).toEqual([])
})

test('a photo that two sessions have stays until both are deleted', async () => {
  const { tab } = openTab()
  await fill(tab, 'first', 'one')
  await fill(tab, 'second', 'one')
  expect((await names('session-files')).length).toBe(2)
  got(await tab.remove('first'))
  expect((await names('session-files')).length).toBe(2)
  got(await tab.remove('second'))
  expect(await names('session-files')).toEqual([])
  expect(got(await tab.list())).toEqual([])
})

test('sessions are listed, renamed and opened', async () => {
  const { tab } = openTab()
  await fill(tab, 'first', 'one', 'two')
  await fill(tab, 'second', 'three')
  got(await tab.rename('first', 'Mugs'))
  const [, facts] = got(await tab.list()).sort((one, other) => other.id.localeCompare(one.id))
  expect(facts).toMatchObject({ id: 'first', name: 'Mugs', photos: 2, isInUse: false })
  expect(facts?.bytes).toBe(photo.size + 2 * (mask.size + 3))
  // Renaming another does not make it the one that comes back.
  for (const worker of workers.splice(0)) worker.terminate()
  const next = openTab().tab
  expect((await opened(next)).session.id).toBe('second')
  expect(got(await next.open('first')).session.name).toBe('Mugs')
  expect(await next.open('none')).toMatchObject({ reason: 'session-missing' })
})

test('a full disk is told and spoils nothing; with room again it goes on', async () => {
  const { tab, close } = openTab()
  await fill(tab, 'mine', 'one')
  for (const isSilent of [false, true]) {
    await tab.fillDisk(isSilent)
    expect(await tab.keepFile(new Blob(['another photo']))).toMatchObject({ reason: 'storage-full' })
    expect(await tab.write([{ kind: 'order', keys: [] }])).toMatchObject({ reason: 'storage-full' })
  }
  await tab.emptyDisk()
  const file = got(await tab.keepFile(new Blob(['another photo'])))
  got(await tab.write([{ kind: 'order', keys: ['one', 'two'] }]))
  got(await tab.write([{ kind: 'photo', photo: { key: 'two', name: 'two', status: 'waiting', file } }]))
  close()
  const { photos, files } = await opened(openTab().tab)
  expect(photos.map(({ key }) => key)).toEqual(['one', 'two'])
  expect(await files.get(file.sha256)?.text()).toBe('another photo')
})

test('what an ended tab wrote and no journal names is cleared at the next opening', async () => {
  const first = openTab()
  await fill(first.tab, 'mine', 'one')
  got(await first.tab.keepFile(new Blob(['never named'])))
  expect((await names('session-files')).length).toBe(3)
  first.close()
  await opened(openTab().tab)
  await expect.poll(async () => (await names('session-files')).length).toBe(2)
})

test('forgetting takes everything, and tells the other tabs', async () => {
  const [first, second] = [openTab(), openTab()]
  await fill(first.tab, 'mine', 'one')
  await fill(second.tab, 'other', 'two')
  got(await first.tab.forgetAll())
  await expect.poll(() => names('session-files')).toEqual([])
  expect(await second.tab.write([{ kind: 'order', keys: [] }])).toMatchObject({ reason: 'session-missing' })
  await expect.poll(() => names('sessions')).toEqual([])
})

test('a browser that keeps no files says so', async () => {
  const { tab } = openTab()
  await tab.refuseFiles()
  expect(await tab.resume(undefined)).toMatchObject({ reason: 'storage-refused' })
  expect(await tab.identify(photo)).toMatchObject({ ok: true, value: { size: 9, type: 'image/jpeg' } })
})
