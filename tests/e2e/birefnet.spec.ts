import { closeSync, openSync, readFileSync, statfsSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { formulaLite } from '#tests/formula/cachedCheckpoint.ts'
import { expect, test } from './app.ts'
import { productPhoto, scratch } from './support/data.ts'

test('a dropped BiRefNet checkpoint cuts a photo at the size that is chosen', async ({ app, desk, page }) => {
  const { bavail, bsize } = statfsSync(scratch)
  test.skip(bavail * bsize < 2e9, 'the checkpoint and its copy need 2 GB of free disk')
  test.setTimeout(300_000)
  await desk.open(app.url)
  // As on a processor that is as quick in full precision: which it is here, the probe would say.
  await page.evaluate(() => {
    const precisions = {
      [`processor/${navigator.hardwareConcurrency}`]: { int8Ratio: 1, secondsPerBillion: 0.1, ms: 200, at: Date.now() },
    }
    localStorage.setItem('clearcut-ways-1', JSON.stringify({ selfTests: {}, paces: {}, precisions }))
  })
  await desk.choose(productPhoto('mug.png'))
  await desk.done('mug.png')
  await page.getByTestId('add-input').setInputFiles(formulaLite())
  await expect(page.getByTestId('model-chip')).toContainText('formula-lite', { timeout: 60_000 })
  await page.getByRole('tab', { name: 'Model' }).click()
  await page.getByTestId('tier').selectOption('512')
  await page.getByTestId('runs-on').selectOption({ label: 'Graphics card' })
  await page.getByTestId('made-otherwise').getByRole('button', { name: 'Cut again with formula-lite' }).click()
  await expect(page.getByTestId('progress')).toContainText('Finding the subject', { timeout: 60_000 })
  await expect(desk.about.locator('[data-field="tier"]')).toHaveText('512 × 512', { timeout: 200_000 })
  await expect(desk.about.locator('[data-field="model"]')).toHaveText('formula-lite')
  await expect(desk.about.locator('[data-field="backend"]')).toHaveAttribute('data-backend', 'wasm')
  await expect(desk.about.locator('[data-field="why"] li')).toHaveText([
    'You chose the graphics card.',
    'This browser lets no page use the graphics card.',
  ])
  const bytes = Number(await desk.about.locator('[data-field="heap"]').getAttribute('data-bytes'))
  expect(bytes).toBeGreaterThan(178e6)
  expect(bytes).toBeLessThan(700e6)

  // As on a device where a larger network has just failed for lack of memory.
  const remembered = { selfTests: {}, paces: {}, tooMuch: { bytes: 235e6, at: Date.now() } }
  await page.evaluate((kept) => localStorage.setItem('clearcut-ways-1', kept), JSON.stringify(remembered))
  await page.getByTestId('tier').selectOption('1024')
  await page.getByTestId('runs-on').selectOption({ label: 'Processor' })
  await page.getByTestId('made-otherwise').getByRole('button', { name: 'Cut again with formula-lite' }).click()
  const told = 'Ran at 512: 1024 would need more memory than there is here.'
  await expect(page.locator('[data-notice="info"]', { hasText: told })).toBeVisible({ timeout: 200_000 })
  await expect(desk.about.locator('[data-field="why"] li')).toHaveText([
    'You chose the processor.',
    told,
    'In 8 bits: full precision would need more memory than there is here.',
  ])
  await expect(desk.about.locator('[data-field="backend"]')).toHaveAttribute('data-precision', 'int8')

  await page.getByRole('button', { name: 'Delete this model' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByTestId('model-chip')).toContainText('Auto')
})

test('a checkpoint that was cut off, or that lies about itself, is refused with what is wrong', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  const short = join(scratch, 'short.safetensors')
  const file = openSync(short, 'w')
  writeSync(file, readFileSync(formulaLite()).subarray(0, 1_000_000))
  closeSync(file)
  const notice = page.locator('[data-notice="failure"]')
  await desk.choose(short)
  await expect(notice).toContainText('This model file is damaged or not a safetensors file.')
  await notice.getByRole('button', { name: 'Dismiss' }).click()

  const header = JSON.stringify({ 'text.weight': { dtype: 'F32', shape: [1], data_offsets: [0, 4] } })
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const buffer = Buffer.concat([length, Buffer.from(header), Buffer.alloc(4)])
  await page
    .getByTestId('photos-input')
    .setInputFiles({ name: 'other.safetensors', mimeType: 'application/octet-stream', buffer })
  await expect(notice).toContainText('This safetensors file is not a BiRefNet model.')
  await notice.getByText('Technical details').click()
  await expect(notice).toContainText('bb.patch_embed.proj.weight is missing.')
})

test('a checkpoint with a weight that is no number is refused, and the weight is named', async ({
  app,
  desk,
  page,
}) => {
  await desk.open(app.url)
  const bytes = readFileSync(formulaLite())
  const headerBytes = Number(bytes.readBigUInt64LE(0))
  const header: unknown = JSON.parse(bytes.toString('utf8', 8, 8 + headerBytes))
  const key = 'bb.layers.2.blocks.3.mlp.fc1.weight'
  const { data_offsets } = z.record(z.string(), z.object({ data_offsets: z.tuple([z.int(), z.int()]) })).parse(header)[
    key
  ] ?? { data_offsets: [0, 0] }
  bytes.writeFloatLE(Number.NaN, 8 + headerBytes + data_offsets[0] + 400)
  const path = join(scratch, 'no-number.safetensors')
  writeFileSync(path, bytes)
  await desk.choose(path)
  const notice = page.locator('[data-notice="failure"]')
  await expect(notice).toContainText('Parts of this BiRefNet model are missing, damaged or do not fit.')
  await notice.getByText('Technical details').click()
  await expect(notice).toContainText(`${key} holds values that are not finite.`)
})
