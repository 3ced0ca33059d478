import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createFalClient } from '@fal-ai/client'
import { RunwareServer } from '@runware/sdk-js'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { expect } from '../app.ts'
import { scratch } from '../support/data.ts'
import { bytesAt, photo, photo64, photoPath, served, test } from '../support/served.ts'

/** What the app itself downloads of this photo, as PNG; every client must be given the same bytes. */
let own: Buffer

test.beforeAll(async ({ browser, app }) => {
  const page = await browser.newPage()
  await page.goto(app.url)
  await page.getByTestId('photos-input').setInputFiles(photoPath)
  await expect(page.locator('.tile')).toHaveAttribute('data-status', 'done', { timeout: 90_000 })
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 90_000 }),
    page.getByRole('button', { name: 'Download PNG' }).click(),
  ])
  own = readFileSync(await download.path())
  await page.close()
})

const bytesOf = (dataUri: string) => Buffer.from(dataUri.slice(dataUri.indexOf(',') + 1), 'base64')

test('Runware’s own client, by its WebSocket: uploads, cuts sync and async, and reads failures', async ({ api }) => {
  const runware = await RunwareServer.initialize({ apiKey: 'any', url: `${api.url.replace('http', 'ws')}/v1` })
  try {
    const upload = await runware.imageUpload({ image: photo64 })
    expect(upload).toMatchObject({ taskType: 'imageUpload', imageURL: expect.stringContaining(`${api.url}/files/`) })
    const stored = await runware.mediaStorage({ media: `data:image/png;base64,${photo64}`, operation: 'upload' })
    expect(await bytesAt(`${api.url}/files/${stored.mediaUUID}`)).toEqual(photo)
    const cut = await runware.removeImageBackground({
      inputImage: String(upload.imageUUID),
      model: 'auto',
      outputFormat: 'PNG',
      includeCost: true,
    })
    expect(cut).toMatchObject({ taskType: 'removeBackground', inputImageUUID: upload.imageUUID, cost: 0 })
    expect(await bytesAt(cut.imageURL ?? '')).toEqual(own)
    const uri = await runware.removeBackground({
      inputImage: photo64,
      model: 'auto',
      outputFormat: 'PNG',
      outputType: 'dataURI',
    })
    expect(bytesOf(uri.imageDataURI ?? '')).toEqual(own)
    const late = await runware.removeBackground({
      inputImage: photo64,
      model: 'auto',
      outputType: 'base64Data',
      outputFormat: 'PNG',
      deliveryMethod: 'async',
    })
    expect(Buffer.from(late.imageBase64Data ?? '', 'base64')).toEqual(own)
    const refused = runware.removeBackground({ inputImage: photo64, model: 'runware:112@5', retry: 1 })
    await expect(refused).rejects.toMatchObject({
      error: { code: 'modelAbsent', message: expect.stringContaining('npm run models -- birefnet-general') },
    })
  } finally {
    await runware.disconnect()
  }
})

test('fal’s own client: run, uploads, and the queue with its updates and logs', async ({ api }) => {
  const fal = createFalClient({ credentials: 'any', proxyUrl: { url: `${api.url}/fal/proxy`, when: 'always' } })
  const input = { image_url: await fal.storage.upload(new Blob([photo], { type: 'image/png' })) }
  const ran = await fal.run('fal-ai/birefnet/v2', { input })
  expect(ran.data.image).toMatchObject({ width: 240, height: 180, content_type: 'image/png', file_size: own.length })
  expect(await bytesAt(ran.data.image.url)).toEqual(own)
  const seen: string[] = []
  const lines: string[] = []
  for (const mode of ['polling', 'streaming'] as const) {
    const { data, requestId } = await fal.subscribe('fal-ai/birefnet/v2', {
      input: { ...input, output_mask: true, sync_mode: mode === 'streaming' },
      logs: true,
      mode,
      pollInterval: 50,
      onQueueUpdate: (update) => {
        seen.push(update.status)
        if ('logs' in update) lines.push(...update.logs.map(({ message }) => message))
      },
    })
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    const bytes = mode === 'streaming' ? bytesOf(data.image.url) : await bytesAt(data.image.url)
    expect(bytes).toEqual(own)
    expect(data.mask_image).toMatchObject({ content_type: 'image/png', file_name: expect.stringContaining('mask') })
  }
  expect(seen).toEqual(expect.arrayContaining(['IN_PROGRESS', 'COMPLETED']))
  expect(lines).toEqual(expect.arrayContaining(['Cutting.', 'Done.']))
  const { request_id } = await fal.queue.submit('fal-ai/birefnet/v2', { input })
  await fal.queue.cancel('fal-ai/birefnet/v2', { requestId: request_id })
  await expect(fal.queue.result('fal-ai/birefnet/v2', { requestId: request_id })).rejects.toMatchObject({
    status: expect.any(Number),
  })
  await expect(
    fal.run('fal-ai/birefnet/v2', { input: { ...input, output_format: 'tiff' as never } }),
  ).rejects.toMatchObject({
    status: 422,
    body: { detail: [expect.objectContaining({ loc: ['body', 'output_format'], input: 'tiff' })] },
  })
})

test('fal’s own client uploads a file above 90 MB in parts, and it is cut', async () => {
  const api = await served({ maxMb: 120 })
  try {
    const fal = createFalClient({ credentials: 'any', proxyUrl: { url: `${api.url}/fal/proxy`, when: 'always' } })
    // A photo whose file is large: what follows the end of a PNG is no part of the picture.
    const large = new Blob([photo, Buffer.alloc(95 * 1024 * 1024)], { type: 'image/png' })
    const image_url = await fal.storage.upload(large)
    expect((await bytesAt(image_url)).length).toBe(large.size)
    const { data } = await fal.run('fal-ai/birefnet/v2', { input: { image_url } })
    expect(await bytesAt(data.image.url)).toEqual(own)
    const part = await fetch(`${image_url}/1`, { method: 'PUT', body: 'x' })
    expect(part.status, 'a part of what is whole already').toBe(404)
    const { upload_url: url } = await (
      await fetch(`${api.url}/storage/upload/initiate-multipart`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ file_name: 'a.png', content_type: 'image/png' }),
      })
    ).json()
    for (const wrong of ['0', '201', '-1', 'x', '1e3'])
      expect((await fetch(`${url}/${wrong}`, { method: 'PUT', body: 'x' })).status, wrong).toBe(404)
    expect((await fetch(`${url}/complete`, { method: 'POST' })).status).toBe(404)
    await fetch(`${url}/1`, { method: 'PUT', body: 'no picture' })
    expect((await fetch(`${url}/complete`, { method: 'POST' })).status).toBe(400)
  } finally {
    await api.close()
  }
})

/** The server answers in this process, so that it must not wait for curl. */
async function curl(...args: string[]): Promise<Buffer> {
  const flags = ['--silent', '--show-error', '--fail']
  const { stdout } = await promisify(execFile)('curl', [...flags, ...args], { maxBuffer: 64e6, encoding: 'buffer' })
  return stdout
}

test('remove.bg’s requests by curl: file, base64, JSON answer, what is composed, account', async ({ api }) => {
  const address = `${api.url}/v1.0/removebg`
  const headers = join(scratch, 'headers.txt')
  const cut = await curl(
    '-H',
    'X-Api-Key: any',
    '-F',
    `image_file=@${photoPath}`,
    '-F',
    'size=auto',
    '-D',
    headers,
    address,
  )
  expect(cut).toEqual(own)
  expect(readFileSync(headers, 'utf8').toLowerCase()).toMatch(
    /x-width: 240[\s\S]*x-foreground-top: \d+[\s\S]*x-credits-charged: 0/,
  )
  const json = JSON.parse(
    String(
      await curl(
        '-H',
        'Accept: application/json',
        '--data-urlencode',
        `image_file_b64=${photo64}`,
        '-d',
        'size=auto',
        address,
      ),
    ),
  )
  expect(Buffer.from(json.data.result_b64, 'base64')).toEqual(own)
  const placed = await curl(
    '-F',
    `image_file=@${photoPath}`,
    '-F',
    `bg_image_file=@${photoPath}`,
    '-F',
    'crop=true',
    '-F',
    'crop_margin=10px',
    '-F',
    'shadow_type=drop',
    '-F',
    'format=jpg',
    address,
  )
  const { data, info } = await sharp(placed).raw().toBuffer({ resolveWithObject: true })
  const { foreground_width: width, foreground_height: height } = json.data
  expect(info).toMatchObject({ width: width + 20, height: height + 20 })
  expect(data[0]).toBeGreaterThan(100)
  const files = unzipSync(await curl('-F', `image_file=@${photoPath}`, '-F', 'format=zip', address))
  expect(Object.keys(files).sort()).toEqual(['alpha.png', 'color.jpg'])
  const mask = await curl(
    '-F',
    `image_file=@${photoPath}`,
    '-F',
    'channels=alpha',
    '-F',
    'scale=50%',
    '-F',
    'position=0% 100%',
    address,
  )
  expect(await sharp(mask).metadata()).toMatchObject({ width: 240, height: 180, channels: 1 })
  expect(JSON.parse(String(await curl(`${api.url}/v1.0/account`)))).toMatchObject({
    data: { attributes: { credits: { total: 0 } } },
  })
})

test('rembg’s requests by curl: a file with its parameters', async ({ api }) => {
  const address = `${api.url}/api/remove`
  expect(await curl('-F', `file=@${photoPath}`, address)).toEqual(own)
  const red = await sharp(await curl('-F', `file=@${photoPath}`, `${address}?bgc=255,0,0,255`))
    .raw()
    .toBuffer()
  expect([...red.subarray(0, 3)]).toEqual([255, 0, 0])
  const mask = await sharp(
    await curl('-F', `file=@${photoPath}`, '-F', 'om=true', '-F', 'a=true', '-F', 'ae=3', '-F', 'ppm=true', address),
  ).metadata()
  expect(mask).toMatchObject({ format: 'png', channels: 1, width: 240 })
})
