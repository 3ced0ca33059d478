import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import type { Logger } from 'pino'
import type { TaskEnd } from '#core/tasks/done.ts'
import type { Task } from '#core/tasks/task.ts'
import { chromiumFlags, chromiumPath } from '../../chromium.ts'
import { type Doors, EngineHost } from './engineHost.ts'
import { EnginePage, PageGoneError, type Report } from './enginePage.ts'

export interface EnginesOptions {
  /** Folder of the built app. */
  app: string
  models: string
  usual?: string
  workers: number
  /** Milliseconds after which a task is given up. */
  limitMs: number
  log: Logger
}

/** What a page needs for one task. */
export interface EngineRun {
  id: string
  task: Task
  photoName: string
  doors: Doors
}

/** Pages of one headless Chromium, side by side. A browser that dies is started again; pages that die are replaced. */
export class Engines {
  readonly #options: EnginesOptions
  readonly #host: EngineHost
  readonly #idle: EnginePage[] = []
  readonly #running = new Map<string, EnginePage>()
  #browser: Promise<BrowserContext> | undefined
  #profile: string | undefined
  #isClosing = false

  private constructor(options: EnginesOptions, host: EngineHost) {
    this.#options = options
    this.#host = host
  }

  static async open(options: EnginesOptions): Promise<Engines> {
    const engines = new Engines(options, await EngineHost.open(options.app, options.models))
    engines.#idle.push(await engines.#openPage())
    return engines
  }

  /** Does one task on a free page; the caller sees to it that there is one. Rejects with a `PageGoneError` where the page dies. */
  async run({ id, task, photoName, doors }: EngineRun, report: Report): Promise<TaskEnd> {
    const page = this.#freePage() ?? (await this.#replacement())
    const open = this.#host.openDoors(doors)
    this.#running.set(id, page)
    try {
      const backdrop = doors.pictures['backdrop'] === undefined ? {} : { backdropUrl: `${open.url}backdrop` }
      const run = { id, task, photoName, photoUrl: `${open.url}photo`, ...backdrop, filesUrl: open.url }
      return await page.run(run, report, this.#options.limitMs)
    } finally {
      open.close()
      this.#running.delete(id)
      if (page.isGone) await page.close()
      else this.#idle.push(page)
    }
  }

  async abort(id: string): Promise<void> {
    await this.#running.get(id)?.abort(id)
  }

  /** Pids and the like are not told here: only whether there is a browser. */
  get isUp(): boolean {
    return this.#browser !== undefined && !this.#isClosing
  }

  /** Names of the model files that may be brought onto the device. */
  get stock(): readonly string[] {
    return this.#host.stock.map(({ name }) => name)
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await (await this.#browser)?.close().catch(() => {})
    this.#forgetProfile()
    await this.#host.close()
  }

  #freePage(): EnginePage | undefined {
    for (let page = this.#idle.pop(); page !== undefined; page = this.#idle.pop()) if (!page.isGone) return page
    return undefined
  }

  /** A browser that does not even start takes its task along as one that dies in mid-task does. */
  async #replacement(): Promise<EnginePage> {
    try {
      return await this.#openPage()
    } catch (error) {
      this.#options.log.error({ err: error }, 'no page can be opened')
      throw new PageGoneError(String(error))
    }
  }

  async #openPage(): Promise<EnginePage> {
    const { usual } = this.#options
    const options = { files: [...this.#host.stock], ...(usual === undefined ? {} : { usual }) }
    const browser = this.#current()
    try {
      return await EnginePage.open(await browser, this.#host.url, options)
    } catch (error) {
      if (this.#isClosing) throw error
      // The browser may have died between two tasks: one try with a new one, which another page may have started meanwhile.
      this.#options.log.warn('the browser does not open a page, another one is started')
      if (this.#browser === browser) this.#browser = undefined
      await (await browser.catch(() => undefined))?.close().catch(() => {})
      return await EnginePage.open(await this.#current(), this.#host.url, options)
    }
  }

  /** The browser of all pages. One that has ended, or did not start, is forgotten: the next who asks starts another. */
  #current(): Promise<BrowserContext> {
    if (this.#browser !== undefined) return this.#browser
    const launched = this.#launch()
    const forget = () => {
      if (this.#browser === launched) this.#browser = undefined
    }
    launched.then((context) => context.on('close', forget), forget)
    this.#browser = launched
    return launched
  }

  async #launch(): Promise<BrowserContext> {
    this.#forgetProfile()
    const profile = mkdtempSync(join(tmpdir(), 'clearcut-serve-'))
    this.#profile = profile
    const executablePath = chromiumPath()
    const context = await chromium.launchPersistentContext(profile, {
      args: [...chromiumFlags],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ...(executablePath === undefined ? {} : { executablePath }),
    })
    context.on('close', () => {
      if (!this.#isClosing) this.#options.log.warn('the browser has ended')
    })
    for (const page of context.pages()) await page.close().catch(() => {})
    return context
  }

  #forgetProfile(): void {
    if (this.#profile !== undefined) rmSync(this.#profile, { recursive: true, force: true, maxRetries: 3 })
    this.#profile = undefined
  }
}
