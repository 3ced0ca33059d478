import { densities, type ExportSettings } from '#core/settings.ts'
import { enlargements, sizeRanges, type WantedSize } from '#core/writtenSize.ts'

/** How large the files are to be; as is usual where nothing is said. */
export type SizeOptions = Partial<Pick<ExportSettings, 'size' | 'mostKilobytes' | 'densities'>>

/** Reads `--scale` (50%, 1600px, 2x), `--set` (2x, 3x) and `--max-kb`, or says what is wrong with one. */
export function sizesOf(
  given: { [Key in 'scale' | 'max-kb' | 'set']?: string | undefined },
): SizeOptions | { message: string } {
  const size = given.scale === undefined ? undefined : wantedSizeOf(given.scale)
  if (given.scale !== undefined && size === undefined) {
    const times = enlargements.map((factor) => `${factor}x`).join(', ')
    return { message: `--scale takes a share (50%), the longest side (1600px) or ${times}, not ${given.scale}.` }
  }
  const most = given['max-kb'] === undefined ? undefined : Number(given['max-kb'])
  if (most !== undefined && !isWithin(most, sizeRanges.kilobytes)) {
    const { min, max } = sizeRanges.kilobytes
    return { message: `--max-kb takes ${min} to ${max}, not ${given['max-kb']}.` }
  }
  const upTo =
    given.set === undefined ? undefined : densities.find((density) => density > 1 && `${density}x` === given.set)
  if (given.set !== undefined && upTo === undefined) return { message: `--set takes 2x or 3x, not ${given.set}.` }
  if (upTo !== undefined && most !== undefined)
    return { message: 'Either --set or --max-kb: the files of a set have to fit each other.' }
  return {
    ...(upTo === undefined ? {} : { densities: upTo }),
    ...(size === undefined ? {} : { size }),
    ...(most === undefined ? {} : { mostKilobytes: most }),
  }
}

function wantedSizeOf(text: string): WantedSize | undefined {
  const [, figure, unit] = /^(\d+)(%|px|x)$/.exec(text) ?? []
  const value = Number(figure)
  if (unit === '%') return isWithin(value, sizeRanges.percent) ? { kind: 'percent', percent: value } : undefined
  if (unit === 'px') return isWithin(value, sizeRanges.longest) ? { kind: 'longest', pixels: value } : undefined
  const times = enlargements.find((factor) => factor === value)
  return times === undefined ? undefined : { kind: 'enlarged', times }
}

function isWithin(value: number, { min, max }: { min: number; max: number }): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}
