import type { BrowserContext, Page } from '@playwright/test'
import { endedBy } from '#core/endedBy.ts'
import type { TaskEnd } from '#core/tasks/done.ts'
import type { DrivenRun } from '#embed/driven.ts'
import type { StockFile } from '#embed/stock.ts'

/** Thrown where a page was gone before its task had ended: the task may be given to another. */
export class PageGoneError extends Error {
  override name = 'PageGoneError'
}

/** Called with the stages of a run. */
export type Report = (stage: string, done: number) => void

/** One page that does nothing but drive the engine, one task at a time. */
export class EnginePage {
  readonly #page: Page
  readonly #untilGone: <T>(work: Promise<T>) => Promise<T>
  #isGone = false
  #report: Report = () => {}

  private constructor(page: Page) {
    this.#page = page
    let leave = () => {}
    const gone = new Promise<never>((_, reject) => {
      leave = () => {
        this.#isGone = true
        reject(new PageGoneError('the page is gone'))
      }
    })
    this.#untilGone = endedBy(gone)
    page.on('crash', leave)
    page.on('close', leave)
  }

  static async open(
    context: BrowserContext,
    url: string,
    options: { usual?: string; files: StockFile[] },
  ): Promise<EnginePage> {
    const page = await context.newPage()
    const engine = new EnginePage(page)
    await page.exposeFunction('clearcutProgress', (_: string, stage: string, done: number) =>
      engine.#report(stage, done),
    )
    await page.goto(`${url}engine.html`)
    await page.evaluate((given) => window.openDriven?.(given), options)
    return engine
  }

  get isGone(): boolean {
    return this.#isGone
  }

  /** Does one task. Rejects with a `PageGoneError` where the page dies, or takes longer than `limitMs` and is closed. */
  async run(run: DrivenRun, report: Report, limitMs: number): Promise<TaskEnd> {
    this.#report = report
    const limit = setTimeout(() => void this.close(), limitMs)
    try {
      const driven = async (given: DrivenRun) => {
        if (window.driven === undefined) throw new Error('the engine was not opened')
        return await window.driven.run(given)
      }
      return await this.#untilGone(this.#page.evaluate(driven, run))
    } catch (error) {
      if (this.#isGone || isAboutClosing(error)) {
        this.#isGone = true
        throw new PageGoneError(String(error))
      }
      throw error
    } finally {
      clearTimeout(limit)
      this.#report = () => {}
    }
  }

  /** Ends a run, which is then told as cancelled. */
  async abort(id: string): Promise<void> {
    await this.#page.evaluate((given) => window.driven?.abort(given), id).catch(() => {})
  }

  async close(): Promise<void> {
    this.#isGone = true
    await this.#page.close().catch(() => {})
  }
}

function isAboutClosing(error: unknown): boolean {
  return error instanceof Error && /closed|crashed|disconnected|Execution context was destroyed/i.test(error.message)
}
