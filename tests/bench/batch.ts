import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'

const count = 500

/**
 * Many photos in one session. `restore-ms:500`: from the reload's navigation until all 500 small photos of the last visit are on the page, done; the middle of three.
 * `restore-pictures-ms:500`: until the first of the small cutouts is drawn, too. `keep-ms:500`: from the moment when the last photo is done until everything is on the disk.
 */
export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  if (only !== '' && !'restore-ms keep-ms'.includes(only.replace(/:.*$/, ''))) return
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-batch-'))
  const app = await DrivenApp.open()
  try {
    const { page } = app
    const photos = Array.from({ length: count }, (_, index) => writePhoto(folder, index))
    await app.bring(photos.slice(0, 1))
    await page.locator('[data-model="keyer"] input').check()
    await app.bring(photos.slice(1))
    await page.waitForFunction(isDone, count, { timeout: 1_800_000 })
    const done = performance.now()
    await page.waitForSelector('.app[data-kept="true"]', { timeout: 600_000 })
    report(`keep-ms:${count}`, performance.now() - done, 'ms')

    const [listed, drawn]: [number[], number[]] = [[], []]
    const patience = { polling: 'raf', timeout: 120_000 } as const
    for (let turn = 0; turn < 3; turn++) {
      await page.reload({ waitUntil: 'commit' })
      listed.push(Number(await (await page.waitForFunction(isDone, count, patience)).jsonValue()))
      drawn.push(Number(await (await page.waitForFunction(isDrawn, undefined, patience)).jsonValue()))
    }
    report(`restore-ms:${count}`, middle(listed), 'ms')
    report(`restore-pictures-ms:${count}`, middle(drawn), 'ms')
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
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
