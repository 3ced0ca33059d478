import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { PNG } from 'pngjs'
import type { Report } from '#tools/benchContract.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'

const count = 500

/**
 * Many photos in one session. `restore-ms:500`: from the reload's navigation until all 500 small photos of the last visit are on the page, done; the middle of three.
 * `photos-per-minute:500`: of small photos, cut by Auto, from the choice of the files until the last is done. `heap-growth-mb:500`: what the page and its workers hold more than
 * after the first 50, once all are done and on the disk. `dom-nodes:500`: elements of the page with all photos in the filmstrip, and beside each other; `dom-nodes:1000` with as many again in the filmstrip.
 * `restore-pictures-ms:500`: until the first of the small cutouts is drawn, too. `keep-ms:500`: from the moment when the last photo is done until everything is on the disk.
 */
export async function measureHundreds(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-batch-'))
  const app = await DrivenApp.open()
  try {
    const { page } = app
    const photos = Array.from({ length: count }, (_, index) => writePhoto(folder, index))
    const patience = { timeout: 1_800_000 } as const
    await app.bring(photos.slice(0, 50))
    await page.waitForFunction(isDone, 50, patience)
    await page.waitForSelector('.app[data-kept="true"]', patience)
    const few = await heldBytes(page)
    const begun = performance.now()
    await app.bring(photos.slice(50))
    await page.waitForFunction(isDone, count, patience)
    const done = performance.now()
    report(`photos-per-minute:${count}`, (60_000 * (count - 50)) / (done - begun), 'photos')
    await page.waitForSelector('.app[data-kept="true"]', patience)
    report(`keep-ms:${count}`, performance.now() - done, 'ms')
    report(`heap-growth-mb:${count}`, ((await heldBytes(page)) - few) / 1e6, 'MB')
    report(`dom-nodes:${count}`, await page.evaluate(countElements), 'elements')
    await page.getByRole('button', { name: 'All photos', exact: true }).click()
    await page.locator('.overview-card').first().waitFor()
    report(`dom-nodes:${count}:beside-each-other`, await page.evaluate(countElements), 'elements')

    const [listed, drawn]: [number[], number[]] = [[], []]
    const eachFrame = { polling: 'raf', timeout: 120_000 } as const
    for (let turn = 0; turn < 3; turn++) {
      await page.reload({ waitUntil: 'commit' })
      listed.push(Number(await (await page.waitForFunction(isDone, count, eachFrame)).jsonValue()))
      drawn.push(Number(await (await page.waitForFunction(isDrawn, undefined, eachFrame)).jsonValue()))
    }
    report(`restore-ms:${count}`, middle(listed), 'ms')
    await app.bring(Array.from({ length: 1000 - count }, (_, index) => writePhoto(folder, count + index)))
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    report('dom-nodes:1000', await page.evaluate(countElements), 'elements')
    report(`restore-pictures-ms:${count}`, middle(drawn), 'ms')
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function countElements(): number {
  return document.querySelectorAll('*').length
}

/** What the page and its workers hold, after a collection. */
async function heldBytes(page: Page): Promise<number> {
  // Not part of TypeScript's types; it answers after the browser's next collection.
  return await page.evaluate(async () => {
    const { measureUserAgentSpecificMemory: measure } = performance as unknown as {
      measureUserAgentSpecificMemory(): Promise<{ bytes: number }>
    }
    return (await measure.call(performance)).bytes
  })
}

/** The page's clock, which began with its navigation, once all photos are there and done; runs in the page, at each frame. */
function isDone(all: number): number | false {
  return document.title.startsWith(`${all} of ${all} done`) && performance.now()
}

function isDrawn(): number | false {
  return document.querySelector('.tile canvas.thumbnail-photo') !== null && performance.now()
}

/** A disc on a plain backdrop, each of another colour: none is the same file. */
function writePhoto(folder: string, index: number): string {
  const png = new PNG({ width: 96, height: 72 })
  for (let at = 0; at < 96 * 72; at++) {
    const isDisc = Math.hypot((at % 96) - 48, Math.floor(at / 96) - 36) < 24
    png.data.set(isDisc ? [index % 256, 40 + (index >> 2), 120, 255] : [236, 236, 232, 255], 4 * at)
  }
  const path = join(folder, `product ${index + 1}.png`)
  writeFileSync(path, PNG.sync.write(png))
  return path
}

function middle(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
