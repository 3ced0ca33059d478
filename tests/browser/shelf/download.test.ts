import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Fault } from '#tests/hub/faults.ts'
import { clearShelf, closeTabs, openTab, serve } from './tab.ts'

beforeEach(clearShelf)
afterEach(closeTabs)

const empty = { ok: true, value: { items: [], downloads: [] } }

test('a file goes from the hub to the shelf, is told in bytes, and is there for the next worker', async () => {
  const served = await serve()
  const tab = openTab()
  const got = await tab.shelf.download(served.order)
  expect(got).toMatchObject({
    ok: true,
    value: { id: 'net', sha256: served.sha256, sizeBytes: 3_000_000, from: 'hub' },
  })
  const told = tab.news.flatMap((piece) => (piece.kind === 'download' ? [piece.download.state.status] : []))
  expect(told).toEqual(expect.arrayContaining(['starting', 'running', 'verifying']))
  await expect.poll(() => tab.news.at(-1)).toEqual({ kind: 'changed' })
  expect(tab.requests()).toMatchObject([{ status: 200, receivedBytes: 3_000_000, purpose: 'Net' }])
  expect(tab.requests()[0]?.answeredBy).not.toBe(new URL(served.order.sources[0]?.url ?? '').host)
  expect((await served.answers()).map(({ host, method, status }) => `${host} ${method} ${status}`)).toEqual([
    'hub GET 302',
    'cdn GET 200',
  ])

  const next = openTab()
  expect(await next.shelf.read('net')).toEqual({ ok: true, value: served.sha256 })
  expect(await next.shelf.look()).toMatchObject({ ok: true, value: { items: [{ id: 'net' }], downloads: [] } })
  expect(await next.shelf.download(served.order)).toMatchObject({ ok: true, value: { id: 'net' } })
  expect(await served.answers()).toHaveLength(2)
  expect(Object.keys(await next.shelf.files()).sort()).toEqual(['net.json', 'net.model'])
})

test('cut at ten places it goes on each time, and hardly a byte is sent twice', async () => {
  const cuts = Array.from({ length: 10 }, () => Math.floor(Math.random() * 8_000_000)).sort((a, b) => a - b)
  const faults = cuts.map((at) => ({ kind: 'cut', at }) as const)
  const served = await serve({ sizeBytes: 8_000_000, pace: 10_000_000, faults })
  const got = await openTab().shelf.download(served.order)
  expect(got, `cut at ${cuts}`).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
  expect(await served.sentBytes(), `cut at ${cuts}`).toBeLessThanOrEqual(8_000_000 * 1.02)
  expect((await served.answers()).some(({ method }) => method === 'OPTIONS')).toBe(false)
})

test('broken off without warning, over and over, it still arrives', async () => {
  const faults = [1, 2, 3, 4, 5].map((part) => ({ kind: 'cut', at: part * 500_000, isAbrupt: true }) as const)
  const served = await serve({ faults })
  expect(await openTab().shelf.download(served.order)).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
})

const busy: [string, Fault[]][] = [
  ['429 with Retry-After', [{ kind: 'status', status: 429, headers: { 'retry-after': '1' } }]],
  ['a burst of 429', Array.from({ length: 3 }, () => ({ kind: 'status' as const, status: 429 }))],
  ['a burst of 503', Array.from({ length: 3 }, () => ({ kind: 'status' as const, status: 503 }))],
  ['a slow drip', [{ kind: 'drip', bytes: 100_000, everyMs: 30 }]],
  ['a connection that falls silent', [{ kind: 'stall', at: 1_000_000 }]],
  ['a break right at the start', [{ kind: 'cut', at: 0 }]],
]

test.each(busy)('%s is waited out', async (_, faults) => {
  const served = await serve({ faults })
  const asked = performance.now()
  const got = await openTab().shelf.download(served.order)
  expect(got).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
  if (faults[0]?.kind === 'status' && faults[0].headers !== undefined)
    expect(performance.now() - asked).toBeGreaterThan(1000)
})

test('a server that stays busy is given up, and what has arrived stays for another day', async () => {
  const served = await serve({ faults: [{ kind: 'cut', at: 2_000_000 }], always: { kind: 'status', status: 503 } })
  const tab = openTab()
  expect(await tab.shelf.download(served.order)).toMatchObject({ ok: false, reason: 'download-interrupted' })
  const look = await tab.shelf.look()
  expect(look).toMatchObject({ value: { items: [], downloads: [{ id: 'net', state: { status: 'failed' } }] } })
  const doneBytes = look.ok ? look.value.downloads[0]?.doneBytes : undefined
  // When a connection breaks, a busy browser throws away what it has received and nobody has read yet.
  expect(doneBytes).toBeGreaterThan(0)
  expect(doneBytes).toBeLessThanOrEqual(2_000_000)
  expect(await openTab().shelf.look()).toMatchObject({
    value: { downloads: [{ doneBytes, totalBytes: 3_000_000, state: { status: 'paused', byPerson: false } }] },
  })
})

const wrong: [string, Fault][] = [
  ['a file that is too short', { kind: 'length', bytes: 2_500_000 }],
  ['a file that is too long', { kind: 'length', bytes: 3_500_000 }],
  ['a file with one wrong bit', { kind: 'flip', at: 1_500_000 }],
  ['another file', { kind: 'replaced' }],
  ['a web page', { kind: 'html', type: 'text/html; charset=utf-8' }],
  ['a web page that calls itself a file', { kind: 'html', type: 'application/octet-stream' }],
]

test.each(wrong)('%s never becomes a model', async (_, fault) => {
  const served = await serve({ always: fault })
  const tab = openTab()
  expect(await tab.shelf.download(served.order)).toMatchObject({ ok: false, reason: 'download-wrong' })
  expect(await tab.shelf.files()).toEqual({})
  expect(await openTab().shelf.look()).toMatchObject(empty)
})

test('a file without a known size is not believed either', async () => {
  const { order, ...served } = await serve({ always: { kind: 'length', bytes: 2_500_000 } })
  const { sizeBytes: _, ...unsized } = order
  const tab = openTab()
  expect(await tab.shelf.download(unsized)).toMatchObject({ ok: false, reason: 'download-wrong' })
  expect(await served.sentBytes()).toBe(2_500_000)
})

test('an ETag that changes in mid-download starts it again, and the right file wins', async () => {
  const served = await serve({ faults: [{ kind: 'replaced' }, { kind: 'none' }] })
  const first = await serve({ faults: [{ kind: 'cut', at: 1_000_000 }, { kind: 'replaced' }] })
  const tab = openTab()
  expect(await tab.shelf.download(first.order)).toMatchObject({ ok: true, value: { sha256: first.sha256 } })
  expect((await first.answers()).filter(({ host }) => host === 'cdn').map(({ status }) => status)).toEqual([
    200, 206, 200,
  ])
  expect(await tab.shelf.download({ ...served.order, id: 'other' })).toMatchObject({
    ok: false,
    reason: 'download-wrong',
  })
})

test('the hub is asked for a hash that the catalogue does not know', async () => {
  const { order, ...served } = await serve()
  const { sha256: _, sizeBytes: __, ...unknown } = order
  const tab = openTab()
  expect(await tab.shelf.download(unknown)).toMatchObject({ ok: true, value: { sha256: served.sha256 } })
  expect(tab.requests().map(({ purpose }) => purpose)).toEqual(['hash of the file', 'Net'])
  const unlinked = await serve({ isLinked: false })
  const { sha256: ___, ...unlinkedOrder } = unlinked.order
  expect(await tab.shelf.download({ ...unlinkedOrder, id: 'unlinked' })).toMatchObject({
    ok: false,
    reason: 'download-unverified',
  })
})

test('sources are tried in their order, and one that lacks the file is passed over', async () => {
  const served = await serve()
  const hub = served.order.sources[0]
  if (hub === undefined) throw new Error('no source')
  const missing = { from: 'mirror', url: new URL('/nobody/nothing/resolve/main/x', hub.url).href } as const
  const own = { from: 'own', url: new URL('/models/net.safetensors', location.href).href } as const
  const dead = { from: 'mirror', url: 'http://127.0.0.1:9/x' } as const
  const tab = openTab()
  const got = await tab.shelf.download({ ...served.order, sources: [own, missing, dead, hub] })
  expect(got).toMatchObject({ ok: true, value: { from: 'hub' } })
  expect(tab.requests().map(({ url }) => new URL(url).origin)).not.toContain(location.origin)
  expect(await tab.shelf.download({ ...served.order, id: 'gone', sources: [missing] })).toMatchObject({
    ok: false,
    reason: 'download-unavailable',
  })
})
