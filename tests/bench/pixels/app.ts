import type { Page } from '@playwright/test'
import { formulaLite } from '#tests/formula/cachedCheckpoint.ts'
import type { Report } from '#tools/benchContract.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { writeLargePhoto } from '../scenes/largePhoto.ts'
import { peakRendererBytes } from './rendererMemory.ts'

/** Moves of a slider that are measured; an odd number, of which the middle one is told. */
const moves = ['1', '-2', '3.5', '-5', '6', '-8', '10', '-14', '20'] as const

/**
 * A photo of 12 megapixels through the built app: milliseconds of each stage of the cut and of the file, all together and against the
 * network's own time, the most memory the renderer held, and how long a moved slider takes until the picture is painted anew.
 */
export async function measureApp(report: Report): Promise<void> {
  const mark = `clearcut-bench-${process.pid}`
  const app = await DrivenApp.open([`--clearcut-mark=${mark}`])
  try {
    await app.bring([await writeLargePhoto()])
    const result = await app.result(0)
    if (!result.ok) throw new Error(result.message)
    await (await app.download()).path()
    const { total = 0, ...cutMs } = result.about.ms
    const writeMs = await app.writeMs()
    for (const [stage, ms] of Object.entries({ ...cutMs, ...writeMs })) report(`stage-ms:${stage}:12mp`, ms, 'ms')
    const all = Object.values(writeMs).reduce((sum, ms) => sum + ms, total)
    report('total-ms:12mp', all, 'ms')
    report('total-to-network-ratio:12mp', all / Math.max(1, cutMs.run ?? 0), 'ratio')
    const bytes = peakRendererBytes(mark)
    if (bytes !== undefined) report('peak-renderer-bytes:12mp', bytes, 'bytes')
    report('preview-repaint-ms', await medianRepaint(app.page), 'ms')
    await measureWithBiRefNet(app, report)
  } finally {
    await app.close()
  }
}

/** The same photo with a BiRefNet of formula weights at the smallest size of the app: what everything around such a network costs. */
async function measureWithBiRefNet(app: DrivenApp, report: Report): Promise<void> {
  await app.bringModel(formulaLite())
  await app.inspector.chooseTier(512)
  const result = await app.result(0)
  if (!result.ok) throw new Error(result.message)
  const { total = 0, run = Number.NaN } = result.about.ms
  report('total-ms:12mp-birefnet-512', total, 'ms')
  report('total-to-network-ratio:12mp-birefnet-512', total / run, 'ratio')
}

async function medianRepaint(page: Page): Promise<number> {
  await page.locator('.stage[data-looking="ready"]').waitFor()
  await page.getByRole('tab', { name: 'Edges' }).click()
  const slider = page.getByRole('slider', { name: 'Grow or shrink' })
  const times: number[] = []
  for (const value of moves) {
    // What follows a move must be over before the next one begins.
    await page.waitForFunction(() => {
      const stage = document.querySelector<HTMLElement>('.stage')
      return stage !== null && stage.dataset['edges'] === stage.dataset['wanted']
    })
    await page.waitForTimeout(600)
    times.push(await slider.evaluate(repaintAfter, value))
  }
  return times.sort((one, other) => one - other)[(times.length - 1) / 2] ?? Number.NaN
}

/** Moves the slider as a hand does and waits until the frame with the changed picture is on its way to the screen. */
function repaintAfter(input: Element, value: string): Promise<number> {
  return new Promise((resolve) => {
    const stage = document.querySelector('.stage')
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    if (stage === null || setValue === undefined) throw new Error('there is no stage')
    const begun = performance.now()
    const watch = new MutationObserver(() => {
      watch.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)))
    })
    watch.observe(stage, { attributes: true, attributeFilter: ['data-edges'] })
    setValue.call(input, value)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
