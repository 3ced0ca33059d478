import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { TrustEvidence } from '#core/trust.ts'
import { emptyArea, featureOf } from '#core/trustScore.ts'
import { measureHalf } from './verdict/halves.ts'
import { bestThreshold, fitted, performance, scoreOf } from './verdict/logistic.ts'
import { createMeasure, type Measured } from './verdict/measure.ts'

const usage = `npm run verdict [-- --weights FILE] [--dry]

Calibrates how far masks are trusted (src/core/trustCalibration.ts): on half of the photos with masks made by people (../shared/data), and
on hard cases made of them; the other half tells how well it does. Run it again whenever the built-in network has new weights.
  --weights  the network's weights (default training/nano.safetensors)
  --dry      only prints`

const { values } = parseArgs({
  options: { weights: { type: 'string' }, dry: { type: 'boolean' }, help: { type: 'boolean' } },
})
if (values.help === true) {
  console.log(usage)
  process.exit(0)
}

/** Which figures each model of the calibration weighs. */
const figuresOf = {
  looked: ['softness', 'steadiness'],
  other: ['softness', 'nano'],
  alone: ['softness'],
} as const
type Kind = keyof typeof figuresOf

const root = resolve(import.meta.dirname, '..')

const measure = await createMeasure(
  values.weights ?? 'training/nano.safetensors',
  resolve(root, '../shared/models/u2netp-fp16.onnx'),
)
const [learnt, held] = [await measureHalf('taught', measure), await measureHalf('held out', measure)]

const rowOf = (kind: Kind, evidence: TrustEvidence) => figuresOf[kind].map((name) => featureOf(name, evidence))
/** What is taken for empty is not judged. */
const judged = (all: readonly Measured[]) => all.filter(({ evidence }) => evidence.area >= emptyArea)

const models: Record<Kind, Record<string, number>> = { looked: {}, other: {}, alone: {} }
let threshold = 0.5
for (const kind of ['looked', 'other', 'alone'] as const) {
  const [mine, theirs] = [learnt, held].map(({ own, other }) => judged(kind === 'other' ? other : own))
  if (mine === undefined || theirs === undefined) continue
  const weights = fitted(mine.map(({ iou, evidence }) => ({ iou, figures: rowOf(kind, evidence) })))
  const rounded = weights.map((weight) => Math.round(weight * 100) / 100)
  models[kind] = Object.fromEntries([
    ['bias', rounded.at(-1) ?? 0],
    ...figuresOf[kind].map((name, i) => [name, rounded[i] ?? 0] as const),
  ])
  const scores = (all: readonly Measured[]) =>
    all.map(({ evidence }) => scoreOf([...rowOf(kind, evidence), 1], rounded))
  const ious = (all: readonly Measured[]) => all.map(({ iou }) => iou)
  if (kind === 'looked') threshold = bestThreshold(scores(mine), ious(mine))
  for (const [half, all] of [
    ['fitted on', mine],
    ['held out', theirs],
  ] as const) {
    tell(`${kind}, ${half}`, scores(all), ious(all))
    const photos = all.filter(({ kind: made }) => made === 'photo')
    tell(`${kind}, ${half}, photos`, scores(photos), ious(photos))
  }
}
const nothing = held.own.filter(({ kind }) => kind === 'wall' || kind === 'ground')
const found = judged(nothing)
console.log(`of ${nothing.length} pictures without a subject, ${nothing.length - found.length} are called empty`)

function tell(what: string, scores: readonly number[], ious: readonly number[]): void {
  const { auc, aucOfExtremes, falseAlarms, misses, count } = performance(scores, ious, threshold)
  const figures = { auc, aucOfExtremes, falseAlarms, misses }
  const words = Object.entries(figures).map(([name, value]) => `${name} ${value.toFixed(3)}`)
  console.log(`${what} (${count}): ${words.join(', ')}`)
}

const text = `/**
 * How \`trustOf\` weighs what it is told; written by \`npm run verdict\`, which says on what and how well it does.
 * \`looked\`: masks of the built-in network; \`other\`: masks of other models, held against it; \`alone\`: masks of which nothing else is known.
 */
export const calibration = {
  /** From this score on a cutout gets its tick. */
  threshold: ${threshold.toFixed(2)},
  models: {
${Object.entries(models)
  .map(
    ([kind, weights]) =>
      `    ${kind}: { ${Object.entries(weights)
        .map(([name, weight]) => `${name}: ${weight}`)
        .join(', ')} },`,
  )
  .join('\n')}
  },
} as const
`
console.log(text)
if (values.dry !== true) writeFileSync(resolve(root, 'src/core/trustCalibration.ts'), text)
