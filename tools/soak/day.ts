import type { Page } from '@playwright/test'
import { compose } from '../drive/composing.ts'
import type { DrivenApp } from '../drive/drivenApp.ts'
import { dropFiles } from './bringing.ts'
import { countingScript } from './counters.ts'
import { type Held, readHeld } from './held.ts'

const patience = { timeout: 900_000 } as const
const models = ['nano', 'auto', 'keyer'] as const

/** Object URLs of downloads live for a minute, and so do workers without work. */
const restMs = 75_000

/** A day of work in one tab: batch after batch, with all that may happen amid it. */
export class Day {
  readonly #app: DrivenApp
  readonly #page: Page
  #batches = 0

  constructor(app: DrivenApp) {
    this.#app = app
    this.#page = app.page
    this.#page.on('dialog', (dialog) => void dialog.accept())
  }

  async begin(): Promise<void> {
    await this.#page.addInitScript(countingScript)
    await this.#page.reload()
    // The network is taken away soon: by then the page must have all of itself.
    await this.#page.getByTestId('ready-offline').waitFor(patience)
  }

  /** Brings these photos, works on them, and takes them off the page. */
  async batch(paths: readonly string[]): Promise<void> {
    const number = this.#batches
    this.#batches += 1
    await dropFiles(this.#page, paths)
    if (number % 2 === 1) await this.#page.evaluate(endWorkers)
    if (number % 4 === 0) await this.#offlineForAWhile()
    if (number % 4 === 2) await this.#hideForAWhile()
    if (number % 4 === 3) await this.#loadAnew()
    await this.#settled()
    await this.#app.inspector.chooseModel(models[number % models.length] ?? 'auto')
    const again = this.#page.getByTestId('made-otherwise').getByRole('button', { name: /^Cut again with/ })
    if (await again.isVisible()) await again.click()
    await this.#settled()
    await this.#paint()
    await compose(this.#page, { backdrop: { colour: number % 2 === 0 ? '#336699' : '#aa3322' }, shadow: 'drop' })
    for (const key of ['z', 'z', 'y']) await this.#page.keyboard.press(`Control+${key}`)
    await this.#app.download()
    await this.#clear()
  }

  /** Lets the page come to rest, and counts what it holds. */
  async held(): Promise<Held> {
    await this.#page.waitForTimeout(restMs)
    return await readHeld(this.#page)
  }

  async #settled(): Promise<void> {
    await this.#page.waitForFunction(isSettled, undefined, { ...patience, polling: 250 })
  }

  async #offlineForAWhile(): Promise<void> {
    await this.#page.context().setOffline(true)
    await this.#page.waitForTimeout(1000)
    await this.#page.context().setOffline(false)
  }

  async #hideForAWhile(): Promise<void> {
    await this.#page.evaluate("counters.show('hidden')")
    await this.#page.waitForTimeout(1000)
    await this.#page.evaluate("counters.show('visible')")
  }

  /** All photos come back, and what was not cut yet is cut. */
  async #loadAnew(): Promise<void> {
    await this.#page.locator('.app[data-kept="true"]').waitFor(patience)
    await this.#page.reload()
    await this.#page.locator('.tile').first().waitFor(patience)
  }

  async #paint(): Promise<void> {
    await this.#page.locator('.tile[data-status="done"] .tile-pick').first().click()
    const box = await this.#page.locator('.sheet').boundingBox()
    if (box === null) return
    await this.#page.keyboard.press('b')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    for (const away of [0, 20]) {
      await this.#page.mouse.move(x, y + away)
      await this.#page.mouse.down()
      await this.#page.mouse.move(x + box.width / 6, y + away)
      await this.#page.mouse.up()
    }
    await this.#page.keyboard.press('b')
  }

  /** All photos leave the page for good. */
  async #clear(): Promise<void> {
    await this.#settled()
    const all = this.#page.getByRole('button', { name: 'Remove all photos' })
    if (await all.isVisible()) await all.click()
    else await this.#app.removeAll()
    await this.#page.getByTestId('photos-input').waitFor({ state: 'attached', ...patience })
    const notices = this.#page.locator('[data-notice]').getByRole('button', { name: 'Dismiss' })
    while ((await notices.count()) > 0) await notices.first().click()
    await this.#page.locator('.app[data-kept="true"]').waitFor(patience)
  }
}

/** Is every photo done, failed or cancelled? Runs in the page. */
function isSettled(): boolean {
  const isBusy = /^(?:Cutting|Paused)/.test(document.title)
  return (
    !isBusy && document.querySelector('.tile') !== null && document.querySelector('[data-status="working"]') === null
  )
}

/** Ends all workers, as a browser short of memory does; runs in the page. */
function endWorkers(): void {
  for (const worker of window.counters.workers) worker.deref()?.terminate()
  window.counters.workers.clear()
}
