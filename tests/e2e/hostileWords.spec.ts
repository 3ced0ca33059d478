import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { productPhoto, scratch } from './support/data.ts'
import { expectOnlyWords, hostileWords as words } from './support/hostileWords.ts'

test('words of strangers are shown as words, wherever they stand', async ({ app, desk, page }) => {
  test.setTimeout(240_000)
  await desk.open(app.url)
  await desk.choose(productPhoto(`${words}.png`))
  await expect(desk.tiles.first()).toHaveAttribute('data-name', `${words}.png`)
  await expect(desk.tiles.first()).toHaveAttribute('data-status', 'done', { timeout: 90_000 })
  await expectOnlyWords(page, 'a photo')

  const broken = join(scratch, `${words}.jpg`)
  writeFileSync(broken, 'no picture')
  await desk.choose(broken)
  await expect(page.getByText(words).first()).toBeVisible()
  await expectOnlyWords(page, 'a file that is no picture')

  await page.getByTestId('add-input').setInputFiles({
    name: `${words}.onnx`,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(`not a model but ${words}`),
  })
  await expect(page.getByRole('alert').filter({ hasText: 'This network cannot be used' })).toBeVisible()
  await expectOnlyWords(page, 'a model')

  await page.getByRole('tab', { name: 'Canvas' }).click()
  await page.getByRole('button', { name: /^Template:/ }).click()
  await page.getByRole('menuitem', { name: 'Save or manage' }).click()
  const templates = page.getByRole('dialog', { name: 'Your templates' })
  await templates.getByRole('textbox', { name: 'Save how this photo looks as' }).fill(words)
  await templates.getByRole('button', { name: 'Save' }).click()
  await expect(templates.getByRole('textbox', { name: `Name of ${words}` })).toHaveValue(words)
  await expectOnlyWords(page, 'a template')
  await templates.getByRole('button', { name: 'Close' }).click()

  await expect(page.locator('.app[data-kept="true"]')).toBeVisible()
  await page.getByRole('button', { name: 'Sessions and projects' }).click()
  const sessions = page.getByTestId('sessions')
  await sessions.getByRole('textbox').fill(words)
  await page.keyboard.press('Enter')
  const project = await desk.download(sessions.getByRole('button', { name: 'Save as a project' }))
  await sessions.getByRole('button', { name: 'New session' }).click()
  await page.getByRole('button', { name: 'Sessions and projects' }).click()
  await expect(sessions.getByRole('button', { name: `Open ${words}` })).toBeVisible()
  await expectOnlyWords(page, 'a session')
  await page.keyboard.press('Escape')

  // As a stranger sends it.
  const sent = join(scratch, `${words}.clearcut`)
  writeFileSync(sent, readFileSync(project.path))
  await page.getByTestId('photos-input').setInputFiles(sent)
  await expect(desk.tiles.first()).toHaveAttribute('data-name', `${words}.png`, { timeout: 60_000 })
  await expectOnlyWords(page, 'a project')
})
