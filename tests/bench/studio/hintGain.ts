import { resolve } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { AnsweredStroke } from '#core/hints.ts'
import { nanoSide } from '#core/nano.ts'
import { success } from '#core/outcome.ts'
import { fileSource, openNano, taken, trainedPath } from '#tests/unit/nano/runNano.ts'
import type { Report } from '#tools/benchContract.ts'
import { answerStrokes, planeOf, type RunDabs, type SeenPhoto } from '#workers/hint/answering.ts'
import { standardised } from '#workers/hint/likeness.ts'
import { sigmoid } from '#workers/matting/outputRange.ts'
import { compileDabs } from '#workers/nano/dabs.ts'
import { guidePlanes } from '#workers/nano/guides.ts'
import { externalFiles } from '#workers/onnx/external.ts'
import { resizeToPlanes } from '#workers/pixels/resize/resize.ts'
import { readPairs, readPhoto } from '../nano/pairs.ts'
import { floats, overlap, readTruth } from '../nano/smallMasks.ts'
import { middleOf } from '../nano/wrongRegion.ts'

const size = { width: nanoSide, height: nanoSide }
const told = [1, 3, 5] as const
const bad = 0.9
const features = ['logits', 'd2', 'd3', 'f3', 'f4'] as const
/** As wide as the brush is to begin with; a person takes a smaller one for what is smaller. */
const usualRadius = 0.02 * nanoSide
const leastRadius = 1.5

/**
 * What smart strokes gain, at the network's size: a dab in the middle of the largest wrong region (the place furthest inside what the mask has wrong),
 * five times over, each answered as in the app, on the network's mask of every pair with a mask that people made. `hint-iou:<dabs>`, and `hint-iou-gain:<dabs>`
 * over the mask without; `:below-0.9` of the photos that are worse than that at first; `:held-out` of the half of the pairs by which no number was set.
 */
export async function measureHintGain(report: Report): Promise<void> {
  const trunk = await openNano(fileSource(trainedPath), {
    ...{ size, precision: 'fp32', hasHints: false, keepsFeatures: true },
  })
  const source = fileSource(resolve(import.meta.dirname, '../../../training/dabs.safetensors'))
  const { model, external } = taken(compileDabs({ source, size }))
  const branch = await InferenceSession.create(model, { externalData: externalFiles(external) })
  const courses: { ious: number[]; isHeldOut: boolean }[] = []
  for (const [index, pair] of readPairs().entries()) {
    const image = Float32Array.from(resizeToPlanes(await readPhoto(pair.photo), size), (value) => 2 * value - 1)
    const truth = await readTruth(pair.mask, nanoSide)
    const kept = await trunk.run({ image: new Tensor('float32', image, [1, 3, nanoSide, nanoSide]) })
    const runDabs: RunDabs = async ({ guide, where }) => {
      const { dabbed } = await branch.run({
        image: new Tensor('float32', image, [1, 3, nanoSide, nanoSide]),
        ...Object.fromEntries(
          features.map((name) => [name, new Tensor('float32', floats(kept, name), kept[name]?.dims)]),
        ),
        guide: new Tensor('float32', guide, [1, guidePlanes, nanoSide / 4, nanoSide / 4]),
        where: new Tensor('float32', where, [1, 2, nanoSide / 8, nanoSide / 8]),
      })
      return success(floats({ dabbed }, 'dabbed'))
    }
    const [decoder, backbone] = [floats(kept, 'd3'), floats(kept, 'f3')].map((data) =>
      standardised({ side: nanoSide / 8, data }),
    )
    if (decoder === undefined || backbone === undefined) throw new Error('The network has both.')
    const seen = { size, image, logits: Float32Array.from(floats(kept, 'logits')), decoder, backbone }
    courses.push({ ious: await follow(seen, truth, runDabs), isHeldOut: index % 2 === 1 })
  }
  const heldOut = courses.filter(({ isHeldOut }) => isHeldOut)
  for (const [suffix, some] of [
    ['', courses],
    [':held-out', heldOut],
  ] as const) {
    tell(report, suffix, some)
    tell(
      report,
      `:below-${bad}${suffix}`,
      some.filter(({ ious }) => (ious[0] ?? 0) < bad),
    )
  }
}

function tell(report: Report, suffix: string, courses: readonly { ious: number[] }[]): void {
  const mean = (dabs: number) => courses.reduce((sum, { ious }) => sum + (ious[dabs] ?? 0), 0) / courses.length
  report(`hint-iou:0${suffix}`, mean(0), `share of ${courses.length}`)
  for (const dabs of told) {
    report(`hint-iou:${dabs}${suffix}`, mean(dabs), `share of ${courses.length}`)
    report(`hint-iou-gain:${dabs}${suffix}`, mean(dabs) - mean(0), `share of ${courses.length}`)
  }
}

/** The IoU after none, one, ... five dabs. */
async function follow(seen: SeenPhoto, truth: Uint8Array, runDabs: RunDabs): Promise<number[]> {
  const unhinted = seen.logits.map(sigmoid)
  const strokes: AnsweredStroke[] = []
  const ious: number[] = []
  const most = Math.max(...told)
  for (let mask = unhinted; ; ) {
    const solid = Uint8Array.from(mask, (alpha) => (alpha > 0.5 ? 1 : 0))
    ious.push(overlap(solid, truth))
    const { at, depth } = middleOf(solid, truth, nanoSide)
    if (ious.length > most || depth < 2) break
    const stroke = dabAt(at, truth[at] === 1, depth)
    const answers = taken(await answerStrokes(seen, unhinted, [...strokes, stroke], runDabs))
    const answer = answers[stroke.id]
    if (answer === undefined) throw new Error('The dab has no answer.')
    strokes.push({ ...stroke, answer })
    const region = planeOf(answer)
    const isKeep = stroke.kind === 'keep'
    mask = mask.map((alpha, cell) =>
      isKeep ? Math.max(alpha, region[cell] ?? 0) : Math.min(alpha, 1 - (region[cell] ?? 0)),
    )
  }
  while (ious.length <= most) ious.push(ious.at(-1) ?? 0)
  return ious
}

let made = 0

function dabAt(at: number, isKeep: boolean, depth: number): AnsweredStroke {
  made += 1
  const point = { x: (at % nanoSide) + 0.5, y: Math.floor(at / nanoSide) + 0.5, pressure: 1 }
  const brush = { hardnessPercent: 80, opacityPercent: 100, isEdgeAware: false, nature: 'smart' } as const
  const radius = Math.min(usualRadius, Math.max(leastRadius, depth))
  return { id: `dab ${made}`, kind: isKeep ? 'keep' : 'remove', size: 2 * radius, ...brush, points: [point] }
}
