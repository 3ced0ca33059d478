import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Download, type Locator, type Page } from '@playwright/test'
import type { WriteStage } from '#core/progress.ts'
import { chromiumFlags, chromiumPath } from '../chromium.ts'
import { type AppServer, serveApp } from '../server.ts'
import { type About, readAbout } from './about.ts'
import { builtApp } from './built.ts'
import { Inspector } from './inspector.ts'
import { ModelRefusedError } from './modelRefused.ts'
import { NotWrittenError } from './notWritten.ts'
import { cutTimeoutMs } from './patience.ts'

/** What became of a photo. */
export type Result = { ok: true; about: About } | { ok: false; reason: string; message: string }

/** A file as it was written; of a ZIP its bytes are those of the files in it. */
export interface WrittenFacts {
  width: number
  height: number
  bytes: number
  /** The quality that was left where the file had to be made smaller. */
  quality?: number
}

const writeStages = ['open', 'edges', 'colours', 'compose', 'encode'] as const

/** The built app in a headless Chromium, used as a person would use it: by its inputs, its radio buttons and its downloads. */
export class DrivenApp {
  readonly page: Page
  readonly inspector: Inspector
  readonly #context: BrowserContext
  readonly #server: AppServer
  readonly #profile: string

  private constructor(page: Page, context: BrowserContext, server: AppServer, profile: string) {
    this.page = page
    this.inspector = new Inspector(page)
    this.#context = context
    this.#server = server
    this.#profile = profile
  }

  /** Builds the app where that is due, serves it, and opens it in a fresh profile. */
  static async open(flags: readonly string[] = []): Promise<DrivenApp> {
    const server = await serveApp({ folder: builtApp() })
    const profile = mkdtempSync(join(tmpdir(), 'clearcut-profile-'))
    const executablePath = chromiumPath()
    // A persistent profile, because others have little room for files of their own.
    const context = await chromium.launchPersistentContext(profile, {
      // It is driven by the words of its buttons.
      locale: 'en-GB',
      args: [...chromiumFlags, ...flags],
      viewport: { width: 1280, height: 900 },
      ...(executablePath === undefined ? {} : { executablePath }),
    })
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(server.url)
    // The page is drawn once its words have come.
    await page.getByTestId('photos-input').waitFor({ state: 'attached' })
    return new DrivenApp(page, context, server, profile)
  }

  async close(): Promise<void> {
    await this.#context.close()
    await this.#server.close()
    rmSync(this.#profile, { recursive: true, force: true })
  }

  /** Brings photos; they are cut one after the other. */
  async bring(paths: readonly string[]): Promise<void> {
    const isEmpty = (await this.page.getByTestId('photos-input').count()) > 0
    await this.page.getByTestId(isEmpty ? 'photos-input' : 'add-input').setInputFiles([...paths])
    await this.page.locator('.tile').first().waitFor()
  }

  /** Drops a model file on the page; it is chosen. Throws with the page's words where it cannot be used. */
  async bringModel(path: string): Promise<void> {
    const isEmpty = (await this.page.getByTestId('photos-input').count()) > 0
    await this.page.getByTestId(isEmpty ? 'photos-input' : 'add-input').setInputFiles(path)
    const refused = this.page.locator('[data-notice="failure"]')
    const chosen = this.page.locator('[data-testid="model-chip"]:is([data-kind="onnx"], [data-kind="birefnet"])')
    await refused.or(chosen).first().waitFor({ timeout: cutTimeoutMs })
    if (await refused.isVisible())
      throw new ModelRefusedError((await refused.locator('p').first().textContent()) ?? 'The model was refused.')
  }

  /** Waits until the n-th photo is done or failed, looks at it, and reads what the page says of it. */
  async result(index: number): Promise<Result> {
    const tile = this.page.locator('.tile').nth(index)
    await this.#settle(tile)
    await tile.locator('.tile-pick').click()
    const again = this.page.getByTestId('made-otherwise').getByRole('button', { name: /^Cut again with/ })
    const failed = this.page.locator('[data-reason]')
    const about = this.page.getByTestId('about-cutout')
    await about.or(failed).first().waitFor()
    if (await again.isVisible()) {
      await again.click()
      await this.#settle(tile)
      await about.or(failed).first().waitFor()
    }
    if (await failed.isVisible()) {
      const reason = (await failed.getAttribute('data-reason')) ?? 'unexpected'
      return { ok: false, reason, message: (await failed.locator('h2').textContent()) ?? '' }
    }
    return { ok: true, about: await readAbout(about) }
  }

  /** Clicks Download for the photo that is looked at. Throws with the page's words where the file could not be written. */
  async download(): Promise<Download> {
    const refused = this.page.locator('[data-notice="failure"]')
    // What was said of an earlier photo must not be taken for this one's.
    for (let left = await refused.count(); left > 0; left -= 1)
      await refused.first().getByRole('button', { name: 'Dismiss' }).click()
    const download = this.page.waitForEvent('download', { timeout: cutTimeoutMs })
    const refusal = refused
      .first()
      .waitFor({ timeout: cutTimeoutMs })
      .then(() => undefined)
    try {
      await this.#pressDownload()
      const first = await Promise.race([download, refusal])
      if (first !== undefined) return first
      throw new NotWrittenError(
        (await refused.first().locator('p').first().textContent()) ?? 'The file was not written.',
      )
    } finally {
      for (const other of [download, refusal]) other.catch(() => {})
    }
  }

  /** Presses the button, and takes an empty picture where the page asks: who drives the app by a script has asked for it. */
  async #pressDownload(): Promise<void> {
    await this.page.getByRole('button', { name: /^Download (PNG|WebP|JPEG|AVIF|GIF|ZIP|mask|set)$/ }).click()
    const question = this.page.getByRole('button', { name: 'Take the empty picture' })
    if (await question.isVisible()) await question.click()
  }

  /** What the page says of the file written last. */
  async written(): Promise<WrittenFacts> {
    const told = this.page.getByTestId('written')
    await this.page.waitForFunction(() => document.querySelector('[data-testid="written"][data-bytes]') !== null)
    const figure = async (name: string) => Number(await told.getAttribute(`data-${name}`))
    const quality = await figure('quality')
    const facts = { width: await figure('width'), height: await figure('height'), bytes: await figure('bytes') }
    return quality === 0 ? facts : { ...facts, quality }
  }

  /** Milliseconds that the parts of the file written last took. */
  async writeMs(): Promise<Partial<Record<WriteStage, number>>> {
    await this.page.getByRole('tab', { name: 'Model' }).click()
    const ms: Partial<Record<WriteStage, number>> = {}
    for (const stage of writeStages) {
      const field = this.page.getByTestId('about-cutout').locator(`[data-field="ms-${stage}"]`)
      ms[stage] = Math.round(Number(await field.getAttribute('data-ms')) * 10) / 10
    }
    return ms
  }

  /** Empties the list, for the next photos. */
  async removeAll(): Promise<void> {
    const count = await this.page.locator('.tile').count()
    for (let left = count; left > 0; left -= 1) {
      await this.page.locator('.tile').first().locator('.tile-pick').press('Delete')
      await this.page
        .locator('.tile')
        .nth(left - 1)
        .waitFor({ state: 'detached' })
    }
  }

  async #settle(tile: Locator): Promise<void> {
    const handle = await tile.elementHandle()
    await this.page.waitForFunction(
      (element) => element !== null && ['done', 'failed'].includes(element.getAttribute('data-status') ?? ''),
      handle,
      { timeout: cutTimeoutMs },
    )
  }
}
