import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { DrivenApp } from './drive/drivenApp.ts'

/** Above this the picture would weigh on everybody who fetches the repository. */
const maxBytes = 300_000

// Makes docs/screenshot.png anew: the built app with the sample photos cut, the first of them under the divider.
const root = resolve(import.meta.dirname, '..')
const samples = join(root, 'public/samples')
const index = join(samples, 'index.json')
if (!existsSync(index)) throw new Error('There are no samples to show: public/samples/index.json is missing.')
const photos = z.array(z.object({ file: z.string() })).parse(JSON.parse(readFileSync(index, 'utf8')))

const app = await DrivenApp.open()
try {
  const { page } = app
  await page.setViewportSize({ width: 1200, height: 750 })
  await app.bring(photos.map(({ file }) => join(samples, file)))
  for (const number of [...photos.keys()].reverse()) {
    const result = await app.result(number)
    if (!result.ok) throw new Error(`${photos[number]?.file}: ${result.message}`)
  }
  await page.locator('.stage[data-looking="ready"]').waitFor()
  const divider = page.getByRole('slider', { name: 'Compare before and after' })
  await divider.press('Shift+ArrowLeft')
  // Neither the focus nor the pointer shows where it was left.
  await divider.blur()
  await page.mouse.move(0, 0)
  const png = await page.screenshot({ animations: 'disabled' })
  if (png.length > maxBytes) throw new Error(`The screenshot has ${png.length} bytes, more than ${maxBytes}.`)
  writeFileSync(join(root, 'docs/screenshot.png'), png)
  console.log(`docs/screenshot.png ${png.length} bytes`)
} finally {
  await app.close()
}
