import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { usualLimits } from '#tools/serve/options.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { photo64, served, removeBackgroundTask as task } from '../support/served.ts'

test.setTimeout(180_000)

let receiver: Receiver
test.beforeEach(async () => {
  receiver = await openReceiver()
})
test.afterEach(() => receiver.close())

const limits = { ...usualLimits, perMinute: 100_000, fetchMs: 2500 }

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** Asks as a client of this address: a whole network of them stands for this machine. */
function askFrom(client: string, url: string, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST'
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '9.9.9.9' }
    const asked = request(url, { method, localAddress: client, headers }, (response) => {
      let text = ''
      response.on('data', (bytes) => {
        text += bytes
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    asked.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body))
  })
}

test('too many requests of one client are answered with 429 in the form of each dialect, and other clients go on', async () => {
  const api = await served({ limits: { ...limits, perMinute: 5 } })
  try {
    const get = (path: string, client = '127.0.0.1') => askFrom(client, api.url + path)
    const first = await get('/v1.0/account')
    expect(first).toMatchObject({ status: 200, headers: { 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '4' } })
    expect(Number(first.headers['x-ratelimit-reset'])).toBeGreaterThan(0)
    for (let n = 0; n < 4; n += 1) await get('/v1.0/account')
    for (const [path, form] of [
      [
        '/v1.0/account',
        { errors: [{ title: expect.stringContaining('Too many requests'), code: 'rate_limit_exceeded' }] },
      ],
      ['/v1', { errors: [{ code: 'rateLimitExceeded', message: expect.any(String), type: 'request' }] }],
      ['/fal-ai/birefnet/v2', { detail: expect.stringContaining('Too many requests') }],
      ['/api/remove?url=x', { detail: expect.stringContaining('Too many requests') }],
    ] as const) {
      const limited = path === '/v1' ? await askFrom('127.0.0.1', api.url + path, []) : await get(path)
      expect({ path, status: limited.status, body: JSON.parse(limited.text) }).toEqual({
        path,
        status: 429,
        body: form,
      })
      expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
    }
    expect((await get('/v1.0/account', '127.0.0.2')).status).toBe(200)
    expect((await get('/healthz')).status).toBe(200)
  } finally {
    await api.close()
  }
})

test('too many tasks of one client, or in all, are answered with 503 and Retry-After, and taken again later', async () => {
  const api = await served({ allowUrls: [receiver.host], limits: { ...limits, tasksOfClient: 2, tasks: 3 } })
  try {
    const hangs = { inputImage: `${receiver.url}/hangs`, deliveryMethod: 'async' }
    const send = (client: string, ...tasks: object[]) => askFrom(client, `${api.url}/v1`, tasks)
    const both = JSON.parse((await send('127.0.0.1', task(hangs), task(hangs), task(hangs))).text)
    expect(both.data).toHaveLength(2)
    expect(both.errors).toEqual([
      expect.objectContaining({ code: 'tooBusy', message: expect.stringContaining('your tasks') }),
    ])
    const third = await send('127.0.0.1', task(hangs))
    expect(third).toMatchObject({ status: 503, headers: { 'retry-after': '10' } })
    expect((await send('127.0.0.2', task(hangs))).status).toBe(200)
    const fourth = await send('127.0.0.3', task(hangs))
    expect(fourth).toMatchObject({ status: 503, text: expect.stringContaining('Too many tasks are waiting') })
    const image_url = `data:image/png;base64,${photo64}`
    const fal = await askFrom('127.0.0.3', `${api.url}/fal-ai/birefnet/v2`, { image_url })
    expect(fal).toMatchObject({
      status: 503,
      headers: { 'retry-after': '10' },
      text: expect.stringContaining('detail'),
    })
    const removeBg = await askFrom('127.0.0.3', `${api.url}/v1.0/removebg`, { image_file_b64: photo64 })
    expect(removeBg).toMatchObject({
      status: 503,
      headers: { 'retry-after': '10' },
      text: expect.stringContaining('title'),
    })
    await expect.poll(async () => (await send('127.0.0.1', task())).status, { timeout: 20_000 }).toBe(200)
  } finally {
    await api.close()
  }
})

test('clients take turns: who brings one photo does not wait for who brings many', async () => {
  const api = await served({ allowUrls: [receiver.host], limits })
  try {
    const hook = (path: string) => task({ deliveryMethod: 'async', webhookURL: `${receiver.url}/${path}` })
    await askFrom('127.0.0.1', `${api.url}/v1`, ['many-1', 'many-2', 'many-3', 'many-4', 'many-5', 'many-6'].map(hook))
    await askFrom('127.0.0.2', `${api.url}/v1`, [hook('one')])
    await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(7)
    const order = receiver.received.map(({ path }) => path.slice(1))
    expect(order.indexOf('one'), order.join(' ')).toBeLessThan(4)
    expect(order.filter((name) => name !== 'one')).toEqual(['many-1', 'many-2', 'many-3', 'many-4', 'many-5', 'many-6'])
  } finally {
    await api.close()
  }
})

test('several pages work side by side, never more than were asked for, with the same pixels', async () => {
  const api = await served({ workers: 2, limits })
  try {
    let most = 0
    const watch = setInterval(async () => {
      const { running } = await (await fetch(`${api.url}/healthz`)).json()
      most = Math.max(most, running)
    }, 50)
    const tasks = Array.from({ length: 8 }, () => task({ outputType: 'base64Data' }))
    const { data } = JSON.parse((await askFrom('127.0.0.1', `${api.url}/v1`, tasks)).text)
    clearInterval(watch)
    expect(data).toHaveLength(8)
    expect(new Set(data.map((each: { imageBase64Data: string }) => each.imageBase64Data)).size).toBe(1)
    expect(most).toBe(2)
    expect(await (await fetch(`${api.url}/metrics`)).text()).toContain(
      'clearcut_tasks_ended_total{dialect="runware",outcome="done"} 8',
    )
  } finally {
    await api.close()
  }
})

test('results, uploads and records are gone after their time, from the disk too; a task may ask for longer', async () => {
  const api = await served({ ttlSeconds: 2, limits })
  try {
    const send = async (...tasks: object[]) => JSON.parse((await askFrom('127.0.0.1', `${api.url}/v1`, tasks)).text)
    const [short, long] = [task({ deliveryMethod: 'sync' }), task({ ttl: 60 })]
    const { data } = await send(short, long, { taskType: 'imageUpload', taskUUID: randomUUID(), image: photo64 })
    const of = (uuid: string) => data.find((each: { taskUUID: string }) => each.taskUUID === uuid)
    const upload = data.find((each: { taskType: string }) => each.taskType === 'imageUpload')
    const status = async (url: string) => (await fetch(url)).status
    await expect.poll(() => status(of(short.taskUUID).imageURL), { timeout: 20_000 }).toBe(404)
    await expect.poll(() => status(upload.imageURL), { timeout: 20_000 }).toBe(404)
    expect((await send(task({ inputImage: upload.imageUUID }))).errors).toEqual([
      expect.objectContaining({ code: 'inputUnknown', parameter: 'inputImage' }),
    ])
    const ask = { taskType: 'getResponse', taskUUID: short.taskUUID }
    await expect.poll(async () => (await send(ask)).errors?.[0]?.code, { timeout: 30_000 }).toBe('unknownTaskUUID')
    expect(await status(of(long.taskUUID).imageURL)).toBe(200)
    // Of the longer one: its photo and its result, each with a note beside it.
    await expect.poll(() => readdirSync(join(api.keep, 'files')).length, { timeout: 30_000 }).toBe(4)
    expect(readdirSync(join(api.keep, 'tasks'))).toHaveLength(1)
  } finally {
    await api.close()
  }
})

test('who hangs up no longer waits: the task is cancelled', async () => {
  const api = await served({ limits })
  try {
    await askFrom(
      '127.0.0.1',
      `${api.url}/v1`,
      Array.from({ length: 4 }, () => task({ deliveryMethod: 'async' })),
    )
    const leaving = new AbortController()
    const image_url = `data:image/png;base64,${photo64}`
    const headers = { 'content-type': 'application/json' }
    const left = fetch(`${api.url}/fal-ai/birefnet/v2`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ image_url }),
      signal: leaving.signal,
    })
    setTimeout(() => leaving.abort(), 300)
    await expect(left).rejects.toThrow('aborted')
    const ends = () => api.log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'task ended')
    await expect
      .poll(() => ends().find(({ dialect }) => dialect === 'fal')?.outcome, { timeout: 30_000 })
      .toBe('cancelled')
    await expect.poll(() => ends().length, { timeout: 30_000 }).toBe(5)
  } finally {
    await api.close()
  }
})
