import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { DrivenApp } from './drive/drivenApp.ts'

/** Above this the picture would weigh on everybody who fetches the repository. */
const maxBytes = 400_000

// Makes the README's stills anew: the built app with the sample photos cut, the first of them under the divider; with a scene and a shadow behind
// the subject; and with all photos beside each other in another language.
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
  await shoot('screenshot')
  await page.getByRole('tab', { name: 'Background' }).click()
  await page.getByRole('radio', { name: 'Scene' }).check({ force: true })
  await page.getByRole('radio', { name: 'Contact' }).check({ force: true })
  await page.keyboard.press('x')
  await page.locator('.stage[data-looking="ready"]').waitFor()
  await shoot('background')
  await page.keyboard.press('F1')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ja')
  await page.locator('html[lang="ja"]').waitFor()
  await page.keyboard.press('g')
  await page.locator('.overview-card').first().waitFor()
  await shoot('all-photos')
} finally {
  await app.close()
}

async function shoot(name: string): Promise<void> {
  await app.page.mouse.move(0, 0)
  await app.page.waitForTimeout(1000)
  const png = await app.page.screenshot({ animations: 'disabled' })
  if (png.length > maxBytes) throw new Error(`${name}.png has ${png.length} bytes, more than ${maxBytes}.`)
  writeFileSync(join(root, `docs/${name}.png`), png)
  console.log(`docs/${name}.png ${png.length} bytes`)
}
