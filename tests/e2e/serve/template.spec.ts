import { randomUUID } from 'node:crypto'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { photo64, type Served, served } from '../support/served.ts'

/** What was put at the receiver and not yet looked at. */
const put: Buffer[] = []
let receiver: HttpServer
let api: Served
let address = ''

test.beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      put.push(Buffer.concat(parts))
      response.end()
    })
  })
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening))
  const { port } = receiver.address() as AddressInfo
  address = `http://127.0.0.1:${port}/put`
  api = await served({ allowUrls: [`127.0.0.1:${port}`] })
})

test.afterAll(async () => {
  await api.close()
  receiver.close()
})

async function asked(template: unknown, change: object = {}): Promise<Response> {
  const task = { taskType: 'removeBackground', taskUUID: randomUUID(), inputImage: photo64, model: 'auto' }
  const body = JSON.stringify([{ ...task, uploadEndpoint: address, settings: { template }, ...change }])
  return await fetch(`${api.url}/v1`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
}

/** Uploads come after the answer. */
async function nextPut() {
  await expect.poll(() => put.length).toBeGreaterThan(0)
  const bytes = put.shift()
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [
    ...data.subarray(info.channels * (y * info.width + x), info.channels * (y * info.width + x) + 3),
  ]
  return { at, size: { width: info.width, height: info.height } }
}

test('one request cuts, puts on a branded background with a shadow, enlarges and uploads', async () => {
  const backdrop = { kind: 'gradient', shape: 'linear', from: '#203040', to: '#203040', degrees: 0 }
  const composition = {
    backdrop,
    shadow: { kind: 'drop', opacityPercent: 80, blurPercent: 1, distancePercent: 4 },
    canvas: { kind: 'size', width: 300, height: 300 },
    place: { kind: 'placed', fillPercent: 60, across: 50, down: 50 },
  }
  const response = await asked({ composition, files: { size: { kind: 'enlarged', times: 2 } } })
  expect(response.status, await response.clone().text()).toBe(200)
  const { at, size } = await nextPut()
  expect(size).toEqual({ width: 600, height: 600 })
  expect(at(4, 4)).toEqual([0x20, 0x30, 0x40])
  // The disc fills 60 % of the canvas about its middle, and its shadow falls to the lower right.
  expect(at(300, 300)[0]).toBeGreaterThan(150)
  const corner = 300 + Math.round(183 * Math.SQRT1_2)
  expect(at(corner, corner)[2]).toBeLessThan(0x30)
})

test('a built-in template is named, and what the request says itself goes before it', async () => {
  expect((await asked('amazon')).status).toBe(200)
  const { at, size } = await nextPut()
  expect(size).toEqual({ width: 2000, height: 2000 })
  expect(at(3, 3)).toEqual([255, 255, 255])
  expect((await asked('amazon', { settings: { template: 'amazon', rgba: [1, 2, 3, 1] } })).status).toBe(200)
  const own = await nextPut()
  expect(own.size).toEqual(size)
  expect(own.at(3, 3)).toEqual([1, 2, 3])
})

test('a template that is none is refused, with what there is', async () => {
  for (const template of [
    'allegro',
    { composition: { backdrop: { kind: 'colour', colour: 'blue' } } },
    { colour: 'blue' },
    { composition: { canvas: { kind: 'size', width: 300, height: 300, depth: 1 } } },
  ]) {
    const response = await asked(template)
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(/template/)
  }
})
