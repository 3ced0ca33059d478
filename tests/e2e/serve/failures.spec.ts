import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { photo64, served, removeBackgroundTask as task } from '../support/served.ts'
import { freePort, ServedProcess } from '../support/servedProcess.ts'

test.setTimeout(300_000)

let receiver: Receiver
let keep: string

test.beforeEach(async () => {
  receiver = await openReceiver()
  keep = mkdtempSync(join(tmpdir(), 'clearcut-failures-'))
})

test.afterEach(() => {
  receiver.close()
  rmSync(keep, { recursive: true, force: true, maxRetries: 3 })
})

interface Told {
  data?: Record<string, unknown>[]
  errors?: Record<string, unknown>[]
}

async function send(url: string, ...tasks: object[]): Promise<Told & { status: number; retryAfter: string | null }> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/v1`, { method: 'POST', headers, body: JSON.stringify(tasks) })
  return { ...(await response.json()), status: response.status, retryAfter: response.headers.get('retry-after') }
}

/** What became of a task, as the one who asks is told. */
async function fate(url: string, taskUUID: string): Promise<string> {
  const { data, errors } = await send(url, { taskType: 'getResponse', taskUUID })
  return String(data?.[0]?.['status'] ?? errors?.[0]?.['code'])
}

const health = async (url: string) => (await fetch(`${url}/healthz`)).json()

test('webhooks and uploads: retried with longer and longer waits, given up with a reason, each finished item told once', async () => {
  const api = await served({ allowUrls: [receiver.host] })
  try {
    const sent = {
      fails: task({
        webhookURL: `${receiver.url}/fails-2/hook`,
        uploadEndpoint: `${receiver.url}/fails-1/put`,
        outputFormat: 'WEBP',
      }),
      refuses: task({ webhookURL: `${receiver.url}/refuses` }),
      hangs: task({ uploadEndpoint: `${receiver.url}/hangs` }),
      moved: task({ webhookURL: `${receiver.url}/moved`, uploadEndpoint: `${receiver.url}/put` }),
      broken: task({
        webhookURL: `${receiver.url}/broken`,
        inputImage: Buffer.from('no picture but long enough').toString('base64'),
      }),
    }
    const { data } = await send(api.url, ...Object.values(sent))
    expect(data).toHaveLength(4)
    await expect
      .poll(() => api.log.filter((line) => line.includes('not delivered')).length, { timeout: 60_000 })
      .toBe(3)

    const hooks = receiver.at('/fails-2/hook')
    expect(hooks.map(({ method, type }) => [method, type])).toEqual(Array(3).fill(['POST', 'application/json']))
    // Each wait is drawn from 0.75 to 1.25 times its length of 20, 40 and 80 ms; a busy machine only adds to it.
    const times = receiver.at('/refuses').map(({ at }) => at)
    for (const [n, length] of [20, 40, 80].entries())
      expect((times[n + 1] ?? 0) - (times[n] ?? 0)).toBeGreaterThan(0.75 * length - 2)
    const told = JSON.parse(String(hooks[2]?.body))
    expect(told.data).toEqual([
      expect.objectContaining({ taskUUID: sent.fails.taskUUID, imageURL: expect.any(String) }),
    ])

    const puts = receiver.at('/fails-1/put')
    expect(puts.map(({ method, type }) => [method, type])).toEqual(Array(2).fill(['PUT', 'image/webp']))
    const kept = await (await fetch(told.data[0].imageURL)).arrayBuffer()
    expect(puts[1]?.body).toEqual(Buffer.from(kept))

    expect([receiver.at('/refuses').length, receiver.at('/hangs').length, receiver.at('/moved').length]).toEqual([
      4, 4, 4,
    ])
    expect(receiver.at('/elsewhere')).toEqual([])
    expect(receiver.at('/put')).toHaveLength(1)
    const undelivered = async (name: keyof typeof sent) =>
      (await send(api.url, { taskType: 'getResponse', taskUUID: sent[name].taskUUID })).data?.[0]?.['undelivered']
    expect(await undelivered('fails')).toBeUndefined()
    expect(await undelivered('refuses')).toEqual(['webhookURL'])
    expect(await undelivered('hangs')).toEqual(['uploadEndpoint'])
    expect(await undelivered('moved')).toEqual(['webhookURL'])
    expect(api.log.join('\n')).toMatch(/answers 500[\s\S]*/)
    expect(api.log.join('\n')).toContain('redirects (302)')
    // Refused at the door, so there is nothing to tell of it.
    expect(receiver.at('/broken')).toEqual([])
    const metrics = await (await fetch(`${api.url}/metrics`)).text()
    expect(metrics).toContain('clearcut_deliveries_total{kind="webhook",outcome="failed"} 2')
    expect(metrics).toContain('clearcut_deliveries_total{kind="put",outcome="done"} 2')
  } finally {
    await api.close()
  }
})

test('a fal webhook is told the result, and the reason of a task that failed', async () => {
  const api = await served({ allowUrls: [receiver.host] })
  try {
    const submit = async (image: string, path: string) => {
      const url = `${api.url}/queue/fal-ai/birefnet/v2?fal_webhook=${encodeURIComponent(receiver.url + path)}`
      const body = JSON.stringify({ image_url: image })
      return (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json()
    }
    const good = await submit(`data:image/png;base64,${photo64}`, '/good')
    await submit(`data:image/png;base64,${photo64.slice(0, 400)}`, '/bad')
    await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(2)
    const body = (path: string) => JSON.parse(String(receiver.at(path)[0]?.body))
    expect(body('/good')).toMatchObject({
      request_id: good.request_id,
      status: 'OK',
      payload: { image: { width: 240, content_type: 'image/png' } },
    })
    expect(body('/bad')).toMatchObject({ status: 'ERROR', payload: { detail: [{ type: 'damaged' }] } })
  } finally {
    await api.close()
  }
})

test('a browser that is killed in mid-task is replaced and the task done; killed again, the task ends with the reason', async () => {
  const server = await ServedProcess.start(keep, await freePort())
  try {
    const killInMidst = async () => {
      await expect.poll(async () => (await health(server.url)).running, { timeout: 60_000, intervals: [20] }).toBe(1)
      server.killBrowser()
    }
    const once = task({ deliveryMethod: 'async' })
    expect((await send(server.url, once)).status).toBe(200)
    await killInMidst()
    await expect.poll(() => fate(server.url, once.taskUUID), { timeout: 90_000 }).toBe('success')

    const twice = task({ deliveryMethod: 'async' })
    await send(server.url, twice)
    await expect
      .poll(
        async () => {
          server.killBrowser()
          return await fate(server.url, twice.taskUUID)
        },
        { timeout: 90_000, intervals: [100] },
      )
      .toBe('workerDied')

    const next = await send(server.url, task())
    expect(next).toMatchObject({ status: 200, data: [{ imageURL: expect.any(String) }] })
    const ends = server.log.filter(({ msg }) => msg === 'task ended')
    expect(new Set(ends.map(({ task }) => task)).size).toBe(ends.length)
    expect(ends).toHaveLength(3)
  } finally {
    await server.stop()
  }
})

test('killed with 20 tasks waiting, the server goes on with them when it comes back: each is told once', async () => {
  const port = await freePort()
  const tasks = Array.from({ length: 21 }, (_, n) =>
    task({ deliveryMethod: 'async', webhookURL: `${receiver.url}/${n}` }),
  )
  const first = await ServedProcess.start(keep, port, '--allow-url', receiver.host)
  await send(first.url, ...tasks)
  await expect.poll(async () => (await health(first.url)).running, { timeout: 60_000, intervals: [20] }).toBe(1)
  await first.kill()
  const before = receiver.received.length
  expect(before, 'told before the kill').toBeLessThan(3)

  const second = await ServedProcess.start(keep, port, '--allow-url', receiver.host)
  try {
    await expect.poll(() => receiver.received.length, { timeout: 200_000 }).toBe(21)
    for (const [n, { taskUUID }] of tasks.entries()) {
      expect(await fate(second.url, taskUUID), String(n)).toBe('success')
      expect(receiver.at(`/${n}`), `webhook ${n}`).toHaveLength(1)
    }
    const again = await send(second.url, { taskType: 'getResponse', taskUUID: tasks[20]?.taskUUID })
    expect((await fetch(String(again.data?.[0]?.['imageURL']))).status).toBe(200)
    expect(second.log.filter(({ msg }) => msg === 'task ended').length).toBeGreaterThanOrEqual(21 - before)
  } finally {
    await second.stop()
  }
})

test('asked to stop, it ends what runs, answers who waits, keeps the rest, and does it after the next start', async () => {
  const port = await freePort()
  const first = await ServedProcess.start(keep, port)
  const tasks = Array.from({ length: 6 }, () => task({ deliveryMethod: 'async' }))
  await send(first.url, ...tasks)
  const waits = send(first.url, task())
  await expect
    .poll(async () => (await health(first.url)).waiting, { timeout: 60_000, intervals: [20] })
    .toBeGreaterThan(4)
  const stopping = first.stop()
  const told = await waits
  expect(told).toMatchObject({
    status: 503,
    errors: [{ code: 'tooBusy', message: expect.stringContaining('stopping') }],
  })
  expect(Number(told.retryAfter)).toBeGreaterThan(0)
  expect(await stopping).toBe(0)
  expect(readdirSync(join(keep, 'tasks')).length).toBe(7)

  const second = await ServedProcess.start(keep, port)
  try {
    for (const { taskUUID } of tasks)
      await expect.poll(() => fate(second.url, taskUUID), { timeout: 120_000 }).toBe('success')
    // The one that its caller waited for is among them: it was accepted.
    const ends = () => [...first.log, ...second.log].filter(({ msg }) => msg === 'task ended').map(({ task: id }) => id)
    await expect.poll(() => ends().length, { timeout: 60_000 }).toBe(7)
    expect(new Set(ends()).size).toBe(7)
  } finally {
    await second.stop()
  }
})

/** A disk of four megabytes; only root may have one. */
function smallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('on a full disk each accepted task ends once, with the result or the reason, and room makes it work again', async () => {
  test.skip(!smallDisk(keep), 'mounting a small disk needs root')
  const api = await served({ keep })
  try {
    const filler = join(keep, 'filler')
    expect((await send(api.url, task())).status).toBe(200)
    // Room for none, then for ever more: for the photo but not for the result, for some of several tasks.
    const seen = new Set<string>()
    for (const roomBytes of [0, 8_000, 24_000, 48_000, 96_000]) {
      rmSync(filler, { force: true })
      const free = Number(execFileSync('df', ['--output=avail', '-B1', keep]).toString().split('\n')[1])
      writeFileSync(filler, Buffer.alloc(Math.max(0, free - roomBytes)))
      const tasks = Array.from({ length: 6 }, () => task({}))
      const { data = [], errors = [] } = await send(api.url, ...tasks)
      expect(data.length + errors.length, `with ${roomBytes}`).toBe(6)
      for (const error of errors) {
        expect(error).toMatchObject({ code: 'storageFailed', message: expect.stringContaining('disk is full') })
        expect(String(error['message'])).not.toContain(keep)
      }
      for (const { imageURL } of data) expect((await fetch(String(imageURL))).status).toBe(200)
      seen.add(data.length === 0 ? 'none' : errors.length === 0 ? 'all' : 'some')
      expect(await health(api.url)).toMatchObject({ status: 'ok', waiting: 0, running: 0 })
    }
    expect(seen).toContain('none')
    rmSync(filler)
    expect((await send(api.url, task())).status).toBe(200)
    const ended = api.log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'task ended')
    expect(new Set(ended.map(({ task: id }) => id)).size).toBe(ended.length)
  } finally {
    await api.close()
    execFileSync('umount', [keep])
  }
})
