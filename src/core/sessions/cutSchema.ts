import * as z from 'zod/mini'
import { photoNotes } from '#core/cut.ts'
import { isWithinLimits, maxSidePixels } from '#core/limits.ts'
import { type FamilyId, families, type Model } from '#core/models.ts'
import { reasons } from '#core/reasons.ts'
import { doubts } from '#core/trust.ts'
import { rungs, runsOn } from '#core/ways/way.ts'
import type { Why } from '#core/ways/why.ts'
import type { CutRecord, FileRef } from './record.ts'

/** What comes back from the device, or from a project file of others, is a cut only as far as these say so. */

/** One of the words of a table. */
function keyOf<Key extends string>(table: Readonly<Record<Key, unknown>>) {
  return z.custom<Key>((value) => typeof value === 'string' && Object.hasOwn(table, value))
}

const finite = z.number()
const share = z.number().check(z.gte(0), z.lte(1))
const count = z.int().check(z.gte(0))
const side = z.int().check(z.gte(1), z.lte(maxSidePixels))
const text = z.string().check(z.maxLength(1000))
const size = z.object({ width: side, height: side })
const rect = z.object({ x: finite, y: finite, width: finite, height: finite })

export const reasonSchema = z.enum(reasons)

export const fileSchema = z.object({
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  size: count,
  type: z.string().check(z.maxLength(200)),
}) satisfies z.ZodMiniType<FileRef>

const builtIn = (id: 'auto' | 'nano' | 'keyer') => z.object({ kind: z.literal(id), id: z.literal(id), name: text })

export const modelSchema = z.union([
  builtIn('auto'),
  builtIn('nano'),
  builtIn('keyer'),
  z.object({
    kind: z.literal('onnx'),
    id: text,
    name: text,
    sizeBytes: count,
    input: size,
    family: keyOf<FamilyId>(families),
    output: text,
    layout: z.exactOptional(z.literal('channels-last')),
  }),
  z.object({
    kind: z.literal('birefnet'),
    id: text,
    name: text,
    sizeBytes: count,
    backbone: z.enum(['lite', 'large']),
    keepsAspect: z.boolean(),
    tiers: z.array(side).check(z.maxLength(20)),
    tier: side,
    runsOn: z.enum(runsOn),
  }),
]) as z.ZodMiniType<Model>

const precision = z.enum(['fp32', 'fp16', 'int8'])

const why = z.union([
  z.object({ kind: z.literal('asked'), runsOn: z.enum(['webgpu', 'wasm', 'wasm-int8']) }),
  z.object({ kind: z.enum(['no-webgpu', 'no-adapter', 'not-isolated', 'eight-bit']) }),
  z.object({ kind: z.enum(['software-adapter', 'no-half-floats']), name: text }),
  z.object({
    kind: z.literal('failed'),
    rung: z.enum(rungs),
    precision,
    reason: reasonSchema,
    detail: z.exactOptional(z.string()),
    isRemembered: z.boolean(),
  }),
  z.object({ kind: z.literal('smaller'), tier: side, wanted: side, wasTried: z.boolean() }),
  z.object({ kind: z.literal('quicker'), share: finite }),
]) as z.ZodMiniType<Why>

const trust = z.object({
  verdict: z.enum(['good', 'doubtful', 'empty']),
  score: finite,
  doubts: z.array(z.enum(doubts)),
  evidence: z.object({
    coverage: finite,
    area: finite,
    softness: finite,
    mirrored: z.exactOptional(finite),
    nano: z.exactOptional(finite),
    keyer: z.exactOptional(finite),
    plainness: z.exactOptional(finite),
    islands: finite,
    largest: finite,
    sides: finite,
  }),
})

const stages = ['decode', 'load', 'prepare', 'run', 'upsample', 'finish'] as const

const madeWith = z.object({
  model: z.object({ id: text, name: text }),
  auto: z.exactOptional(z.object({ choice: z.enum(['keyer', 'nano', 'joined']), sure: z.boolean() })),
  subject: z.exactOptional(z.object({ box: rect, share })),
  look: z.exactOptional(z.object({ kind: z.enum(['second-look', 'subject-box']), box: rect })),
  trust: z.exactOptional(trust),
  backend: z.enum(['wasm', 'webgpu', 'none']),
  threads: count,
  precision: z.exactOptional(precision),
  why: z.exactOptional(z.array(why).check(z.maxLength(100))),
  tier: z.exactOptional(size),
  stageMs: z.record(z.enum(stages), finite),
  totalMs: finite,
  heapBytes: finite,
})

/** No larger than a photo that can be opened: a mask is unpacked to as many bytes. */
const photoSize = size.check(z.refine(isWithinLimits))

export const cutSchema = z
  .object({
    size: photoSize,
    type: z.string().check(z.maxLength(200)),
    notes: z.array(z.enum(photoNotes)),
    colourSpace: z.enum(['srgb', 'display-p3']),
    hasCameraData: z.boolean(),
    mask: z.object({
      id: z.string().check(z.minLength(1), z.maxLength(100)),
      size,
      file: fileSchema,
      parts: z.object({
        packed: count,
        fine: z.exactOptional(count),
        open: z.exactOptional(count),
        closed: z.exactOptional(count),
      }),
    }),
    madeWith,
  })
  .check(
    z.refine(({ size: whole, mask }) => whole.width === mask.size.width && whole.height === mask.size.height),
    z.refine(({ mask: { file, parts } }) => Object.values(parts).reduce((sum, bytes) => sum + bytes, 0) === file.size),
  ) as z.ZodMiniType<CutRecord>
