import type { Locator, Page } from '@playwright/test'
import type { RefineSettings } from '#core/edges.ts'
import { canLimit, type Density, type ExportContent, type ExportFormat } from '#core/settings.ts'
import type { RunsOn } from '#core/ways/way.ts'
import type { WantedSize } from '#core/writtenSize.ts'
import { compose } from './composing.ts'
import type { CompositionOptions } from './compositionArgs.ts'
import { ModelRefusedError } from './modelRefused.ts'
import { cutTimeoutMs } from './patience.ts'
import type { SizeOptions } from './sizeArgs.ts'

/** What of the edges can be set for many photos. */
export interface EdgeOptions {
  cleanColours: boolean
  postProcessMask: boolean
}

const formatNames = { png: 'PNG', webp: 'WebP', jpeg: 'JPEG', avif: 'AVIF', gif: 'GIF' } as const satisfies Record<
  ExportFormat,
  string
>
const contentNames = { cutout: 'Cut-out', mask: 'Mask', layers: 'Colour + alpha' } as const satisfies Record<
  ExportContent,
  string
>

const sizeNames = {
  full: 'Full',
  percent: 'Percent',
  longest: 'Pixels',
  enlarged: 'Enlarge',
} as const satisfies Record<WantedSize['kind'], string>

const setNames = { 1: '1×', 2: '1× and 2×', 3: '1×, 2×, 3×' } as const satisfies Record<Density, string>

interface ExportOptions {
  format: ExportFormat
  content: ExportContent
  quality?: number
  sizes: SizeOptions
}

const refineFields = [
  ['foregroundAbove', 'Subject above'],
  ['backgroundBelow', 'Background below'],
  ['erodePixels', 'Narrowed by, px'],
] as const satisfies readonly (readonly [keyof RefineSettings, string])[]

/** The tabs beside the picture, used as a person would use them. */
export class Inspector {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
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

  /** Makes of all cutouts, and of those to come, what is wanted. */
  async compose(wanted: CompositionOptions): Promise<void> {
    await compose(this.page, wanted)
  }

  /** Sets what downloads contain and how large they are; the quality, 20 to 99, where the format has one. */
  async setExport({ format, content, quality, sizes }: ExportOptions): Promise<void> {
    await this.page.getByRole('tab', { name: 'Export' }).click()
    const panel = this.page.getByRole('tabpanel', { name: 'Export' })
    await panel.getByRole('radio', { name: formatNames[format], exact: true }).check({ force: true })
    await panel.getByRole('radio', { name: contentNames[content], exact: true }).check({ force: true })
    const range = panel.getByRole('slider', { name: 'Quality' })
    if (quality !== undefined && (await range.isVisible())) await range.fill(String(quality))
    if (sizes.size !== undefined) await this.#setSize(panel, sizes.size)
    if (sizes.densities !== undefined)
      await panel.getByRole('radio', { name: setNames[sizes.densities] }).check({ force: true })
    if (sizes.mostKilobytes !== undefined && canLimit({ content, densities: sizes.densities ?? 1 })) {
      await panel.getByRole('switch', { name: 'Limit the file size' }).check()
      await panel.getByRole('textbox', { name: 'At most' }).fill(String(sizes.mostKilobytes))
    }
    await this.page.getByRole('tab', { name: 'Model' }).click()
  }

  async #setSize(panel: Locator, size: WantedSize): Promise<void> {
    const group = panel.getByRole('group', { name: 'Size of the file' })
    await group.getByRole('radio', { name: sizeNames[size.kind], exact: true }).check({ force: true })
    if (size.kind === 'percent')
      await panel.getByRole('textbox', { name: 'Of width and height' }).fill(`${size.percent}`)
    if (size.kind === 'longest') await panel.getByRole('textbox', { name: 'Longest side' }).fill(`${size.pixels}`)
    if (size.kind === 'enlarged')
      await panel.getByRole('radio', { name: `${size.times}×`, exact: true }).check({ force: true })
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
  async refine(sure: RefineSettings): Promise<{ reason: string; message: string } | undefined> {
    await this.page.getByRole('tab', { name: 'Edges' }).click()
    const details = this.page.getByRole('region', { name: 'Refine hair edge' }).locator('details')
    await details.evaluate((element: HTMLDetailsElement) => {
      element.open = true
    })
    for (const [key, label] of refineFields) await details.getByLabel(label).fill(String(sure[key]))
    await this.page.getByRole('button', { name: 'Refine hair edge' }).click()
    await this.page.getByTestId('refining').waitFor({ state: 'detached', timeout: cutTimeoutMs })
    const failed = this.page.locator('[data-notice="failure"]')
    const message = (await failed.count()) > 0 ? await failed.first().locator('p').first().textContent() : null
    await this.page.getByRole('tab', { name: 'Model' }).click()
    return message === null ? undefined : { reason: 'refine-failed', message }
  }
}
