import type { Photo } from '#workers/decode/photo.ts'
import { key, studyBackdrop } from '#workers/pixels/keyer/keyer.ts'
import type { SubjectAt } from '#workers/pixels/keyer/opened.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import type { RgbaPixels } from '#workers/pixels/resize/resize.ts'
import { type MadeMask, type MaskTools, named } from './madeMask.ts'

/** Keys the backdrop out; the raster and its figures are told beside the mask, for whoever joins it with another. */
export function makeByKeyer(
  photo: Photo,
  { clock }: Pick<MaskTools, 'clock'>,
  study = studyBackdrop(rgbaOf(photo)),
  subjectAt?: SubjectAt,
) {
  clock.enter('run')
  const { alpha, holes, ...figures } = key(rgbaOf(photo), study, subjectAt)
  const raster: GrayRaster = { ...photo.size, data: alpha }
  const readings = holes === undefined ? {} : { holes }
  const evidence = { plainness: study.plain.score }
  const mask: MadeMask = { plane: raster, ...readings, evidence, model: named('keyer'), backend: 'none', threads: 1 }
  return { mask, raster, figures }
}

/** The photo's pixels as the keyer takes them. */
export function rgbaOf({ size, pixels }: Photo): RgbaPixels & { data: Photo['pixels'] } {
  return { ...size, data: pixels }
}
