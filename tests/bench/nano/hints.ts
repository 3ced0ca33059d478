import { resolve } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { nanoSide } from '#core/nano.ts'
import { fileSource, openNano, taken, trainedPath } from '#tests/unit/nano/runNano.ts'
import type { Report } from '#tools/benchContract.ts'
import { compileDabs } from '#workers/nano/dabs.ts'
import { guidePlanes, guides } from '#workers/nano/guides.ts'
import { externalFiles } from '#workers/onnx/external.ts'
import { resizeToPlanes } from '#workers/pixels/resize/resize.ts'
import { readPairs, readPhoto } from './pairs.ts'
import { floats, overlap, readTruth } from './smallMasks.ts'
import { draw, middleOf } from './wrongRegion.ts'

const side = nanoSide
const size = { width: side, height: side }
/** The sets whose masks are of one wanted subject, drawn by people; general photos are judged without hints. */
const sets = new Set(['ccp-people', 'feral-cats', 'weizmann-horses', 'cleargrasp', 'vimukthi-products'])
const most = 5
const bad = 0.9
const features = ['logits', 'd2', 'd3', 'f3', 'f4'] as const

/**
 * How far hints are obeyed: a dab in the middle of the largest wrong region, five times over. `hint-iou:<dabs>` over all photos,
 * `hint-iou-bad:<dabs>` over those that are below 0.9 at first; `hint-ms`, one dab from its drawing to the logits.
 */
export async function measureHints(report: Report): Promise<void> {
  const trunk = await openNano(fileSource(trainedPath), {
    size,
    precision: 'fp32',
    hasHints: false,
    keepsFeatures: true,
  })
  const source = fileSource(resolve(import.meta.dirname, '../../../training/dabs.safetensors'))
  const { model, external } = taken(compileDabs({ source, size }))
  const branch = await InferenceSession.create(model, { externalData: externalFiles(external) })
  const courses: number[][] = []
  const times: number[] = []
  for (const pair of readPairs()) {
    if (!sets.has(pair.set)) continue
    const image = Float32Array.from(resizeToPlanes(await readPhoto(pair.photo), size), (value) => 2 * value - 1)
    const truth = await readTruth(pair.mask, nanoSide)
    const kept = await trunk.run({ image: new Tensor('float32', image, [1, 3, side, side]) })
    courses.push(await follow({ branch, kept, image, truth, times }))
  }
  const bads = courses.filter(([first = 0]) => first < bad)
  for (let dabs = 0; dabs <= most; dabs++) {
    report(`hint-iou:${dabs}`, average(courses.map((course) => course[dabs] ?? 0)), `share of ${courses.length}`)
    report(`hint-iou-bad:${dabs}`, average(bads.map((course) => course[dabs] ?? 0)), `share of ${bads.length}`)
  }
  report('hint-ms', times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0, 'ms')
}

interface Course {
  branch: InferenceSession
  kept: InferenceSession.OnnxValueMapType
  image: Float32Array
  truth: Uint8Array
  times: number[]
}

/** The IoU after none, one, ... five dabs. */
async function follow({ branch, kept, image, truth, times }: Course): Promise<number[]> {
  const unhinted = floats(kept, 'logits')
  const hints = new Float32Array(2 * side * side)
  const course: number[] = []
  let logits = unhinted
  for (let dabs = 0; dabs <= most; dabs++) {
    const mask = Uint8Array.from(logits, (logit) => (logit > 0 ? 1 : 0))
    course.push(overlap(mask, truth))
    const { at, depth } = middleOf(mask, truth, side)
    if (depth < 2) return [...course, ...Array<number>(most - dabs).fill(course.at(-1) ?? 0)]
    draw(hints, truth, at, side)
    const start = performance.now()
    const before = logits.map((logit) => 1 / (1 + Math.exp(-logit)))
    const { guide, where } = guides({ size, image, logits: unhinted, before, hints })
    const results = await branch.run({
      image: new Tensor('float32', image, [1, 3, side, side]),
      ...Object.fromEntries(
        features.map((name) => [name, new Tensor('float32', floats(kept, name), kept[name]?.dims)]),
      ),
      guide: new Tensor('float32', guide, [1, guidePlanes, side / 4, side / 4]),
      where: new Tensor('float32', where, [1, 2, side / 8, side / 8]),
    })
    logits = floats(results, 'dabbed')
    times.push(performance.now() - start)
  }
  return course
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
