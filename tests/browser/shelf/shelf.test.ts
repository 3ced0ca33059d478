import { afterEach, beforeEach, expect, test } from 'vitest'
import { clearShelf, closeTabs, openTab, serve } from './tab.ts'

beforeEach(clearShelf)
afterEach(closeTabs)

/** Slow enough to be caught in the middle. */
const slow = { pace: 2_000_000 }

test('a tab closed in mid-write loses no byte that was on the disk', async () => {
  const served = await serve(slow)
  const first = openTab()
  first.shelf.download(served.order)
  await first.until(({ doneBytes }) => doneBytes > 1_000_000)
  first.close()
  const second = openTab()
  await expect
    .poll(async () => await second.shelf.look())
    .toMatchObject({ value: { items: [], downloads: [{ id: 'net', state: { status: 'paused', byPerson: false } }] } })
  expect(await second.shelf.download(served.order)).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
  const ranges = (await served.answers()).flatMap(({ host, range }) => (host === 'cdn' ? [range] : []))
  expect(ranges).toHaveLength(2)
  expect(Number(/bytes=(\d+)-/.exec(ranges[1] ?? '')?.[1])).toBeGreaterThan(1_000_000)
})

test('two tabs that want the same file fetch it once, and both see it grow', async () => {
  const served = await serve(slow)
  const [one, two] = [openTab(), openTab()]
  const first = one.shelf.download(served.order)
  await one.until(({ doneBytes }) => doneBytes > 0)
  const second = two.shelf.download(served.order)
  const watched = await two.until(({ doneBytes, state }) => doneBytes > 1_000_000 && state.status === 'running')
  expect(watched).toMatchObject({ totalBytes: 3_000_000 })
  expect(await second).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
  expect(await first).toEqual(await second)
  expect(await served.sentBytes()).toBe(3_000_000)
})

test('when the tab that fetches is closed, the one that waits goes on', async () => {
  const served = await serve(slow)
  const [one, two] = [openTab(), openTab()]
  one.shelf.download(served.order)
  await one.until(({ doneBytes }) => doneBytes > 500_000)
  const second = two.shelf.download(served.order)
  await two.until(({ doneBytes }) => doneBytes > 1_000_000)
  one.close()
  expect(await second).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
  expect(await served.sentBytes()).toBeLessThan(3_600_000)
})

test('paused in another tab it stops, is remembered as paused, and goes on from there', async () => {
  const served = await serve(slow)
  const [one, two] = [openTab(), openTab()]
  const first = one.shelf.download(served.order)
  await two.until(({ doneBytes }) => doneBytes > 1_000_000)
  const waiting = two.shelf.download(served.order)
  await two.shelf.pause('net')
  expect(await first).toEqual({ ok: true, value: null })
  expect(await waiting).toEqual({ ok: true, value: null })
  const look = await openTab().shelf.look()
  expect(look).toMatchObject({ value: { downloads: [{ state: { status: 'paused', byPerson: true } }] } })
  expect(await two.shelf.download(served.order)).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
  expect(await served.sentBytes()).toBeLessThan(3_600_000)
})

test('cancelled in another tab nothing of it is left', async () => {
  const served = await serve(slow)
  const [one, two] = [openTab(), openTab()]
  const first = one.shelf.download(served.order)
  await two.until(({ doneBytes }) => doneBytes > 500_000)
  expect(await two.shelf.cancel('net')).toEqual({ ok: true, value: null })
  expect(await first).toEqual({ ok: true, value: null })
  expect(await two.shelf.files()).toEqual({})
  await expect.poll(() => one.news.at(-1)).toEqual({ kind: 'ended', id: 'net' })
})

test('a disk that fills in mid-write is told, what fitted stays, and with room again it goes on', async () => {
  const served = await serve()
  const tab = openTab()
  await tab.shelf.fillDisk(2_000_000)
  expect(await tab.shelf.download(served.order)).toMatchObject({ ok: false, reason: 'storage-full' })
  expect(await tab.shelf.look()).toMatchObject({ value: { items: [], downloads: [{ doneBytes: 2_000_000 }] } })
  tab.close()
  const roomy = openTab()
  expect(await roomy.shelf.download(served.order)).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
})

test('what cannot fit is not even begun', async () => {
  const served = await serve()
  const tab = openTab()
  await tab.shelf.reportLittleSpace(2_900_000)
  expect(await tab.shelf.download(served.order)).toMatchObject({ ok: false, reason: 'storage-full' })
  expect(await served.answers()).toEqual([])
})

test('a checkpoint in use is not deleted, and can be once it is released', async () => {
  const served = await serve()
  const [one, two] = [openTab(), openTab()]
  await one.shelf.download(served.order)
  expect(await one.shelf.read('net', 400)).toMatchObject({ ok: true })
  expect(await two.shelf.read('net', 0)).toEqual({ ok: true, value: served.sha256 })
  expect(await two.shelf.remove('net')).toMatchObject({ ok: false, reason: 'model-in-use' })
  await expect.poll(async () => await two.shelf.remove('net')).toEqual({ ok: true, value: null })
  expect(await two.shelf.files()).toEqual({})
  expect(await one.shelf.read('net')).toMatchObject({ ok: false, reason: 'model-missing' })
  expect(await one.shelf.remove('net')).toEqual({ ok: true, value: null })
})

test('a file that was damaged on the device is not used, and is gone from the list', async () => {
  const served = await serve()
  const tab = openTab()
  await tab.shelf.download(served.order)
  await tab.shelf.damage('net.model', 2_000_000)
  expect(await tab.shelf.read('net')).toMatchObject({ ok: false, reason: 'model-missing' })
  expect(await tab.shelf.look()).toMatchObject({ value: { items: [] } })
  expect(await tab.shelf.download(served.order)).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
})

test('bytes of an unfinished download that were damaged are found out, and fetched again', async () => {
  const served = await serve({ faults: [{ kind: 'cut', at: 2_000_000 }], always: { kind: 'status', status: 503 } })
  const tab = openTab()
  expect(await tab.shelf.download(served.order)).toMatchObject({ ok: false, reason: 'download-interrupted' })
  await tab.shelf.damage('net.part', 1_000_000)
  await served.heal()
  expect(await tab.shelf.download(served.order)).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
  expect((await served.answers()).flatMap(({ host, range }) => (host === 'cdn' ? [range] : []))).toEqual([
    'bytes=2000000-',
    undefined,
  ])
})

test('a model goes out as a file, comes in again on a device that was never online, and is known by its content', async () => {
  const served = await serve()
  const tab = openTab()
  await tab.shelf.download(served.order)
  const exported = await tab.shelf.open('net')
  if (!exported.ok) throw new Error('not exported')
  const bytes = await exported.value.arrayBuffer()
  expect(exported.value.name).toBe('net.safetensors')
  expect(await tab.shelf.removeAll()).toEqual({ ok: true, value: null })
  // The content is noise and no network, which a file of the catalogue need not prove, but any other must.
  expect(await tab.shelf.addFile(new File([bytes], 'renamed.bin'))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/^checkpoint-/),
  })
  expect(await tab.shelf.addFile(new File(['<!doctype html>'.repeat(9)], 'net.onnx'))).toMatchObject({
    ok: false,
    reason: 'model-unreadable',
  })
  const onnx = new Uint8Array(1_000_000)
  onnx.set([0x08, 0x08, 0x12])
  const added = await tab.shelf.addFile(new File([onnx], 'my net.onnx'))
  expect(added).toMatchObject({ ok: true, value: { kind: 'onnx', name: 'my net', from: 'file', sizeBytes: 1_000_000 } })
  expect(await tab.shelf.look()).toMatchObject({
    value: { items: [{ name: 'my net' }], storage: { usedBytes: expect.any(Number) } },
  })
  expect(Object.keys(await tab.shelf.files()).some((name) => name.startsWith('import-'))).toBe(false)
})

test('adding a large file can be stopped while it is copied, and nothing of it stays', async () => {
  const tab = openTab()
  const onnx = new Uint8Array(200_000_000)
  onnx.set([0x08, 0x08, 0x12])
  const adding = tab.shelf.addFile(new File([onnx], 'large net.onnx'))
  // 200 MB come through memory first, which takes more than a second on a busy machine.
  await expect.poll(() => tab.news.some(({ kind }) => kind === 'adding'), { timeout: 20_000 }).toBe(true)
  await tab.shelf.stopAdding()
  expect(await adding).toEqual({ ok: true, value: null })
  expect(await tab.shelf.look()).toMatchObject({ value: { items: [], storage: { usedBytes: 0 } } })
  const told = tab.news.flatMap((piece) => (piece.kind === 'adding' ? [piece.done] : []))
  expect(told.every((done, index) => done > (told[index - 1] ?? 0) && done <= 1)).toBe(true)
})
