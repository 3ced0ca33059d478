import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import sharp from 'sharp'
import type { Size } from '#core/geometry.ts'
import type { RgbaPixels } from '#workers/pixels/resize/resize.ts'

export const dataFolder = resolve(import.meta.dirname, '../../../../shared/data')

/** A photo whose mask people made. */
export interface Pair {
  photo: string
  mask: string
  set: string
  /** Ground truth, or a mask that a person drew by other means. */
  isTruth: boolean
}

/** The pairs of the manifest whose masks people made; what other programs made proves nothing. */
export function readPairs(): Pair[] {
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

/** A photo's pixels, upright, at most so many pixels on its longer side. */
export async function readPhoto(path: string, longest = 1600): Promise<RgbaPixels> {
  const { data, info } = await sharp(path)
    .rotate()
    .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: Uint8Array.from(data) }
}

/** A mask that people made, at this size, 0 to 255. */
export async function readMask(path: string, { width, height }: Size): Promise<Uint8Array> {
  const made = sharp(path).resize({ width, height, fit: 'fill' }).extractChannel(0).raw()
  return Uint8Array.from(await made.toBuffer())
}

/** Intersection over union at one half, and mean absolute error of alpha. */
export function compare(made: Uint8Array, truth: Uint8Array): { iou: number; mae: number } {
  let [both, either, error] = [0, 0, 0]
  for (const [index, value] of made.entries()) {
    const ideal = truth[index] ?? 0
    if (value > 127 && ideal > 127) both += 1
    if (value > 127 || ideal > 127) either += 1
    error += Math.abs(value - ideal)
  }
  return { iou: either === 0 ? 1 : both / either, mae: error / 255 / made.length }
}
