import { expect, test, vi } from 'vitest'
import type { DownloadState } from '#core/shelf.ts'
import { judge } from '#workers/store/download/answer.ts'
import { backoffMs, retryAfterMs, usualPatience } from '#workers/store/download/backoff.ts'
import { headBytes, looksLike } from '#workers/store/download/content.ts'
import { hashHere } from '#workers/store/download/hashing.ts'
import { type Journal, readJournal, writeJournal } from '#workers/store/download/journal.ts'
import { Pace } from '#workers/store/download/pace.ts'
import { type OpenFile, Part } from '#workers/store/download/part.ts'
import type { Progression } from '#workers/store/download/progression.ts'
import { Reporter } from '#workers/store/download/reporter.ts'

const answer = (status: number, headers: Record<string, string> = {}) => new Response(null, { status, headers })
const nothing = { haveBytes: 0, etag: undefined, totalBytes: undefined }
const half = { haveBytes: 50, etag: '"a"', totalBytes: 100 }

test('waits grow, stay within their limit, and differ from one client to the next', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((failures) => backoffMs(failures, usualPatience, 1))
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  expect(backoffMs(3, usualPatience, 0)).toBe(1000)
})

test('a server’s wish for a pause is understood in all its forms', () => {
  const asked = (headers: Record<string, string>, now?: number) => retryAfterMs(new Headers(headers), now)
  expect(asked({ 'retry-after': '7' })).toBe(7000)
  expect(asked({ 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT' }, 20_000)).toBe(40_000)
  expect(asked({ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 20_000)).toBe(0)
  expect(asked({ ratelimit: '"resolvers";r=0;t=42' })).toBe(42_000)
  expect(asked({ 'retry-after': 'soon' })).toBeUndefined()
})

test('answers are told apart', () => {
  expect(judge(answer(200, { 'content-length': '100', etag: '"a"' }), nothing)).toEqual({
    kind: 'whole',
    etag: '"a"',
    totalBytes: 100,
  })
  expect(judge(answer(206, { 'content-range': 'bytes 50-99/100', etag: '"a"' }), half)).toEqual({
    kind: 'rest',
    etag: '"a"',
    totalBytes: 100,
  })
  expect(judge(answer(206, { 'content-length': '50' }), half)).toMatchObject({ kind: 'rest', totalBytes: 100 })
  expect(judge(answer(206, { 'content-range': 'bytes 50-99/100', etag: '"b"' }), half)).toEqual({ kind: 'changed' })
  expect(judge(answer(206, { 'content-range': 'bytes 0-99/100' }), half)).toEqual({ kind: 'changed' })
  expect(judge(answer(206, { 'content-range': 'bytes 50-89/90' }), half)).toMatchObject({ kind: 'wrong' })
  expect(judge(answer(200, { 'content-length': '99' }), half)).toMatchObject({ kind: 'wrong' })
  expect(judge(answer(200, { 'content-type': 'text/html', 'content-length': '100' }), half)).toMatchObject({
    kind: 'wrong',
  })
  expect(judge(answer(416, { 'content-range': 'bytes */50' }), half)).toEqual({ kind: 'complete' })
  expect(judge(answer(416, { 'content-range': 'bytes */40' }), half)).toEqual({ kind: 'changed' })
  expect(judge(answer(429, { 'retry-after': '1' }), half)).toMatchObject({ kind: 'retry', afterMs: 1000 })
  expect(judge(answer(503), half)).toMatchObject({ kind: 'retry', afterMs: undefined })
  for (const status of [401, 403, 404, 410]) expect(judge(answer(status), half)).toMatchObject({ kind: 'absent' })
})

test('a weak ETag and the length of a compressed body promise nothing', () => {
  const headers = { 'content-length': '40', 'content-encoding': 'gzip', etag: 'W/"a"' }
  expect(judge(answer(200, headers), { ...half, haveBytes: 0 })).toEqual({
    kind: 'whole',
    etag: undefined,
    totalBytes: 100,
  })
})

test('what begins like a model is told from pages and pointer files', () => {
  const bytes = (text: string) => new TextEncoder().encode(text.padEnd(headBytes))
  const header = new Uint8Array(headBytes)
  header.set([0x40, 0, 0, 0, 0, 0, 0, 0, 0x7b])
  expect(looksLike('birefnet', header)).toBe(true)
  expect(looksLike('onnx', Uint8Array.of(8, 8, 0x12, ...new Array(13).fill(0)))).toBe(true)
  for (const text of ['<!doctype html>', 'version https://git-lfs', '{"error":"no"}  ']) {
    expect(looksLike('birefnet', bytes(text))).toBe(false)
    expect(looksLike('onnx', bytes(text))).toBe(false)
  }
  expect(looksLike('birefnet', header.subarray(0, 15))).toBe(false)
})

test('speed and remaining time follow the last seconds', () => {
  const pace = new Pace()
  expect(pace.secondsLeft(100)).toBeUndefined()
  for (let second = 0; second <= 10; second++) pace.mark(second * 100, second * 1000)
  expect(pace.bytesPerSecond).toBe(100)
  expect(pace.secondsLeft(1000)).toBe(10)
  for (let second = 11; second <= 20; second++) pace.mark(1000 + (second - 10) * 10, second * 1000)
  expect(pace.bytesPerSecond).toBe(10)
})

test('a time left is told once it can be kept, and not where the speed changes or nothing has come for long', () => {
  const pace = new Pace()
  const go = (from: number, to: number, speed: number, bytes: number) => {
    for (let second = from; second <= to; second++) pace.mark(bytes + (second - from) * speed, second * 1000)
  }
  go(0, 2, 100, 0)
  expect(pace.secondsLeft(1000)).toBeUndefined()
  go(3, 20, 100, 300)
  expect(pace.secondsLeft(1000)).toBe(10)
  go(21, 26, 20, 2020)
  expect(pace.secondsLeft(1000)).toBeUndefined()
  go(27, 50, 20, 2140)
  expect(pace.secondsLeft(1000)).toBe(50)
  // After a break the speed of before says nothing.
  go(80, 84, 500, 2600)
  expect([pace.bytesPerSecond, pace.secondsLeft(1000)]).toEqual([500, 2])
  // A wave within the stretch evens out: what is told stays what it was, about.
  const told: number[] = []
  for (let second = 85; second < 105; second++) {
    pace.mark(4600 + (second - 84) * 500 + (second % 2) * 200, second * 1000)
    const left = pace.secondsLeft(10_000)
    if (left !== undefined) told.push(left)
  }
  expect(told.length).toBeGreaterThan(15)
  expect(Math.max(...told) / Math.min(...told)).toBeLessThan(1.15)
})

test('a download that stands still tells no speed and no time that would not be kept', () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
  try {
    const states: DownloadState[] = []
    const order = { ...journal.order, sources: [] }
    const reporter = new Reporter(order, ({ state }) => states.push(state))
    const progression = { part: { bytes: 0 }, totalBytes: 1e9 }
    for (let turn = 0; turn < 10; turn++) {
      progression.part.bytes += 1e6
      reporter.tell(progression as unknown as Progression)
      vi.advanceTimersByTime(1000)
    }
    expect(states.at(-1)).toMatchObject({ status: 'running', bytesPerSecond: 1e6, secondsLeft: 990 })
    vi.advanceTimersByTime(10_000)
    expect(states.at(-1)).toEqual({ status: 'running', bytesPerSecond: 0, secondsLeft: undefined })
    reporter.turn({ status: 'paused', byPerson: true }, progression as unknown as Progression)
    vi.advanceTimersByTime(10_000)
    expect(states.at(-1)).toMatchObject({ status: 'paused' })
  } finally {
    vi.useRealTimers()
  }
})

const journal: Journal = {
  order: {
    ...{ id: 'net', name: 'Net', kind: 'birefnet', file: 'net.safetensors', sizeBytes: 9, sha256: 'a'.repeat(64) },
    sources: [{ from: 'hub', url: 'https://hub.example/net' }],
  },
  url: 'https://hub.example/net',
  etag: '"a"',
  totalBytes: 9,
  isPaused: false,
}

test('a journal comes back as it was, and a broken one not at all', () => {
  const bytes = writeJournal(journal)
  expect(readJournal(bytes)).toEqual(journal)
  expect(readJournal(bytes.subarray(0, 40))).toBeUndefined()
  const text = new TextDecoder().decode(bytes)
  for (const broken of [text.replace('"net"', '"../net"'), text.replace('false', '7'), '{}', 'null']) {
    expect(readJournal(new TextEncoder().encode(broken)), broken).toBeUndefined()
  }
})

/** A file in memory that takes only so many bytes. */
function fileOf(room: number): OpenFile {
  let bytes = new Uint8Array(0)
  return {
    getSize: () => bytes.length,
    read: (into, { at }) => {
      const part = bytes.subarray(at, at + into.length)
      into.set(part)
      return part.length
    },
    write: (from, { at }) => {
      const fits = from.subarray(0, Math.max(0, room - at))
      bytes = Uint8Array.from([...bytes.subarray(0, at), ...fits])
      return fits.length
    },
    truncate: (size) => {
      bytes = bytes.slice(0, size)
    },
    flush() {},
  }
}

const abc = new Uint8Array(new TextEncoder().encode('abc'))
const sha256OfAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

test('the hash is that of the file, also of what another worker has written', async () => {
  const file = fileOf(10)
  new Part(file, await hashHere()).append(abc.subarray(0, 2))
  const part = new Part(file, await hashHere())
  expect(part.bytes).toBe(2)
  part.append(abc.subarray(2))
  expect(await part.digest()).toBe(sha256OfAbc)
})

test('a part that starts again forgets, and a full disk keeps what fitted', async () => {
  const part = new Part(fileOf(3), await hashHere())
  part.append(Uint8Array.of(1, 2))
  part.hashSlice()
  part.restart()
  expect(() => part.append(new Uint8Array([...abc, 100]))).toThrow('no more bytes')
  expect(part.bytes).toBe(3)
  expect(await part.digest()).toBe(sha256OfAbc)
})

test('where the thread that hashes dies, the file is read back and hashed here', async () => {
  const died = async () => await Promise.reject(new Error('the thread could not be started'))
  const dead = {
    isBeside: true,
    hasRoom: true,
    room: async () => {},
    update() {},
    reset() {},
    finish: died,
    close() {},
  }
  const part = new Part(fileOf(10), dead)
  part.append(abc.slice())
  expect(part.lagBytes).toBe(0)
  expect(await part.digest()).toBe(sha256OfAbc)
  expect(await part.blocks()).toEqual([sha256OfAbc])
})

test('a thread that has no room is not given more; what it missed is read back', async () => {
  const here = await hashHere()
  const busy = { ...here, isBeside: true, hasRoom: false }
  const part = new Part(fileOf(10), busy)
  part.append(abc.slice(0, 1))
  expect([part.lagBytes, part.canHash]).toEqual([1, false])
  busy.hasRoom = true
  part.append(abc.slice(1))
  expect([part.lagBytes, part.canHash]).toEqual([3, true])
  expect(await part.digest()).toBe(sha256OfAbc)
})
