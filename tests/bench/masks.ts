import { cutPlan } from '#core/cutPlan.ts'
import { builtInModels } from '#core/models.ts'
import { success } from '#core/outcome.ts'
import { trustOf } from '#core/trustScore.ts'
import type { BenchOptions, Report } from '#tools/benchContract.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { makeMask } from '#workers/matting/makeMask.ts'
import { raiseMask } from '#workers/matting/raiseMask.ts'
import type { Sessions } from '#workers/matting/sessions.ts'
import { StageClock } from '#workers/matting/stageClock.ts'
import type { RgbaPixels } from '#workers/pixels/resize/resize.ts'
import { evidenceOf } from '#workers/trust/evidence.ts'
import { openNanoInNode } from './masks/nodeSession.ts'
import { compare, readMask, readPairs, readPhoto } from './nano/pairs.ts'

/** Larger copies tell no more of what Auto chooses, and take longer. */
const longestSide = 800
const compared = ['nano', 'auto'] as const
/** A mask below this is wrong, above that right; see the bench nano. */
const [wrong, right] = [0.7, 0.95]

/**
 * What the worker's own code makes of the photos with masks made by people, without a browser: quick enough to look at after each change of
 * Auto or of the verdict. `iou:<model>:<set>`, and of Auto's masks how many wrong ones get a tick and how many right ones do not.
 */
export async function run(report: Report, { only }: BenchOptions): Promise<void> {
  const sets = new Map<string, { nano: number[]; auto: number[] }>()
  const verdicts = { wrong: 0, ticked: 0, right: 0, doubted: 0 }
  const session = await openNanoInNode()
  const sessions = { nano: async () => success(session) } as unknown as Sessions
  for (const pair of readPairs().filter(({ set }) => only?.includes(':') !== true || only.endsWith(set))) {
    const photo = photoOf(await readPhoto(pair.photo, longestSide))
    const truth = await readMask(pair.mask, photo.size)
    const figures = sets.get(pair.set) ?? { nano: [], auto: [] }
    sets.set(pair.set, figures)
    const words: string[] = []
    for (const id of compared) {
      const { iou, choice, trust } = await measured(photo, truth, { id, sessions })
      figures[id].push(iou)
      words.push(`${id} ${iou.toFixed(3)} ${choice} ${trust?.verdict} ${trust?.score.toFixed(2)}`)
      if (id !== 'auto') continue
      if (iou < wrong) verdicts.wrong += 1
      if (iou < wrong && trust?.verdict === 'good') verdicts.ticked += 1
      if (iou > right) verdicts.right += 1
      if (iou > right && trust?.verdict !== 'good') verdicts.doubted += 1
    }
    console.error(`${pair.photo.split('/').slice(-2).join('/')}: ${words.join(', ')}`)
  }
  for (const [set, figures] of sets) for (const id of compared) report(`iou:${id}:${set}`, mean(figures[id]), 'share')
  report('ticked:wrong', verdicts.ticked / Math.max(1, verdicts.wrong), 'share')
  report('doubted:right', verdicts.doubted / Math.max(1, verdicts.right), 'share')
}

interface Wish {
  id: (typeof compared)[number]
  sessions: Sessions
}

async function measured(photo: Photo, truth: Uint8Array, { id, sessions }: Wish) {
  const model = builtInModels.find((one) => one.id === id)
  if (model === undefined) throw new Error(`${id} is not built in`)
  const clock = new StageClock(cutPlan, 'decode', () => {})
  const made = await makeMask(photo, model, { sessions, clock })
  if (!made.ok) throw new Error(made.reason)
  const { auto, evidence } = made.value
  const { alpha } = raiseMask(made.value, photo, () => {})
  const mask = { ...photo.size, data: alpha }
  const looks = await made.value.looks?.()
  if (looks?.ok === false) throw new Error(looks.reason)
  const seen = looks === undefined ? {} : { looks: looks.value }
  const trust = evidence === undefined ? undefined : trustOf(evidenceOf({ mask, ...evidence, ...seen }))
  return { iou: compare(alpha, truth).iou, choice: auto?.choice ?? '', trust }
}

function photoOf({ width, height, data }: RgbaPixels): Photo {
  const pixels = Uint8ClampedArray.from(data)
  return { ...{ size: { width, height }, type: 'image/jpeg', notes: [], colourSpace: 'srgb', hadAlpha: false }, pixels }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
