import { failure, type Outcome, success } from '#core/outcome.ts'
import { type FileSettings, qualityRange, usesQuality } from '#core/settings.ts'
import type { WrittenFile } from '#core/write.ts'
import { type Found, largestFitting } from './largestFitting.ts'

/** Writes the picture once, at a quality, and in a share of its width and height. */
export type Attempt = (quality: number, scale: number) => Promise<Outcome<WrittenFile>>

/** Quality of a picture that has to lose pixels as well: fewer pixels look better than one of the least quality. */
const qualityOfSmaller = 50

/** No picture is made smaller than this share of its width and height. */
const leastScale = 0.02

/**
 * The best file that has at most so many bytes: of the greatest quality that allows it, and where nothing of that can be lost, or not enough, of the
 * most pixels. Fails with `cannot-be-so-small` and the least that was reached, and as an attempt does.
 */
export async function encodeWithin(
  settings: Pick<FileSettings, 'format' | 'isLossless' | 'quality'>,
  mostBytes: number,
  attempt: Attempt,
): Promise<Outcome<WrittenFile>> {
  const { quality } = settings
  const first = await attempt(quality, 1)
  if (!first.ok || first.value.blob.size <= mostBytes) return first
  if (!usesQuality(settings)) return ended(await smaller(first.value, mostBytes, (scale) => attempt(quality, scale)))
  const range = { least: qualityRange.min, upper: { value: quality, file: first.value }, step: 1 }
  const found = await largestFitting(range, mostBytes, (less) => attempt(less, 1))
  if (!found.ok) return found
  const { best } = found.value
  if (best !== undefined) return success({ ...best.file, quality: best.value })
  const left = Math.min(quality, qualityOfSmaller)
  const fewer = ended(await smaller(first.value, mostBytes, (scale) => attempt(left, scale)))
  return fewer.ok ? success({ ...fewer.value, quality: left }) : fewer
}

function smaller(
  whole: WrittenFile,
  mostBytes: number,
  attempt: (scale: number) => Promise<Outcome<WrittenFile>>,
): Promise<Outcome<Found>> {
  return largestFitting({ least: leastScale, upper: { value: 1, file: whole }, step: 0.002 }, mostBytes, attempt)
}

function ended(found: Outcome<Found>): Outcome<WrittenFile> {
  if (!found.ok) return found
  const { best, leastBytes } = found.value
  return best === undefined ? failure('cannot-be-so-small', `${leastBytes} bytes`) : success(best.file)
}
