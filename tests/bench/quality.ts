import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { PNG } from 'pngjs'
import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'

const dataFolder = resolve(import.meta.dirname, '../../../shared/data')
const batchSize = 10

interface Pair {
  photo: string
  mask: string
  set: string
  /** Ground truth, or a mask that a person drew by other means. */
  isTruth: boolean
}

/**
 * Cuts every photo that has a mask made by people with the built app, and compares the downloaded masks: `iou:<set>` (both masks cut
 * at one half) and `mae:<set>` (alpha 0 to 1), means over the set. Sets whose masks are not called ground truth go by `human-iou:` and `human-mae:`.
 */
export async function run(report: Report, { model = 'auto', only }: BenchOptions): Promise<void> {
  const pairs = readManifest().filter(({ set }) => only === undefined || only.includes(set) || !only.includes(':'))
  const app = await DrivenApp.open()
  const figures = new Map<string, { iou: number; mae: number; count: number; isTruth: boolean }>()
  try {
    if (/\.onnx$|\.safetensors$/i.test(model)) await app.bringModel(resolve(model))
    for (let first = 0; first < pairs.length; first += batchSize) {
      const batch = pairs.slice(first, first + batchSize)
      await app.bring(batch.map(({ photo }) => photo))
      if (!model.includes('.')) await app.inspector.chooseModel(model)
      for (const [index, pair] of batch.entries()) {
        const result = await app.result(index)
        if (!result.ok) throw new Error(`${pair.photo}: ${result.message}`)
        await app.inspector.setExport('png', 'mask')
        const { iou, mae } = compare(readGrey(await (await app.download()).path()), readGrey(pair.mask))
        const sum = figures.get(pair.set) ?? { iou: 0, mae: 0, count: 0, isTruth: pair.isTruth }
        figures.set(pair.set, { ...sum, iou: sum.iou + iou, mae: sum.mae + mae, count: sum.count + 1 })
        console.error(`${pair.photo.slice(dataFolder.length + 7)}: ${result.about.model}, IoU ${iou.toFixed(3)}`)
      }
      await app.removeAll()
    }
  } finally {
    await app.close()
  }
  for (const [set, { iou, mae, count, isTruth }] of figures) {
    const prefix = isTruth ? '' : 'human-'
    report(`${prefix}iou:${set}`, iou / count, 'share')
    report(`${prefix}mae:${set}`, mae / count, 'alpha')
  }
}

/** The pairs of the manifest whose masks people made; what other programs made proves nothing. */
function readManifest(): Pair[] {
  const path = resolve(dataFolder, 'manifest.tsv')
  if (!existsSync(path)) throw new Error(`The photos with ground truth are not here: ${path}`)
  const [head = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const column = new Map(head.split('\t').map((name, index) => [name, index]))
  return rows.flatMap((row): Pair[] => {
    const cells = row.split('\t')
    const cell = (name: string) => cells[column.get(name) ?? -1] ?? ''
    const kind = cell('mask_kind')
    if (kind === '' || kind === 'none' || kind.startsWith('model output')) return []
    const [photo, mask] = [resolve(dataFolder, cell('file')), resolve(dataFolder, cell('mask'))]
    return [{ photo, mask, set: cell('file').split('/')[1] ?? '', isTruth: kind.startsWith('GT') }]
  })
}

interface Grey {
  width: number
  height: number
  values: Uint8Array
}

function readGrey(path: string): Grey {
  const { width, height, data } = PNG.sync.read(readFileSync(path))
  return { width, height, values: Uint8Array.from({ length: width * height }, (_, index) => data[4 * index] ?? 0) }
}

/** Intersection over union at one half, and mean absolute error of alpha. */
function compare(made: Grey, truth: Grey): { iou: number; mae: number } {
  if (made.width !== truth.width || made.height !== truth.height) throw new Error('the mask has not its photo’s size')
  let [both, either, error] = [0, 0, 0]
  for (const [index, value] of made.values.entries()) {
    const ideal = truth.values[index] ?? 0
    if (value > 127 && ideal > 127) both += 1
    if (value > 127 || ideal > 127) either += 1
    error += Math.abs(value - ideal)
  }
  return { iou: either === 0 ? 1 : both / either, mae: error / 255 / made.values.length }
}
