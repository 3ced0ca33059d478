import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { PNG } from 'pngjs'
import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { compare, dataFolder, readPairs } from './nano/pairs.ts'

const batchSize = 10

/**
 * Cuts every photo that has a mask made by people with the built app, and compares the downloaded masks: `iou:<set>` (both masks cut
 * at one half) and `mae:<set>` (alpha 0 to 1), means over the set. Sets whose masks are not called ground truth go by `human-iou:` and `human-mae:`.
 */
export async function run(report: Report, { model = 'auto', only }: BenchOptions): Promise<void> {
  const pairs = readPairs().filter(({ set }) => only === undefined || only.includes(set) || !only.includes(':'))
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
        await app.inspector.setExport({ format: 'png', content: 'mask', sizes: {} })
        const [made, truth] = [readGrey(await (await app.download()).path()), readGrey(pair.mask)]
        if (made.width !== truth.width || made.height !== truth.height)
          throw new Error('the mask has not its photo’s size')
        const { iou, mae } = compare(made.values, truth.values)
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

interface Grey {
  width: number
  height: number
  values: Uint8Array
}

function readGrey(path: string): Grey {
  const { width, height, data } = PNG.sync.read(readFileSync(path))
  return { width, height, values: Uint8Array.from({ length: width * height }, (_, index) => data[4 * index] ?? 0) }
}
