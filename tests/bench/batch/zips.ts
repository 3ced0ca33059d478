import { randomFillSync } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download } from '@playwright/test'
import { encode } from 'fast-png'
import type { Report } from '#tools/benchContract.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { peakRendererBytes } from '../pixels/rendererMemory.ts'

const [width, height] = [4000, 3000]

/** The subject is noise, which no format makes smaller: so many cutouts are over 2 GB. */
const [count, parts] = [80, 2]

/**
 * `zip-peak-mb:2gb`: how much more main memory the page's process takes at its highest while more than 2 GB of cutouts are written into ZIPs
 * than it took at its highest for cutting the same photos and writing one of them. `zip-mb:2gb`: what the ZIPs hold.
 */
export async function measureZips(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-zips-'))
  const app = await DrivenApp.open([`--user-agent=${folder}`])
  try {
    const path = join(folder, 'noise.png')
    writeFileSync(path, encode({ width, height, channels: 3, data: noiseOnGrey() }))
    const { page } = app
    for (let at = 0; at < count; at += 20) await app.bring(new Array<string>(20).fill(path))
    await page.waitForFunction((all) => document.title.startsWith(`${all} of ${all} done`), count, {
      timeout: 3_600_000,
    })
    await (await app.download()).delete()
    const before = peakRendererBytes(folder)
    if (before === undefined) return
    const arrived: Download[] = []
    page.on('download', (download) => arrived.push(download))
    await page.getByRole('button', { name: `Download all (${count})` }).click()
    while (arrived.length < parts) await page.waitForEvent('download', { timeout: 3_600_000 }).catch(() => {})
    let bytes = 0
    for (const download of arrived) bytes += statSync(await download.path()).size
    const after = peakRendererBytes(folder) ?? Number.NaN
    report('zip-mb:2gb', bytes / 1e6, 'MB')
    report('zip-peak-mb:2gb', (after - before) / 1e6, 'MB')
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Noise in the middle of a plain backdrop. */
function noiseOnGrey(): Uint8Array {
  const data = new Uint8Array(width * height * 3).fill(232)
  const [inset, row] = [200, 3 * (width - 400)]
  for (let y = inset; y < height - inset; y++) {
    const start = 3 * (y * width + inset)
    randomFillSync(data, start, row)
  }
  return data
}
