import { z } from 'zod'
import type { Done, TaskFile, Undone } from '#core/tasks/done.ts'
import { sourceOfText } from '#core/tasks/pictureText.ts'
import { type Parsed, type Problem, parsed } from '#core/tasks/problem.ts'
import { longestModelName, type Task, taskOf, usualModel } from '#core/tasks/task.ts'
import { statusOf } from '#core/tasks/taskReasons.ts'

/** Names under which fal offers this network; the second is what guides of others call. */
export const falEndpoints = ['fal-ai/birefnet/v2', 'fal-ai/birefnet'] as const

export const falModels = [
  'General Use (Light)',
  'General Use (Light 2K)',
  'General Use (Heavy)',
  'Matting',
  'Portrait',
] as const

/** The input of `fal-ai/birefnet/v2`. */
export const falSchema = z.strictObject({
  image_url: z
    .string()
    .refine((text) => ['url', 'data'].includes(kindOf(text)), 'must be an http or https address or a data URI')
    .describe('Address of the picture, or a data URI.'),
  model: z
    .union([
      z.enum(falModels),
      z
        .string()
        .max(longestModelName, { abort: true })
        .regex(/^[a-z][a-z0-9.-]*$/, { abort: true }),
    ])
    .default('General Use (Light)')
    .describe('One of fal’s five names, or one of Clearcut’s own model ids.'),
  operating_resolution: z.enum(['1024x1024', '2048x2048']).default('1024x1024'),
  output_mask: z.boolean().default(false).describe('Gives the mask as well.'),
  refine_foreground: z.boolean().default(true).describe('Takes the old background’s tint out of soft edges.'),
  sync_mode: z.boolean().default(false).describe('Gives files as data URIs and keeps none.'),
  output_format: z.enum(['webp', 'png', 'gif']).default('png'),
})

export type FalRequest = z.output<typeof falSchema> & { namesModel: boolean }

function kindOf(text: string): string {
  const isWritten = /^(?:https?|data):/i.test(text.trim())
  return isWritten ? (sourceOfText(text)?.kind ?? '') : ''
}

export function parseFal(body: unknown): Parsed<FalRequest> {
  const request = parsed(falSchema, body)
  if (!request.ok) return request
  const namesModel = typeof body === 'object' && body !== null && 'model' in body
  return { ok: true, value: { ...request.value, namesModel } }
}

/** Without a model named, the usual one of fal is taken where it is on the device, else the one that is usual here. */
export function taskOfFal(request: FalRequest, webhook?: string): Task {
  const source = sourceOfText(request.image_url)
  if (source === undefined) throw new TypeError('the schema lets only pictures through')
  const cutout = { content: 'cutout', format: request.output_format } as const
  return taskOf({
    input: source,
    models: request.namesModel ? [request.model] : [request.model, usualModel],
    tier: Number.parseInt(request.operating_resolution, 10),
    edges: { cleanColours: request.refine_foreground },
    outputs: request.output_mask ? [cutout, { content: 'mask', format: 'png' }] : [cutout],
    delivery: webhook === undefined ? {} : { webhook },
  })
}

interface ImageFile {
  url: string
  content_type: string
  file_name: string
  file_size: number
  width: number
  height: number
}

/** The finished task as fal writes it. Each file comes with an address, which may be a data URI. */
export function falAnswer({ files }: Done<TaskFile & { url: string }>): { image: ImageFile; mask_image?: ImageFile } {
  const image = files.find(({ content }) => content === 'cutout')
  const mask = files.find(({ content }) => content === 'mask')
  if (image === undefined) throw new Error('a cutout is always written')
  return { image: imageFile(image), ...(mask === undefined ? {} : { mask_image: imageFile(mask) }) }
}

function imageFile({ url, type, name, bytes, size }: TaskFile & { url: string }): ImageFile {
  return { url, content_type: type, file_name: name, file_size: bytes, width: size.width, height: size.height }
}

/** How a task without a result is told: as a fault of the input, which another one would mend, or of the server. */
export function falFailure({ reason, message }: Undone): { code: number; body: { detail: unknown } } {
  const code = statusOf(reason)
  if (code !== 400 && reason !== 'model-absent') return { code, body: { detail: message } }
  const field = reason.startsWith('model-') ? 'model' : 'image_url'
  return { code: 422, body: { detail: [{ loc: ['body', field], msg: message, type: reason.replaceAll('-', '_') }] } }
}

const types = {
  missing: 'missing',
  unknown: 'extra_forbidden',
  type: 'type_error',
  value: 'value_error',
  range: 'value_error',
} as const satisfies Record<Problem['kind'], string>

/** What is wrong, in the form of FastAPI, which fal and rembg share. */
export function detailOf(problems: readonly Problem[], place: 'body' | 'query' = 'body') {
  return {
    detail: problems.map(({ path, kind, message, value, allowed }) => ({
      loc: [place, ...path],
      msg: message,
      type: types[kind],
      ...(value === undefined ? {} : { input: value }),
      ...(allowed === undefined ? {} : { ctx: { expected: allowed } }),
    })),
  }
}
