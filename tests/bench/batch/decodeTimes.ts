import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '#tools/benchContract.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { writeKinds } from './kindsOf12Megapixels.ts'

/** `decode-ms:<kind>:12mp`: the stage that opens a photo of 12 megapixels, once what decodes its kind is there. */
export async function measureDecoding(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-kinds-'))
  const app = await DrivenApp.open()
  try {
    let photos = 0
    for (const [kind, path] of await writeKinds(folder)) {
      // The first of a kind fetches what decodes it.
      await app.bring([path])
      await app.result(photos)
      await app.bring([path])
      const result = await app.result(photos + 1)
      photos += 2
      if (!result.ok) throw new Error(`${kind}: ${result.message}`)
      report(`decode-ms:${kind}:12mp`, result.about.ms['decode'] ?? Number.NaN, 'ms')
    }
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
