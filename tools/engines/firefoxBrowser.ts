import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EngineBrowser, expressionOf } from './engineBrowser.ts'

/** Path of the Firefox to drive: FIREFOX_PATH, or Debian's. */
export function firefoxPath(): string | undefined {
  const candidates = [process.env['FIREFOX_PATH'], '/usr/bin/firefox-esr', '/usr/bin/firefox']
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path))
}

/** Firefox, headless, by WebDriver BiDi. More preferences may be set, such as those that protect against fingerprinting. */
export async function openFirefox(preferences: Readonly<Record<string, unknown>> = {}): Promise<EngineBrowser> {
  const { default: puppeteer } = await import('puppeteer-core')
  const executablePath = firefoxPath()
  if (executablePath === undefined) throw new Error('There is no Firefox.')
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-firefox-'))
  const downloads = join(folder, 'downloads')
  mkdirSync(downloads)
  const browser = await puppeteer.launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath,
    headless: true,
    protocolTimeout: 600_000,
    userDataDir: join(folder, 'profile'),
    extraPrefsFirefox: {
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
      'browser.helperApps.neverAsk.saveToDisk': 'image/png,image/webp,image/jpeg,image/gif,application/zip',
      'dom.disable_open_during_load': false,
      // It is driven by the words of its buttons.
      'intl.accept_languages': 'en-GB, en',
      // Nothing that talks to the outside.
      'datareporting.policy.dataSubmissionEnabled': false,
      'network.captive-portal-service.enabled': false,
      ...preferences,
    },
  })
  const page = (await browser.pages())[0] ?? (await browser.newPage())
  await page.setViewport({ width: 1280, height: 900 })
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error instanceof Error ? error.message : String(error)))
  return {
    name: 'firefox',
    version: await browser.version(),
    goto: async (url) => {
      await page.goto(url)
    },
    run: async <T>(body: string, ...args: readonly unknown[]) => (await page.evaluate(expressionOf(body, args))) as T,
    choose: async (testId, paths) => {
      const input = await page.$(`input[data-testid="${testId}"]`)
      if (input === null) throw new Error(`There is no input ${testId}.`)
      // An input by its type, which the selector does not tell.
      await (input as Awaited<ReturnType<typeof page.$<'input'>>>)?.uploadFile(...paths)
    },
    press: async (key) => await page.keyboard.press(key),
    downloads,
    complaints,
    close: async () => {
      await browser.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
