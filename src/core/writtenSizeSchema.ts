import * as z from 'zod/mini'
import { enlargements, sizeRanges } from './writtenSize.ts'

const whole = ({ min, max }: { min: number; max: number }) => z.int().check(z.gte(min), z.lte(max))

/** What comes in from outside is a wanted size only as far as this says so. */
export const wantedSizeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('full') }),
  z.object({ kind: z.literal('percent'), percent: whole(sizeRanges.percent) }),
  z.object({ kind: z.literal('longest'), pixels: whole(sizeRanges.longest) }),
  z.object({ kind: z.literal('enlarged'), times: z.literal(enlargements) }),
])

/** Likewise a limit, or none. */
export const kilobytesSchema = z.union([z.literal(0), whole(sizeRanges.kilobytes)])
