import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Download, type Locator, type Page } from '@playwright/test'
import type { CutStage, WriteStage } from '#core/contract.ts'
import type { ExportContent, ExportFormat } from '#core/settings.ts'
import type { RunsOn } from '#core/ways/way.ts'
import { chromiumFlags, chromiumPath } from '../chromium.ts'
import { type AppServer, serveApp } from '../server.ts'
import { builtApp } from './built.ts'

/** How a cutout came to be, as the page says it. */
export interface About {
  model: string
  backend: string
  /** How a BiRefNet was computed, and why so and not better; absent for other models. */
  precision?: string
  why?: string[]
  threads: number
  /** Width x height of the network's input; absent where no network ran. */
  tier?: string
  ms: Partial<Record<CutStage | WriteStage | 'total', number>>
  heapBytes: number
  /** Whether the mask can be trusted, and how likely it is right, 0 to 1, where the page says so. */
  verdict?: string
  trust?: number
}

/** What of the edges can be set for many photos. */
export interface EdgeOptions {
  cleanColours: boolean
  postProcessMask: boolean
}

/** What became of a photo. */
export type Result = { ok: true; about: About } | { ok: false; reason: string; message: string }

const stages = ['decode', 'load', 'prepare', 'run', 'upsample', 'finish', 'total'] as const
const formatNames = { png: 'PNG', webp: 'WebP', jpeg: 'JPEG', gif: 'GIF' } as const satisfies Record<
  ExportFormat,
  string
>
const contentNames = { cutout: 'Cut-out', mask: 'Mask', layers: 'Colour + alpha' } as const satisfies Record<
  ExportContent,
  string
>
const writeStages = ['open', 'edges', 'colours', 'encode'] as const

/** Thrown where the app does not have, or does not take, the model that was asked for; the message is for a person. */
export class ModelRefusedError extends Error {
  override name = 'ModelRefusedError'
}

/** A cut of a huge photo by a large model may take minutes. */
const cutTimeoutMs = 30 * 60 * 1000

/** The built app in a headless Chromium, used as a person would use it: by its inputs, its radio buttons and its downloads. */
export class DrivenApp {
  readonly page: Page
  readonly #context: BrowserContext
  readonly #server: AppServer
  readonly #profile: string

  private constructor(page: Page, context: BrowserContext, server: AppServer, profile: string) {
    this.page = page
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
      args: [...chromiumFlags, ...flags],
      viewport: { width: 1280, height: 900 },
      ...(executablePath === undefined ? {} : { executablePath }),
    })
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(server.url)
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

  /** Chooses a model by its id. Throws where the page does not offer it. */
  async chooseModel(id: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'Model' }).click()
    const models = this.page.locator('[data-model]')
    await models.first().waitFor()
    const ids = await models.evaluateAll((all) => all.map((model) => model.getAttribute('data-model')))
    if (!ids.includes(id)) throw new ModelRefusedError(`There is no model ${id}. There are: ${ids.join(', ')}.`)
    await this.page.locator(`[data-model="${id}"] input`).check()
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

  /** Chooses the size that the chosen model is run at. Throws where the page does not offer it. */
  async chooseTier(tier: number): Promise<void> {
    await this.page.getByRole('tab', { name: 'Model' }).click()
    const choice = this.page.getByTestId('tier')
    await choice.waitFor()
    const offered = await choice
      .locator('option')
      .evaluateAll((all) => all.map((option) => option.getAttribute('value')))
    if (!offered.includes(String(tier)))
      throw new ModelRefusedError(`This model has no size ${tier}. There are: ${offered.join(', ')}.`)
    await choice.selectOption(String(tier))
  }

  /** Chooses what the chosen BiRefNet runs on. */
  async chooseRunsOn(runsOn: RunsOn): Promise<void> {
    await this.page.getByRole('tab', { name: 'Model' }).click()
    await this.page.getByTestId('runs-on').selectOption(runsOn)
  }

  /** Sets what downloads contain. */
  async setExport(format: ExportFormat, content: ExportContent): Promise<void> {
    await this.page.getByRole('tab', { name: 'Export' }).click()
    const panel = this.page.getByRole('tabpanel', { name: 'Export' })
    await panel.getByRole('radio', { name: formatNames[format], exact: true }).check({ force: true })
    await panel.getByRole('radio', { name: contentNames[content], exact: true }).check({ force: true })
    await this.page.getByRole('tab', { name: 'Model' }).click()
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
    return { ok: true, about: await this.#about(about) }
  }

  /** Clicks Download for the photo that is looked at. */
  async download(): Promise<Download> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download', { timeout: cutTimeoutMs }),
      this.#pressDownload(),
    ])
    return download
  }

  /** Presses the button, and takes an empty picture where the page asks: who drives the app by a script has asked for it. */
  async #pressDownload(): Promise<void> {
    await this.page.getByRole('button', { name: /^Download (PNG|WebP|JPEG|GIF|ZIP|mask)$/ }).click()
    const question = this.page.getByRole('button', { name: 'Take the empty picture' })
    if (await question.isVisible()) await question.click()
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

  /** Sets the edges of the photo that is looked at, of all others and of those to come. */
  async setEdges({ cleanColours, postProcessMask }: EdgeOptions): Promise<void> {
    await this.page.getByRole('tab', { name: 'Edges' }).click()
    await this.page.getByRole('switch', { name: 'Clean colours' }).setChecked(cleanColours)
    await this.page.getByRole('switch', { name: 'Smooth and harden' }).setChecked(postProcessMask)
    await this.page.getByRole('button', { name: /^Apply to all|^Use for new photos/ }).click()
    await this.page.getByRole('tab', { name: 'Model' }).click()
  }

  /** Refines the edge of the photo that is looked at; gives the reason and the page's words where that failed. */
  async refine(): Promise<{ reason: string; message: string } | undefined> {
    await this.page.getByRole('tab', { name: 'Edges' }).click()
    await this.page.getByRole('button', { name: 'Refine hair edge' }).click()
    await this.page.getByTestId('refining').waitFor({ state: 'detached', timeout: cutTimeoutMs })
    const failed = this.page.locator('[data-notice="failure"]')
    const message = (await failed.count()) > 0 ? await failed.first().locator('p').first().textContent() : null
    await this.page.getByRole('tab', { name: 'Model' }).click()
    return message === null ? undefined : { reason: 'refine-failed', message }
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

  async #about(about: Locator): Promise<About> {
    const fields = await about
      .locator('[data-field]')
      .evaluateAll((elements) =>
        elements.map((element) => ({ text: element.textContent ?? '', data: { ...(element as HTMLElement).dataset } })),
      )
    const field = (name: string) => fields.find(({ data }) => data['field'] === name)
    const ms: About['ms'] = {}
    for (const stage of stages) ms[stage] = Math.round(Number(field(`ms-${stage}`)?.data['ms'] ?? 0) * 10) / 10
    const precision = field('backend')?.data['precision']
    const why = await about.locator('[data-field="why"] li').allTextContents()
    const tier = field('tier')?.text.replace(/\s*×\s*/, 'x')
    const verdict = await this.page.locator('.tile:has([aria-current="true"])').getAttribute('data-verdict')
    const score = field('trust')?.data['score']
    return {
      verdict: verdict ?? 'good',
      ...(score === undefined ? {} : { trust: Number(score) }),
      model: field('model')?.data['id'] ?? '',
      backend: field('backend')?.data['backend'] ?? '',
      threads: Number(field('backend')?.data['threads'] ?? 1),
      ms,
      heapBytes: Number(field('heap')?.data['bytes'] ?? 0),
      ...(precision === undefined ? {} : { precision, why }),
      ...(tier === undefined ? {} : { tier }),
    }
  }
}
