import { afterEach, beforeEach, expect, test } from 'vitest'
import { clearShelf, closeTabs, openTab, serve } from './tab.ts'

beforeEach(clearShelf)
afterEach(closeTabs)

const network = { isNetwork: true }
const halfBytes = 89_000_000

test('a float32 checkpoint is kept in half the room, and goes out and comes in as what it is', async () => {
  const served = await serve(network)
  const tab = openTab()
  const got = await tab.shelf.download(served.order)
  if (!got.ok || got.value === null) throw new Error('not kept')
  expect(got.value).toMatchObject({ sha256: served.sha256, sizeBytes: served.sizeBytes, backbone: 'lite' })
  const size = got.value.stored?.sizeBytes ?? 0
  expect(size).toBeGreaterThan(halfBytes * 0.98)
  expect(size).toBeLessThan(halfBytes * 1.02)
  const { 'net.json': record, ...files } = await tab.shelf.files()
  expect(record).toBeGreaterThan(0)
  expect(files).toEqual({ 'net.model': size })
  expect(await openTab().shelf.look()).toMatchObject({ value: { items: [{ stored: { as: 'half' } }] } })

  const exported = await tab.shelf.open('net')
  if (!exported.ok) throw new Error('not exported')
  expect(exported.value.name).toBe('net-half.safetensors')
  const bytes = new Uint8Array(await exported.value.arrayBuffer())
  await tab.shelf.remove('net')
  const added = await tab.shelf.addFile(new File([bytes], 'from a stick.safetensors'))
  expect(added).toMatchObject({
    ok: true,
    value: {
      ...{ id: `file-${served.sha256.slice(0, 16)}`, name: 'Net', from: 'file', sha256: served.sha256 },
      ...{ sizeBytes: served.sizeBytes, stored: { as: 'half', sizeBytes: size }, backbone: 'lite' },
    },
  })
  const middle = size / 2
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  expect(await tab.shelf.addFile(new File([bytes], 'damaged.safetensors'))).toMatchObject({
    ok: false,
    reason: 'checkpoint-unreadable',
  })
  expect((await tab.shelf.look()).ok).toBe(true)
})

test('a tab that is closed while the file is made smaller loses nothing: no byte is fetched again', async () => {
  const served = await serve(network)
  const first = openTab()
  first.shelf.download(served.order)
  await first.until(({ state }) => state.status === 'compacting')
  first.close()
  const second = openTab()
  await expect
    .poll(async () => await second.shelf.look())
    .toMatchObject({ value: { items: [], downloads: [{ id: 'net', doneBytes: served.sizeBytes }] } })
  const sent = await served.sentBytes()
  expect(await second.shelf.download(served.order)).toMatchObject({ ok: true, value: { stored: { as: 'half' } } })
  expect(await served.sentBytes()).toBe(sent)
  expect(Object.keys(await second.shelf.files()).sort()).toEqual(['net.json', 'net.model'])
})

test('where there is no room for both, or a person wants it so, the original is kept', async () => {
  const served = await serve(network)
  const tight = openTab()
  await tight.shelf.reportSpaces([200_000_000, 10_000_000])
  const got = await tight.shelf.download(served.order)
  expect(got).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
  expect(await tight.shelf.files()).toMatchObject({ 'net.model': served.sizeBytes })
  expect(await tight.shelf.read('net')).toEqual({ ok: true, value: served.sha256 })
  const exported = await tight.shelf.open('net')
  expect(exported.ok && exported.value.name).toBe('net.safetensors')
  const wished = openTab()
  await wished.shelf.removeAll()
  await wished.shelf.download({ ...served.order, keepOriginal: true })
  expect(await wished.shelf.files()).toMatchObject({ 'net.model': served.sizeBytes })
})

test('a disk that fills while the file is made smaller costs nothing: the original is kept', async () => {
  const served = await serve(network)
  const tab = openTab()
  tab.shelf.download(served.order).catch(() => {})
  // All of it has come; a quick machine would be done with making it smaller before the disk is full.
  await tab.until(({ state }) => state.status === 'verifying')
  await tab.shelf.fillDisk(50_000_000)
  await tab.until(({ state }) => state.status === 'compacting')
  await expect
    .poll(async () => await tab.shelf.files(), { timeout: 60_000 })
    .toMatchObject({ 'net.model': served.sizeBytes })
})
