import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { productPhoto, scratch } from './support/data.ts'

/** Words from outside that would be a picture and run a script, were they taken for markup: in names of files, sessions and templates. */
const words = '"><img src=x onerror=document.title=7>'

/** Words become no element, on any page state: where one was made, this names it. */
async function madeElements(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll('[src="x"], [onerror], [onload], [onclick]')].map(({ outerHTML }) => outerHTML),
  )
}

async function shows(page: Page, where: string): Promise<void> {
  expect(await madeElements(page), where).toEqual([])
  expect(await page.title(), where).not.toBe('7')
}

test('words of strangers are shown as words, wherever they stand', async ({ app, desk, page }) => {
  test.setTimeout(240_000)
  await desk.open(app.url)
  await desk.choose(productPhoto(`${words}.png`))
  await expect(desk.tiles.first()).toHaveAttribute('data-name', `${words}.png`)
  await expect(desk.tiles.first()).toHaveAttribute('data-status', 'done', { timeout: 90_000 })
  await shows(page, 'a photo')

  const broken = join(scratch, `${words}.jpg`)
  writeFileSync(broken, 'no picture')
  await desk.choose(broken)
  await expect(page.getByText(words).first()).toBeVisible()
  await shows(page, 'a file that is no picture')

  await page.getByTestId('add-input').setInputFiles({
    name: `${words}.onnx`,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(`not a model but ${words}`),
  })
  await expect(page.getByRole('alert').filter({ hasText: 'This network cannot be used' })).toBeVisible()
  await shows(page, 'a model')

  await page.getByRole('tab', { name: 'Canvas' }).click()
  await page.getByRole('button', { name: /^Template:/ }).click()
  await page.getByRole('menuitem', { name: 'Save or manage' }).click()
  const templates = page.getByRole('dialog', { name: 'Your templates' })
  await templates.getByRole('textbox', { name: 'Save how this photo looks as' }).fill(words)
  await templates.getByRole('button', { name: 'Save' }).click()
  await expect(templates.getByRole('textbox', { name: `Name of ${words}` })).toHaveValue(words)
  await shows(page, 'a template')
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
  await shows(page, 'a session')
  await page.keyboard.press('Escape')

  // As a stranger sends it.
  const sent = join(scratch, `${words}.clearcut`)
  writeFileSync(sent, readFileSync(project.path))
  await page.getByTestId('photos-input').setInputFiles(sent)
  await expect(desk.tiles.first()).toHaveAttribute('data-name', `${words}.png`, { timeout: 60_000 })
  await shows(page, 'a project')
})
