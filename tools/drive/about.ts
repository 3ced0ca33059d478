import type { Locator } from '@playwright/test'
import type { CutStage, WriteStage } from '#core/progress.ts'

/** How a cutout came to be, as the page says it. */
export interface About {
  model: string
  /** Size of the photo, and so of the files, in pixels. */
  width: number
  height: number
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

const stages = ['decode', 'load', 'prepare', 'run', 'upsample', 'finish', 'total'] as const

/** Reads what the Model tab says of the cutout that is looked at. */
export async function readAbout(about: Locator): Promise<About> {
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
  const [width = 0, height = 0] = (field('size')?.text.match(/\d+/g) ?? []).map(Number)
  const verdict = await about.page().locator('.tile:has([aria-current="true"])').getAttribute('data-verdict')
  const score = field('trust')?.data['score']
  const tier = field('tier')?.text.replace(/\s*×\s*/, 'x')
  return {
    verdict: verdict ?? 'good',
    ...(score === undefined ? {} : { trust: Number(score) }),
    model: field('model')?.data['id'] ?? '',
    ...{ width, height },
    backend: field('backend')?.data['backend'] ?? '',
    threads: Number(field('backend')?.data['threads'] ?? 1),
    ms,
    heapBytes: Number(field('heap')?.data['bytes'] ?? 0),
    ...(precision === undefined ? {} : { precision, why }),
    ...(tier === undefined ? {} : { tier }),
  }
}
