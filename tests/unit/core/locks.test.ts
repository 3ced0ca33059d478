import { afterEach, expect, test, vi } from 'vitest'
import { endOf, heldLocks, holdForLife, underLock } from '#core/locks.ts'

afterEach(() => vi.unstubAllGlobals())

function withLocks(locks: unknown): void {
  vi.stubGlobal('navigator', { locks })
}

const refused = new DOMException('The request was denied.', 'SecurityError')

test('work is done without a lock where the browser has none, refuses them, or throws', async () => {
  for (const locks of [
    undefined,
    { request: () => Promise.reject(refused) },
    {
      request() {
        throw refused
      },
    },
  ]) {
    withLocks(locks)
    expect(await underLock('x', {}, async () => 'done')).toBe('done')
    expect(await holdForLife('x')).toBe(false)
    expect(await heldLocks()).toEqual(new Set())
    const end = endOf('x').then(() => 'told')
    expect(await Promise.race([end, Promise.resolve('open')])).toBe('open')
  }
})

test('a failure of the work itself is no refusal: it is not done twice', async () => {
  let times = 0
  withLocks({ request: (_: string, __: object, work: (lock: object) => Promise<unknown>) => work({}) })
  const work = async () => {
    times += 1
    throw new Error('mine')
  }
  await expect(underLock('x', {}, work)).rejects.toThrow('mine')
  expect(times).toBe(1)
})

test('who stops waiting for a lock does not do the work', async () => {
  const stop = new AbortController()
  withLocks({
    request: (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  })
  let hasRun = false
  const waiting = underLock('x', { signal: stop.signal }, async () => {
    hasRun = true
  })
  stop.abort('pause')
  await expect(waiting).rejects.toBe('pause')
  expect(hasRun).toBe(false)
})

test('a browser that never answers does not keep a worker from starting', async () => {
  vi.useFakeTimers()
  withLocks({ request: () => new Promise(() => {}) })
  const held = holdForLife('x')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await held).toBe(false)
  vi.useRealTimers()
})
