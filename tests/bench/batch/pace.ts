import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '#tools/benchContract.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { writeLargePhoto } from '../scenes/largePhoto.ts'

const sizes = { '2mp': [1760, 1168], '12mp': [4288, 2800] } as const

/** So many photos of each size: enough that the first, which waits for the network to be loaded, weighs little. */
const count = 24

/**
 * Photos of a camera's size, one JPEG under many names. `photos-per-minute:2mp` and `:12mp`: cut by Auto, from the choice of the files until the
 * last is done. `first-thumbnail-ms:…`: from the choice until the first tile shows its photo.
 */
export async function measurePace(report: Report): Promise<void> {
  for (const [name, [width, height]] of Object.entries(sizes)) {
    const folder = mkdtempSync(join(tmpdir(), 'clearcut-pace-'))
    const app = await DrivenApp.open()
    try {
      const photo = await writeLargePhoto([width, height])
      const paths = Array.from({ length: count }, (_, index) => join(folder, `lemur ${index + 1}.jpg`))
      for (const path of paths) copyFileSync(photo, path)
      const begun = performance.now()
      await app.bring(paths)
      await app.page.waitForSelector('.tile canvas.thumbnail-photo', { timeout: 600_000 })
      report(`first-thumbnail-ms:${name}`, performance.now() - begun, 'ms')
      await app.page.waitForFunction((all) => document.title.startsWith(`${all} of ${all} done`), count, {
        timeout: 1_800_000,
      })
      report(`photos-per-minute:${name}`, (60_000 * count) / (performance.now() - begun), 'photos')
    } finally {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
