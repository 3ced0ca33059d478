import { existsSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Clearcut } from '#embed/clearcut.ts'
import { expect } from './app.ts'
import { productPhoto } from './support/data.ts'
import { test } from './support/embedApp.ts'

declare global {
  interface Window {
    clearcut: Clearcut
  }
}

const photo = productPhoto('embedded.png', 240, 180)

/** Opens the engine in a page of the site; what it answers stays in the page. */
async function openIn(page: Page, site: string, app: string): Promise<void> {
  await page.goto(`${site}/blank`)
  await page.evaluate(async (src) => {
    const { Clearcut } = await import(`${src}clearcut.js`)
    Object.assign(window, { clearcut: await Clearcut.open({ src }) })
  }, app)
}

/** What the app itself downloads of this photo. */
async function ownDownload(page: Page, app: string): Promise<Buffer> {
  await page.goto(app)
  await page.getByTestId('photos-input').setInputFiles(photo)
  await expect(page.locator('.tile')).toHaveAttribute('data-status', 'done', { timeout: 90_000 })
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 90_000 }),
    page.getByRole('button', { name: 'Download PNG' }).click(),
  ])
  return readFileSync(await download.path())
}

test('another site cuts with run, runware and fal, and is given what the app itself downloads; no photo leaves', async ({
  page,
  embedApp,
}) => {
  const own = await ownDownload(page, embedApp.url)
  await openIn(page, embedApp.site, embedApp.url)
  const sent: string[] = []
  page.on('request', (request) => void (request.method() === 'GET' || sent.push(request.url())))
  const told = await page.evaluate(async () => {
    const { clearcut } = window
    const bytes = async (blob: Blob) => [...new Uint8Array(await blob.arrayBuffer())]
    const file = new File([await (await fetch('/photo.png')).blob()], 'chair.png')
    const stages: string[] = []
    const ran = await clearcut.run(
      { input: file, outputs: [{ format: 'png' }, { content: 'mask' }] },
      { onProgress: ({ stage, done }) => stages.push(`${stage} ${done}`) },
    )
    const uuid = crypto.randomUUID()
    const seen: object[] = []
    const tasks = [
      { taskType: 'removeBackground', taskUUID: uuid, model: 'auto', inputImage: file, includeCost: true },
      { taskType: 'removeBackground', taskUUID: crypto.randomUUID(), model: 'runware:112@5', inputImage: file },
      {
        taskType: 'removeBackground',
        taskUUID: crypto.randomUUID(),
        model: 'auto',
        inputImage: file,
        webhookURL: 'https://x.example/',
      },
      { taskType: 'imageUpload', taskUUID: crypto.randomUUID(), image: file },
    ]
    const runware = await clearcut.runware(tasks, { onAnswer: (answer) => seen.push(answer) })
    const cut = runware.data.find((each) => each.taskType === 'removeBackground')
    const upload = runware.data.find((each) => each.taskType === 'imageUpload')
    const again = await clearcut.runware([
      {
        taskType: 'removeBackground',
        taskUUID: crypto.randomUUID(),
        model: 'auto',
        inputImage: upload?.imageUUID,
        outputType: 'base64Data',
      },
    ])
    const updates: string[] = []
    const fal = await clearcut.fal('fal-ai/birefnet/v2', {
      input: { image_url: `${location.origin}/photo.png`, output_mask: true },
      onQueueUpdate: ({ status }) => updates.push(status),
    })
    const inline = await clearcut.fal('fal-ai/birefnet/v2', { input: { image_url: file, sync_mode: true } })
    return {
      ran: {
        ...ran,
        files: undefined,
        bytes: await bytes(ran.files[0]?.blob ?? new Blob()),
        names: ran.files.map((each) => each.name),
      },
      stages,
      cut: { ...cut, blob: undefined, bytes: await bytes(await (await fetch(cut?.imageURL ?? '')).blob()) },
      again: again.data[0]?.imageBase64Data ?? '',
      errors: runware.errors,
      parts: seen.length,
      updates: [...new Set(updates)],
      fal: { ...fal.data.image, blob: undefined, bytes: await bytes(await (await fetch(fal.data.image.url)).blob()) },
      mask: fal.data.mask_image?.blob instanceof Blob,
      inline: inline.data.image.url,
      uuid,
    }
  })
  expect(Buffer.from(told.ran.bytes)).toEqual(own)
  expect(told.ran).toMatchObject({ model: { id: 'keyer' }, names: ['chair-cutout.png', 'chair-mask.png'] })
  expect(told.stages.length).toBeGreaterThan(2)
  expect(told.cut).toMatchObject({ taskUUID: told.uuid, cost: 0, imageURL: expect.stringMatching(/^blob:/) })
  expect(Buffer.from(told.cut.bytes)).toEqual(own)
  expect(Buffer.from(told.again, 'base64')).toEqual(own)
  expect(told.errors).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: 'modelAbsent', parameter: 'model' }),
      expect.objectContaining({ parameter: 'webhookURL', message: expect.stringContaining('for the server') }),
    ]),
  )
  expect(told.parts).toBe(4)
  expect(told.updates).toEqual(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED'])
  expect(told.fal).toMatchObject({ width: 240, height: 180, content_type: 'image/png', file_size: own.length })
  expect(Buffer.from(told.fal.bytes)).toEqual(own)
  expect(told.mask).toBe(true)
  expect(Buffer.from(told.inline.split(',')[1] ?? '', 'base64')).toEqual(own)
  expect(sent).toEqual([])
})

test('failures come back in each dialect’s form: a broken photo, a picture that is not there, wrong parameters', async ({
  page,
  embedApp,
}) => {
  await openIn(page, embedApp.site, embedApp.url)
  const told = await page.evaluate(async () => {
    const { clearcut } = window
    const thrown = async (work: Promise<unknown>) =>
      await work.then(
        () => 'no error',
        ({ name, status, reason, message, body }) => ({ name, status, reason, message, body }),
      )
    const broken = await (await fetch('/broken.png')).blob()
    const uuid = crypto.randomUUID()
    return {
      run: await thrown(clearcut.run({ input: broken })),
      fields: await thrown(clearcut.run({ input: broken, outputs: [{ format: 'tiff' }], color: 1 })),
      runware: await clearcut.runware([
        { taskType: 'removeBackground', taskUUID: uuid, model: 'auto', inputImage: broken },
      ]),
      notArray: await thrown(clearcut.runware([])),
      fal: await thrown(clearcut.fal('fal-ai/birefnet/v2', { input: { image_url: broken } })),
      falField: await thrown(clearcut.fal('fal-ai/birefnet/v2', { input: { image_url: broken, model: 7 } })),
      falApp: await thrown(clearcut.fal('fal-ai/flux', { input: {} })),
      text: await thrown(clearcut.run({ input: new Blob(['no picture']) })),
    }
  })
  expect(told.run).toMatchObject({ name: 'ClearcutError', status: 400, reason: 'damaged' })
  expect(told.fields).toMatchObject({
    status: 400,
    message: expect.stringMatching(/outputs\.0\.format.*tiff/),
    body: { problems: expect.arrayContaining([expect.objectContaining({ kind: 'unknown', path: ['color'] })]) },
  })
  expect(told.runware).toMatchObject({ data: [], errors: [{ code: 'damaged', taskType: 'removeBackground' }] })
  expect(told.notArray).toMatchObject({ status: 400, body: { errors: [{ code: 'invalidRequest' }] } })
  expect(told.fal).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'image_url'], type: 'damaged' }] } })
  expect(told.falField).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'model'], input: '7' }] } })
  expect(told.falApp).toMatchObject({ status: 404 })
  expect(told.text).toMatchObject({ status: 400, reason: 'not-an-image' })
})

test('calls go on side by side, an aborted one leaves the others alone, and a closed engine ends what waits', async ({
  page,
  embedApp,
}) => {
  await openIn(page, embedApp.site, embedApp.url)
  const told = await page.evaluate(async () => {
    const { clearcut } = window
    const input = await (await fetch('/photo.png')).blob()
    const how = (work: Promise<{ files: unknown[] }>) =>
      work.then(
        ({ files }) => `done ${files.length}`,
        ({ name, reason }: { name: string; reason?: string }) => reason ?? name,
      )
    const stop = new AbortController()
    const early = new AbortController()
    early.abort()
    const both = [
      clearcut.run({ input }),
      clearcut.run({ input }, { signal: stop.signal }),
      clearcut.run({ input }),
    ].map(how)
    stop.abort()
    const ended = await Promise.all(both)
    const running = new AbortController()
    const onProgress = () => running.abort()
    const inMidst = await how(clearcut.run({ input }, { signal: running.signal, onProgress }))
    const after = await how(clearcut.run({ input }))
    const atOnce = await how(clearcut.run({ input }, { signal: early.signal }))
    const waiting = how(clearcut.run({ input }))
    const frames = document.querySelectorAll('iframe').length
    clearcut.close()
    return {
      ended,
      inMidst,
      after,
      atOnce,
      waiting: await waiting,
      closed: await how(clearcut.run({ input })),
      frames: [frames, document.querySelectorAll('iframe').length],
    }
  })
  expect(told).toEqual({
    ended: ['done 1', 'AbortError', 'done 1'],
    inMidst: 'AbortError',
    after: 'done 1',
    atOnce: 'AbortError',
    waiting: 'closed',
    closed: 'closed',
    frames: [1, 0],
  })
})

test('the example page cuts a chosen photo, says what is wrong with a broken one, and its element shows a cutout', async ({
  page,
  embedApp,
}) => {
  await page.goto(`${embedApp.site}/?app=${embedApp.url}&sample=/photo.png`)
  await page.getByLabel('Photo').setInputFiles(photo)
  await expect(page.getByRole('status')).toContainText('Cut by Plain backdrop: embedded-cutout.png, 240 × 180.')
  await expect(page.getByRole('img', { name: 'embedded.png, cut out' })).toBeVisible()
  const element = page.locator('clearcut-cutout img')
  await expect(element).toHaveAttribute('src', /^blob:/)
  await expect(element).toHaveAttribute('alt', 'A sample, cut out')
  await page
    .getByLabel('Photo')
    .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: readFileSync(photo).subarray(0, 300) })
  await expect(page.getByRole('status')).toContainText('damaged')
})

test('in an isolated page the frame is isolated as well, and may use threads', async ({ page, embedApp }) => {
  await openIn(page, embedApp.isolatedSite, embedApp.url)
  const frame = page.frames().find((each) => each.url().startsWith(embedApp.url))
  expect(await frame?.evaluate(() => crossOriginIsolated)).toBe(true)
  const model = await page.evaluate(async () => {
    const input = await (await fetch('/photo.png')).blob()
    return (await window.clearcut.run({ input })).model.id
  })
  expect(model).toBe('keyer')
})

/** Why the engine could not be opened. */
const refusal = (page: Page, app: string) =>
  page.evaluate(async (src) => {
    const { Clearcut } = await import(`${src}clearcut.js`)
    return await Clearcut.open({ src, timeoutMs: 5000 }).then(
      () => 'opened',
      ({ name, message }: Error) => `${name}: ${message}`,
    )
  }, app)

test.describe('refused', () => {
  // The browser itself complains aloud of what it refuses.
  test.use({ guarded: undefined })

  test('a site that the build does not name is refused, by the browser and, without headers, by the page itself', async ({
    page,
    embedApp,
  }) => {
    await page.goto(`${embedApp.stranger}/blank`)
    expect(await refusal(page, embedApp.url)).toMatch(/^ClearcutError: .*was not built for http:\/\/127/)
    expect(await refusal(page, embedApp.plainUrl)).toMatch(/^ClearcutError: This Clearcut was not built for pages of/)
    expect(await page.locator('iframe').count()).toBe(0)
    await page.goto(`${embedApp.site}/blank`)
    expect(await refusal(page, embedApp.plainUrl)).toBe('opened')
  })

  test('the app and the server’s engine page stay out of every frame', async ({ page, embedApp }) => {
    await page.goto(`${embedApp.site}/blank`)
    for (const path of ['', 'index.html', 'engine.html']) {
      const shown = await page.evaluate(async (src) => {
        const frame = Object.assign(document.createElement('iframe'), { src })
        document.body.append(frame)
        await new Promise((loaded) => frame.addEventListener('load', loaded))
        return frame.contentWindow?.length
      }, embedApp.url + path)
      expect(shown, path).toBe(0)
      expect(
        page.frames().some((frame) => frame.url() === embedApp.url + path),
        path,
      ).toBe(false)
    }
  })
})

test('a build that names no origin has nothing for other sites', ({ app }) => {
  expect(app.url).toContain('127.0.0.1')
  for (const name of ['embed.html', 'clearcut.js']) expect(existsSync(`dist/${name}`), name).toBe(false)
  expect(readFileSync('dist/_headers', 'utf8')).not.toContain('cross-origin')
})
