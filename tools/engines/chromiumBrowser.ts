import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumFlags, chromiumPath } from '../chromium.ts'
import { type EngineBrowser, expressionOf } from './engineBrowser.ts'

/** Chromium, whose results the others' are compared with. */
export async function openChromium(): Promise<EngineBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-chromium-'))
  const executablePath = chromiumPath()
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    // It is driven by the words of its buttons.
    locale: 'en-GB',
    args: [...chromiumFlags],
    viewport: { width: 1280, height: 900 },
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  const page = context.pages()[0] ?? (await context.newPage())
  const downloads = join(folder, 'downloads')
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('download', (download) => void download.saveAs(join(downloads, download.suggestedFilename())))
  return {
    name: 'chromium',
    version: context.browser()?.version() ?? 'Chromium',
    goto: async (url) => {
      await page.goto(url)
    },
    run: async (body, ...args) => await page.evaluate(expressionOf(body, args)),
    choose: async (testId, paths) => await page.getByTestId(testId).setInputFiles([...paths]),
    press: async (key) => await page.keyboard.press(key),
    downloads,
    complaints,
    close: async () => {
      await context.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
