import { z } from 'zod'
import { hexOfRgb } from '#core/tasks/backdropColour.ts'
import { flag, whole } from '#core/tasks/formText.ts'
import { type Parsed, parsed } from '#core/tasks/problem.ts'
import { longestModelName, type Source, type Task, taskOf, usualModel } from '#core/tasks/task.ts'

const byte = /^\s*(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])\s*$/

const common = {
  model: z
    .string()
    .min(1)
    .max(longestModelName)
    .optional()
    .describe('A model of rembg or of Clearcut; the one that is usual here when absent.'),
  a: flag.default(false).describe('Alpha matting.'),
  af: whole(0, 255).default(240).describe('Alpha matting: values above are foreground.'),
  ab: whole(0, 255).default(10).describe('Alpha matting: values below are background.'),
  ae: whole(0, 255).default(10).describe('Alpha matting: side of the square that erodes both.'),
  om: flag.default(false).describe('Only the mask.'),
  ppm: flag.default(false).describe('Post-processes the mask.'),
  extras: z
    .string()
    .refine((text) => isEmptyRecord(text), 'must be {}: no model here takes any of rembg’s extra settings')
    .optional()
    .describe('Extra settings of single models of rembg, as JSON; none here has any, so only {} is taken.'),
  bgc: z
    .string()
    .refine(isFourBytes, 'must be four numbers from 0 to 255 with commas: red, green, blue, alpha')
    .optional()
    .describe('Background: red,green,blue,alpha, each from 0 to 255.'),
}

/** `GET /api/remove` */
export const rembgQuerySchema = z.strictObject({ url: z.url({ protocol: /^https?$/ }), ...common })

/** `POST /api/remove`; the photo is the part `file`. */
export const rembgFormSchema = z.strictObject({ file: z.literal('part'), ...common })

export type RembgRequest = Omit<z.output<typeof rembgQuerySchema>, 'url'> & { url?: string }

function isFourBytes(text: string): boolean {
  const parts = text.split(',')
  return parts.length === 4 && parts.every((part) => byte.test(part))
}

/** `{}`, as a client sends it that has nothing to say; what it does say would be ignored, so it is refused. */
function isEmptyRecord(text: string): boolean {
  return /^\s*(?:\{\s*\})?\s*$/.test(text)
}

export function parseRembgQuery(query: unknown): Parsed<RembgRequest> {
  return parsed(rembgQuerySchema, query)
}

/** @param fields the fields of the form, and of the address, which rembg reads `bgc` from */
export function parseRembgForm(fields: Readonly<Record<string, unknown>>, hasFile: boolean): Parsed<RembgRequest> {
  const form = parsed(rembgFormSchema, { ...fields, ...(hasFile ? { file: 'part' } : {}) })
  if (!form.ok) return form
  const { file: _, ...request } = form.value
  return { ok: true, value: request }
}

export function taskOfRembg(request: RembgRequest): Task {
  const input: Source = request.url === undefined ? { kind: 'part', name: 'file' } : { kind: 'url', url: request.url }
  const atLeastOne = (value: number) => Math.max(1, value)
  return taskOf({
    input,
    models: [request.model ?? usualModel],
    edges: { postProcessMask: request.ppm },
    ...(request.a
      ? {
          refine: {
            foregroundAbove: atLeastOne(request.af),
            backgroundBelow: atLeastOne(request.ab),
            erodePixels: atLeastOne(request.ae),
          },
        }
      : {}),
    composition: { backdrop: backdropOf(request.bgc) },
    outputs: [{ content: request.om ? 'mask' : 'cutout', format: 'png' }],
  })
}

function backdropOf(bgc: string | undefined) {
  const [red = 0, green = 0, blue = 0, alpha = 0] = (bgc ?? '').split(',').map(Number)
  if (bgc === undefined || alpha === 0) return { kind: 'transparent' } as const
  return { kind: 'colour', colour: hexOfRgb(red, green, blue), opacity: alpha / 255 } as const
}
