import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import sharp from 'sharp'
import { templateText } from '#core/templates/templateText.ts'
import { expect } from './app.ts'
import { productPhoto, scratch } from './support/data.ts'
import { expectOnlyWords, hostileWords as words } from './support/hostileWords.ts'
import { cod, test } from './support/hubTest.ts'
import { darkModel } from './support/models.ts'

/** Puts the words into all names of a project's description. */
const withHostileNames = (text: string) =>
  JSON.stringify(
    JSON.parse(text, (key, value) => (key === 'name' && typeof value === 'string' ? `${words}.png` : value)),
  )

test('what photos, archives and drawings say within is shown as words or not at all', async ({ app, desk, page }) => {
  test.setTimeout(240_000)
  await desk.open(app.url)
  const told = join(scratch, 'told.jpg')
  await sharp(productPhoto('plain.png'))
    .withExif({ IFD0: { ImageDescription: words, Artist: words, Copyright: words, Make: words, Software: words } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- ${words} --></x:xmpmeta>`)
    .jpeg()
    .toFile(told)
  expect(readFileSync(told).includes(words)).toBe(true)
  const commented = join(scratch, 'commented.png')
  writeFileSync(commented, withComment(readFileSync(productPhoto('plain.png')), words))
  await desk.choose(told, commented)
  for (const name of ['told.jpg', 'commented.png']) {
    await desk.done(name)
    await desk.look(name)
    await desk.edged()
    await page.getByText('Details', { exact: true }).first().click()
    await expectOnlyWords(page, name)
  }

  const photo = readFileSync(productPhoto('plain.png'))
  const archive = join(scratch, 'archive.zip')
  const entries: Zippable = { [`${words}.png`]: photo, [`${words}/inside.png`]: photo, [`${words}.txt`]: photo }
  writeFileSync(archive, zipSync(entries))
  await desk.choose(archive)
  await expect(page.locator(`.tile[data-name=${JSON.stringify(`${words}.png`)}]`)).toHaveAttribute(
    'data-status',
    'done',
    { timeout: 90_000 },
  )
  await expectOnlyWords(page, 'an archive')

  const drawing = join(scratch, 'drawing.svg')
  const text = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  writeFileSync(
    drawing,
    `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="150"><title>${text}</title><desc>${text}</desc>
      <circle id='${text}' cx="100" cy="75" r="50" fill="#b02020"/><text y="40">${text}</text>
      <script>document.title = 7</script><image href="x" onerror="document.title = 7"/></svg>`,
  )
  await desk.choose(drawing)
  await expect(desk.tile('drawing.svg')).toHaveAttribute('data-status', /done|failed/, { timeout: 90_000 })
  await desk.look('drawing.svg')
  await expectOnlyWords(page, 'a drawing')
})

test('names within networks, templates and projects of strangers are shown as words', async ({ app, desk, page }) => {
  test.setTimeout(240_000)
  await desk.open(app.url)
  const names = { graph: words, input: `in ${words}`, output: `out ${words}`, remark: words }
  const named = darkModel('named.onnx', 64, names)
  await page.getByTestId('photos-input').setInputFiles(named)
  await expect(page.getByTestId('model-chip')).toHaveAttribute('data-kind', 'onnx')
  await desk.choose(productPhoto('night.png', 480, 360, [20, 22, 40]))
  await desk.done('night.png')
  await expect(desk.about).toContainText('named')
  await page.getByRole('tab', { name: 'Model' }).click()
  await expectOnlyWords(page, 'a network')
  await desk.choose(darkModel('unknown step.onnx', 64, { step: words }))
  const refused = page.getByRole('alert').filter({ hasText: 'This network cannot be used' })
  await expect(refused).toBeVisible()
  await expectOnlyWords(page, 'a network that cannot be used')

  const templates = join(scratch, 'templates.json')
  const template = { id: words, name: words, composition: { backdrop: { kind: 'colour', colour: '#ffffff' } } }
  writeFileSync(templates, templateText([template as never]))
  await page.getByRole('tab', { name: 'Canvas' }).click()
  await page.getByRole('button', { name: /^Template:/ }).click()
  await page.getByRole('menuitem', { name: 'Save or manage' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your templates' })
  await dialog.getByTestId('template-input').setInputFiles(templates)
  await expect(dialog.getByRole('textbox', { name: `Name of ${words}` })).toHaveValue(words)
  await expectOnlyWords(page, 'templates')
  // What is wrong with a file is told in its own words, too.
  writeFileSync(templates, JSON.stringify({ kind: words, version: words, templates: [{ [words]: words }] }))
  await dialog.getByTestId('template-input').setInputFiles(templates)
  await expect(page.locator('[data-notice="failure"]').last()).toContainText('no templates')
  await expectOnlyWords(page, 'a file that is no templates')
  await dialog.getByRole('button', { name: 'Close' }).click()

  await desk.kept()
  await page.getByRole('button', { name: 'Sessions and projects' }).click()
  const sessions = page.getByTestId('sessions')
  const saved = await desk.download(sessions.getByRole('button', { name: 'Save as a project' }))
  await sessions.getByRole('button', { name: 'New session' }).click()
  const parts = unzipSync(readFileSync(saved.path))
  const description = withHostileNames(strFromU8(parts['project.json'] ?? new Uint8Array()))
  expect(description).toContain(JSON.stringify(`${words}.png`))
  const project = join(scratch, 'strange.clearcut')
  writeFileSync(project, zipSync({ ...parts, 'project.json': strToU8(description) }, { level: 0 }))
  await page.getByTestId('photos-input').setInputFiles(project)
  await expect(desk.tiles.first()).toHaveAttribute('data-name', `${words}.png`, { timeout: 60_000 })
  await expectOnlyWords(page, 'a project')
})

test('what a hub, a mirror and their answers say is shown as words', async ({ hubApp, desk, page }) => {
  const served = hubApp.hub.put(cod.repository, { sizeBytes: 2_000_000, seed: 4, faults: [] })
  // The hash that the hub names stands in its headers and in its answer.
  served.sha256 = words
  await desk.open(hubApp.url)
  await page.getByTestId('shelf-line').getByRole('button').last().click()
  const get = async (name: string) => {
    await page.getByText(/^All \d+ models$/).click()
    await page
      .getByRole('button', { name: `Download ${name}` })
      .last()
      .click()
    await page.getByTestId('consent').getByRole('button', { name: 'Download' }).click()
  }
  await get(cod.name)
  await expect(page.getByText(/Nobody could say what the right file is/).first()).toBeVisible()
  await expectOnlyWords(page, 'a hash')

  hubApp.hub.put('ZhengPeng7/BiRefNet-HRSOD', {
    sizeBytes: 2_000_000,
    seed: 5,
    faults: [],
    always: { kind: 'html', type: `text/html; ${words}` },
  })
  await get('BiRefNet HRSOD')
  await expect(page.getByText(/is not this model|No source gives this model/).first()).toBeVisible()
  await page.getByText('Sources and requests').click()
  await expectOnlyWords(page, 'answers')
  const mirror = page.getByTestId('shelf').getByRole('textbox').first()
  await mirror.fill(`${hubApp.hub.url}${words}/`)
  await page.keyboard.press('Enter')
  await expectOnlyWords(page, 'a mirror')
})

/** A PNG file with a comment, after its header. */
function withComment(png: Buffer, comment: string): Buffer {
  const text = Buffer.from(`tEXtComment\0${comment}`, 'latin1')
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(text.length - 4)
  sum.writeUInt32BE(crc32(text))
  return Buffer.concat([png.subarray(0, 33), length, text, sum, png.subarray(33)])
}
