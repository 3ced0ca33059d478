import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lifespanOf } from '#engine/lifespan.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const silent = new Promise<never>(() => {})
const worker = () => new EventTarget() as Worker

test('a worker that is ended before it has said anything is missed', async () => {
  const { started, death } = lifespanOf(worker(), silent)
  const first = Promise.race([started.then(() => 'started'), death])
  await vi.advanceTimersByTimeAsync(61_000)
  expect(await first).toMatchObject({ ok: false, reason: 'worker-died' })
})

test('one that has started may work for as long as it likes', async () => {
  const { started, death } = lifespanOf(worker(), Promise.resolve(undefined))
  await started
  let isDead = false
  death.then(() => {
    isDead = true
  })
  await vi.advanceTimersByTimeAsync(600_000)
  expect(isDead).toBe(false)
  expect(vi.getTimerCount()).toBe(0)
})

test('a script that cannot be had is told from one that fails', async () => {
  const [missing, broken] = [worker(), worker()]
  const [one, other] = [lifespanOf(missing, silent), lifespanOf(broken, silent)]
  missing.dispatchEvent(new Event('error'))
  broken.dispatchEvent(Object.assign(new Event('error'), { message: 'SyntaxError' }))
  expect(await one.death).toMatchObject({ reason: 'runtime-missing' })
  expect(await other.death).toMatchObject({ reason: 'worker-died', detail: 'SyntaxError' })
  expect(vi.getTimerCount()).toBe(0)
})
