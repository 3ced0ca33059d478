import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import WebSocket from 'ws'
import { bytesAt, photo64, type Served, served } from '../support/served.ts'
import { falExamples, picture, runwareExamples } from './seedRequests.ts'

test.setTimeout(180_000)

let api: Served
test.beforeAll(async () => {
  api = await served()
})
test.afterAll(async () => {
  await api.close()
})

/** The example with this picture, and with what is changed. */
function filled(example: object, image: string, change: object = {}): Record<string, unknown> {
  return { ...JSON.parse(JSON.stringify(example).replaceAll(`"${picture}"`, JSON.stringify(image))), ...change }
}

interface Told {
  data?: Record<string, unknown>[]
  errors?: Record<string, unknown>[]
}

const overHttp = async (...tasks: object[]): Promise<Told> => {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(`${api.url}/v1`, { method: 'POST', headers, body: JSON.stringify(tasks) })).json()
}

/** The answers to one message; each task is told of by itself. */
const overSocket = (...tasks: object[]): Promise<Told> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/v1`)
    const told: Required<Told> = { data: [], errors: [] }
    socket.on('open', () => socket.send(JSON.stringify(tasks)))
    socket.on('error', reject)
    socket.on('message', (bytes) => {
      const { data = [], errors = [] } = JSON.parse(String(bytes))
      told.data.push(...data)
      told.errors.push(...errors)
      if (told.data.length + told.errors.length < tasks.length) return
      socket.close()
      resolve(told)
    })
  })

const newId = () => crypto.randomUUID()

for (const [way, send] of [
  ['HTTP', overHttp],
  ['WebSocket', overSocket],
] as const)
  test(`Runware’s examples over ${way}: as they are, and with a model that is here`, async () => {
    const upload = await send({ taskType: 'imageUpload', taskUUID: newId(), image: photo64 })
    const uuid = String(upload.data?.[0]?.['imageUUID'])
    const url = `${api.url}/files/${uuid}`
    for (const example of runwareExamples) {
      // Where the model is not here, the answer says which it is and how it comes here.
      const absent = await send(filled(example, uuid, { taskUUID: newId() }))
      expect(absent.errors, example.model).toEqual([
        expect.objectContaining({
          code: 'modelAbsent',
          parameter: 'model',
          taskType: 'removeBackground',
          message: expect.stringMatching(/npm run models -- \S+.*Here there are: auto/),
        }),
      ])
      for (const image of [uuid, url, photo64, `data:image/png;base64,${photo64}`]) {
        const taskUUID = newId()
        const { data, errors } = await send(filled(example, image, { taskUUID, model: 'auto' }))
        expect(errors ?? []).toEqual([])
        expect(data).toEqual([
          {
            taskType: 'removeBackground',
            taskUUID,
            imageUUID: expect.stringMatching(/^[0-9a-f-]{36}$/),
            inputImageUUID: expect.stringMatching(/^[0-9a-f-]{36}$/),
            imageURL: expect.stringContaining(`${api.url}/files/`),
          },
        ])
        const wanted = 'outputFormat' in example && example.outputFormat === 'jpg' ? 'jpeg' : 'png'
        const file = await sharp(await bytesAt(String(data?.[0]?.['imageURL']))).metadata()
        expect(file).toMatchObject({ format: wanted, width: 240, height: 180, hasAlpha: wanted === 'png' })
      }
    }
    // All in one request, each with its own result.
    const ids = runwareExamples.map(newId)
    const all = await send(
      ...runwareExamples.map((example, n) => filled(example, uuid, { taskUUID: ids[n], model: 'auto' })),
    )
    expect(new Set(all.data?.map(({ taskUUID }) => taskUUID))).toEqual(new Set(ids))
  })

test('fal’s examples: run and queue, as they are and behind the proxy of its client', async () => {
  const image = `data:image/png;base64,${photo64}`
  const headers = { 'content-type': 'application/json', authorization: 'Key any' }
  const post = (path: string, body: object, more: Record<string, string> = {}) =>
    fetch(api.url + path, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) })
  for (const { endpoint, input } of falExamples) {
    const given = filled(input, image)
    const direct = await post(`/${endpoint}`, given)
    if ('model' in input) {
      // A model that is named and not here is told, and never replaced unasked.
      expect(direct.status, input.model).toBe(422)
      expect(await direct.json()).toMatchObject({
        detail: [{ loc: ['body', 'model'], type: 'model_absent', msg: expect.stringContaining('npm run models') }],
      })
    }
    const here = 'model' in input ? { ...given, model: 'auto' } : given
    const answer = 'model' in input ? await post(`/${endpoint}`, here) : direct
    const told = await answer.json()
    const file = { width: 240, height: 180, content_type: 'image/png', file_name: 'photo-cutout.png' }
    expect(told).toEqual({ image: { ...file, url: expect.any(String), file_size: expect.any(Number) } })
    const cutout = await bytesAt(told.image.url)
    expect(cutout.length).toBe(told.image.file_size)

    const proxied = await post('/fal/proxy', here, { 'x-fal-target-url': `https://fal.run/${endpoint}` })
    expect(await bytesAt((await proxied.json()).image.url)).toEqual(cutout)
    const queued = await (await post(`/queue/${endpoint}`, here)).json()
    expect(queued).toMatchObject({
      status: expect.stringMatching(/^IN_QUEUE|IN_PROGRESS$/),
      request_id: expect.any(String),
    })
    await expect
      .poll(async () => (await (await fetch(`${queued.status_url}?logs=1`)).json()).status, { timeout: 60_000 })
      .toBe('COMPLETED')
    const result = await (await fetch(queued.response_url)).json()
    expect(await bytesAt(result.image.url)).toEqual(cutout)
  }
})

test('fal: every parameter over HTTP: its default, its values, its refusal', async () => {
  const image_url = `data:image/png;base64,${photo64}`
  const run = async (change: object) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ image_url, ...change })
    const response = await fetch(`${api.url}/fal-ai/birefnet/v2`, { method: 'POST', headers, body })
    return { status: response.status, body: await response.json() }
  }
  for (const [format, type] of [
    ['png', 'image/png'],
    ['webp', 'image/webp'],
    ['gif', 'image/gif'],
  ]) {
    const { body } = await run({ output_format: format })
    expect(body.image).toMatchObject({ content_type: type, file_name: `photo-cutout.${format}` })
    expect((await sharp(await bytesAt(body.image.url)).metadata()).format).toBe(format)
  }
  const both = await run({
    output_mask: true,
    refine_foreground: false,
    sync_mode: true,
    operating_resolution: '2048x2048',
  })
  expect(both.body.image.url).toMatch(/^data:image\/png;base64,/)
  expect(both.body.mask_image.url).toMatch(/^data:image\/png;base64,/)
  for (const [field, wrong, allowed] of [
    ['output_format', 'tiff', ['webp', 'png', 'gif']],
    ['operating_resolution', '512x512', ['1024x1024', '2048x2048']],
    ['output_mask', 'yes', undefined],
    ['refine_foreground', 1, undefined],
    ['sync_mode', null, undefined],
    ['image_url', 'photo.png', undefined],
    ['model', 'General Use (Tiny)', undefined],
    ['seed', 1, undefined],
  ] as const) {
    const { status, body } = await run({ [field]: wrong })
    expect(status, field).toBe(422)
    expect(body.detail[0]).toMatchObject({ loc: ['body', field], msg: expect.stringContaining(field) })
    if (allowed !== undefined) expect(body.detail[0].ctx.expected).toEqual(allowed)
  }
})

test('Runware: every output over HTTP: type, format, quality, colour, mask, cost', async () => {
  const run = async (change: object) => {
    const base = { taskType: 'removeBackground', taskUUID: newId(), model: 'auto', inputImage: photo64 }
    const { data, errors } = await overHttp({ ...base, ...change })
    expect(errors ?? []).toEqual([])
    return data?.[0] ?? {}
  }
  const png = Buffer.from(String((await run({ outputType: 'base64Data' }))['imageBase64Data']), 'base64')
  const uri = String((await run({ outputType: 'dataURI' }))['imageDataURI'])
  expect(uri).toBe(`data:image/png;base64,${png.toString('base64')}`)
  expect(await bytesAt(String((await run({ outputType: 'URL' }))['imageURL']))).toEqual(png)
  expect((await run({ includeCost: true }))['cost']).toBe(0)
  expect(await run({})).not.toHaveProperty('cost')
  const sizeAt = async (outputQuality: number) =>
    (await bytesAt(String((await run({ outputFormat: 'JPG', outputQuality }))['imageURL']))).length
  expect(await sizeAt(20)).toBeLessThan(await sizeAt(99))
  const webp = await bytesAt(String((await run({ outputFormat: 'WEBP' }))['imageURL']))
  expect(await sharp(webp).metadata()).toMatchObject({ format: 'webp', hasAlpha: true })
  const corner = async (settings: object, outputFormat = 'PNG') => {
    const bytes = await bytesAt(String((await run({ settings, outputFormat }))['imageURL']))
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    return [...data.subarray(0, info.channels)]
  }
  expect(await corner({ rgba: [10, 200, 30, 1] })).toEqual([10, 200, 30])
  expect(await corner({ rgba: [10, 200, 30, 0.5] })).toEqual([10, 200, 30, 128])
  expect((await corner({ rgba: [10, 200, 30, 0] }))[3]).toBe(0)
  expect(await corner({ returnOnlyMask: true })).toEqual([0, 0, 0])
  const matted = await run({ settings: { alphaMatting: true, alphaMattingErodeSize: 3, postProcessMask: true } })
  const { data, info } = await sharp(await bytesAt(String(matted['imageURL'])))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const alphaAt = (x: number, y: number) => data[4 * (y * info.width + x) + 3]
  expect(info).toMatchObject({ width: 240, height: 180, channels: 4 })
  expect([alphaAt(120, 90), alphaAt(0, 0)]).toEqual([255, 0])
})
