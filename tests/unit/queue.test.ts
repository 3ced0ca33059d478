import { expect, test } from 'vitest'
import { Queue } from '#engine/queue.ts'

const never = new AbortController().signal

test('runs jobs one at a time, in order', async () => {
  const queue = new Queue()
  const order: string[] = []
  const job = (name: string, ms: number) => async () => {
    order.push(`${name} starts`)
    await new Promise((resolve) => setTimeout(resolve, ms))
    order.push(`${name} ends`)
  }
  await Promise.all([queue.enqueue(job('slow', 20), never), queue.enqueue(job('fast', 0), never)])
  expect(order).toEqual(['slow starts', 'slow ends', 'fast starts', 'fast ends'])
})

test('outlives a failure: the caller hears it, the next job runs', async () => {
  const queue = new Queue()
  const bad = queue.enqueue(() => Promise.reject(new Error('bad')), never)
  const good = queue.enqueue(async () => 'good', never)
  await expect(bad).rejects.toThrow('bad')
  expect(await good).toBe('good')
})

test('a job aborted while it waits never runs and rejects at once', async () => {
  const queue = new Queue()
  let unblock = () => {}
  queue.enqueue(
    () =>
      new Promise<void>((resolve) => {
        unblock = resolve
      }),
    never,
  )
  await Promise.resolve()
  const controller = new AbortController()
  let ran = false
  const waiting = queue.enqueue(async () => {
    ran = true
  }, controller.signal)
  controller.abort()
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  unblock()
  await queue.enqueue(async () => {}, never)
  expect(ran).toBe(false)
})
