import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { productPhoto } from '#tests/e2e/support/data.ts'
import { serveHubApp } from '#tests/e2e/support/hubApp.ts'
import { formulaLite } from '#tests/formula/cachedCheckpoint.ts'
import { hubContent } from '#tests/hub/content.ts'
import type { Fault, HubAnswer } from '#tests/hub/faults.ts'
import type { Hub } from '#tests/hub/hub.ts'
import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { chromiumFlags, chromiumPath } from '#tools/chromium.ts'
import { halfPrecisionError } from './shelf/halfPrecision.ts'

/** The size of the Lite checkpoint. */
const sizeBytes = 177_634_392
/** The catalogue pins no hash for it, so that the look-alike may serve what it likes. */
const model = { repository: 'ZhengPeng7/BiRefNet-COD', id: 'birefnet-cod', name: 'BiRefNet COD' }

/** Downloads of 178 MB through the built app: speed, memory, and what breaks cost. */
export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  const app = await serveHubApp()
  const profile = mkdtempSync(join(tmpdir(), 'clearcut-shelf-'))
  const executablePath = chromiumPath()
  const context = await chromium.launchPersistentContext(profile, {
    args: chromiumFlags,
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  const content = hubContent(sizeBytes, 1)
  const serve = (faults: Fault[], pace?: number) =>
    app.hub.put(model.repository, { sizeBytes, seed: 1, faults, ...(pace === undefined ? {} : { pace }) }, content)
  try {
    const page = await openPage(context, app.url)
    const address = `${app.hub.url}${model.repository}/resolve/main/model.safetensors`
    const wanted = (...names: string[]) => names.some((name) => name.includes(only))
    if (wanted('throughput-ratio', 'plain-bytes-per-second', 'shelf-bytes-per-second')) {
      serve([])
      const plainMs = Math.min(await plainFetchMs(page, address), await plainFetchMs(page, address))
      const shelfMs = Math.min(await downloadMs(page), await downloadMs(page))
      report('throughput-ratio', plainMs / shelfMs, 'x')
      report('plain-bytes-per-second', (sizeBytes * 1000) / plainMs, 'B/s')
      report('shelf-bytes-per-second', (sizeBytes * 1000) / shelfMs, 'B/s')
    }
    if (wanted('throughput-ratio:gigabit')) {
      serve([], 100_000_000)
      const plainMs = await plainFetchMs(page, address)
      report('throughput-ratio:gigabit', plainMs / (await downloadMs(page)), 'x')
    }
    if (wanted('js-heap-above-idle-bytes')) {
      serve([], 12_000_000)
      report('js-heap-above-idle-bytes', await heapAboveIdle(page), 'B')
    }
    if (wanted('js-heap-above-idle-bytes:full-speed')) {
      serve([])
      report('js-heap-above-idle-bytes:full-speed', await heapAboveIdle(page), 'B')
    }
    if (wanted('resume-bytes-ratio')) {
      const cuts = Array.from({ length: 10 }, () => Math.floor(Math.random() * sizeBytes)).sort((a, b) => a - b)
      const { answers } = serve(
        cuts.map((at) => ({ kind: 'cut', at })),
        40_000_000,
      )
      await downloadMs(page)
      report('resume-bytes-ratio', sentBytes(answers) / sizeBytes, 'x')
    }
    for (const tier of [1024, 512]) {
      const name = tier === 1024 ? 'file-to-cutout-ms' : `file-to-cutout-ms:${tier}`
      if (wanted(name)) report(name, await fileToCutoutMs(page, app.hub, tier), 'ms')
      const fromDrop = tier === 1024 ? 'drop-to-cutout-ms' : `drop-to-cutout-ms:${tier}`
      if (wanted(fromDrop)) report(fromDrop, await dropToCutoutMs(page, tier), 'ms')
    }
    if (wanted('half-precision-alpha-max', 'half-precision-alpha-mean')) {
      const { max, mean } = await halfPrecisionError()
      report('half-precision-alpha-max', max, 'alpha')
      report('half-precision-alpha-mean', mean, 'alpha')
    }
  } finally {
    await context.close()
    await app.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

function sentBytes(answers: readonly HubAnswer[]): number {
  return answers.reduce((sum, answer) => sum + answer.sentBytes, 0)
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
  await page.waitForTimeout(2000)
  return page
}

/** What somebody does who simply wants the bytes; in the worker of the shelf, because nothing else may ask the hub. */
async function plainFetchMs(page: Page, address: string): Promise<number> {
  const worker = page.workers().find((one) => one.url().includes('/workers/shelf/'))
  if (worker === undefined) throw new Error('The worker of the shelf has not started.')
  return await worker.evaluate(async (url) => {
    const startedAt = performance.now()
    const bytes = await (await fetch(url, { cache: 'no-store' })).arrayBuffer()
    return bytes.byteLength > 0 ? performance.now() - startedAt : Number.NaN
  }, address)
}

/** From the consent to the verified file; deletes it again. */
async function downloadMs(page: Page): Promise<number> {
  const startedAt = await start(page)
  const entry = page.locator(`[data-entry="${model.id}"][data-at="device"]`)
  await entry.waitFor({ timeout: 300_000 })
  const ms = performance.now() - startedAt
  await entry.getByRole('button', { name: `Delete ${model.name}` }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('button', { name: 'Close' }).click()
  return ms
}

/** Agrees to the download and shows it; tells when. */
async function start(page: Page): Promise<number> {
  await page.getByTestId('shelf-line').getByRole('button').last().click()
  await page.getByText(/^All \d+ models$/).click()
  await page.getByRole('button', { name: `Download ${model.name}` }).click()
  const agree = page.getByTestId('consent').getByRole('button', { name: 'Download' })
  await agree.waitFor()
  const startedAt = performance.now()
  await agree.click()
  await page.getByText(/^All \d+ models$/).click()
  return startedAt
}

/** From the moment that a downloaded checkpoint is on the device to the first cutout with it, of a small photo, at this size. */
async function fileToCutoutMs(page: Page, hub: Hub, tier: number): Promise<number> {
  hub.put(model.repository, { sizeBytes, seed: 0, faults: [] }, readFileSync(formulaLite()))
  await page.reload()
  await page.getByTestId('photos-input').setInputFiles(productPhoto('mug.png', 320, 240))
  await page.locator('.tile[data-status="done"]').waitFor()
  await start(page)
  await page.locator(`[data-entry="${model.id}"][data-at="device"]`).waitFor({ timeout: 300_000 })
  const keptAt = performance.now()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('tab', { name: 'Model' }).click()
  await page.getByTestId('tier').selectOption(String(tier))
  await page.locator('.tile-pick').click()
  await page.keyboard.press('r')
  const about = page.getByTestId('about-cutout')
  await about.locator(`[data-field="model"][data-id="${model.id}"]`).waitFor({ timeout: 300_000 })
  const ms = performance.now() - keptAt
  await page.getByRole('button', { name: 'Delete this model' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  return ms
}

/** From the drop of a checkpoint's file on the page, beside a small photo, to the first cutout with it at this size. */
async function dropToCutoutMs(page: Page, tier: number): Promise<number> {
  await page.reload()
  await page.getByTestId('photos-input').setInputFiles(productPhoto('mug.png', 320, 240))
  await page.locator('.tile[data-status="done"]').waitFor()
  const droppedAt = performance.now()
  await page.getByTestId('add-input').setInputFiles(formulaLite())
  await page.locator('[data-testid="model-chip"][data-kind="birefnet"]').waitFor({ timeout: 300_000 })
  await page.getByRole('tab', { name: 'Model' }).click()
  await page.getByTestId('tier').selectOption(String(tier))
  await page.locator('.tile-pick').click()
  await page.keyboard.press('r')
  const about = page.getByTestId('about-cutout')
  await about.locator('[data-field="model"]', { hasText: 'formula-lite' }).waitFor({ timeout: 300_000 })
  const ms = performance.now() - droppedAt
  await page.getByRole('button', { name: 'Delete this model' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  return ms
}

/** The most that page and workers hold in JavaScript, array buffers included, above what they hold when nothing goes on. */
async function heapAboveIdle(page: Page): Promise<number> {
  // In Chromium only, and only on isolated pages; TypeScript's library does not know it.
  const measure = () => page.evaluate('performance.measureUserAgentSpecificMemory().then(({ bytes }) => bytes)')
  const idle = Number(await measure())
  const download = downloadMs(page)
  let isDone = false
  const done = () => {
    isDone = true
  }
  download.then(done, done)
  let peak = 0
  while (!isDone) peak = Math.max(peak, Number(await measure()))
  await download
  return peak - idle
}
