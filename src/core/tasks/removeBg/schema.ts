import { z } from 'zod'
import type { ShadowKind } from '#core/composition.ts'
import { colourOfText } from '#core/tasks/backdropColour.ts'
import { flag, whole } from '#core/tasks/formText.ts'
import { sourceOfText } from '#core/tasks/pictureText.ts'
import { marginsOf, positionOf, regionOf, scaleOf } from './lengths.ts'

/** Most pixels of each size; undefined is as large as the photo. */
export const sizes = {
  preview: 250_000,
  small: 250_000,
  regular: 250_000,
  medium: 1_500_000,
  hd: 4_000_000,
  full: undefined,
  '4k': undefined,
  '50MP': 50_000_000,
  auto: undefined,
} as const

/** The shadow that each name stands for. */
export const shadowTypes = {
  none: undefined,
  drop: 'drop',
  contact: 'contact',
  cast: 'cast',
  '3D': 'cast',
  car: 'contact',
} as const satisfies Record<string, ShadowKind | undefined>

const httpAddress = z.url({ protocol: /^https?$/ })

const base64 = z
  .string()
  .refine((text) => sourceOfText(text)?.kind === 'data', 'must be a picture in base64')
  .describe('The picture in base64.')

/** Text that one of the readers of `lengths.ts` understands. */
function written<T>(read: (text: string) => T | undefined, form: string, example: string) {
  return z
    .string()
    .refine((text) => read(text) !== undefined, `must be ${form}`)
    .describe(`${form[0]?.toUpperCase()}${form.slice(1)}: ${example}`)
}

/** The request of remove.bg v1.0, as JSON, form or multipart. Parts that are files stand here as `part`. */
export const removeBgSchema = z.strictObject({
  image_file: z.literal('part').optional().describe('The picture, as a part of a multipart request.'),
  image_file_b64: base64.optional(),
  image_url: httpAddress.optional(),
  size: z.enum(Object.keys(sizes) as [keyof typeof sizes]).default('preview'),
  type: z.enum(['auto', 'person', 'product', 'car', 'animal', 'graphic', 'transportation']).default('auto'),
  type_level: z.enum(['none', '1', '2', 'latest']).default('1'),
  format: z.enum(['auto', 'png', 'jpg', 'zip', 'webp']).default('auto'),
  roi: written(regionOf, 'two corners in pixels or percent', '0% 0% 100% 100%').default('0% 0% 100% 100%'),
  crop: flag.default(false),
  crop_margin: written(
    marginsOf,
    'one, two or four margins of up to 500px or 50%',
    '10%, or 10px 20px, or 1px 2px 3px 4px',
  ).default('0'),
  scale: written(scaleOf, '“original” or a percentage from 10% to 100%', '80%').default('original'),
  position: written(positionOf, '“original”, “center”, or one or two percentages', '50% 80%').optional(),
  channels: z.enum(['rgba', 'alpha']).default('rgba'),
  add_shadow: flag.default(false).describe('The same as shadow_type “drop”.'),
  shadow_type: z
    .enum(Object.keys(shadowTypes) as [keyof typeof shadowTypes])
    .optional()
    .describe('“3D” is the same as “cast”, and “car” as “contact”.'),
  shadow_opacity: whole(0, 100).default(50),
  semitransparency: flag.default(true),
  bg_color: z
    .string()
    .refine(
      (text) => text === '' || colourOfText(text) !== undefined,
      'must be hexadecimal digits or the name of a colour',
    )
    .default('')
    .describe('Hexadecimal digits, with alpha if wanted, or the name of a colour: 81d4fa, fff8, red'),
  bg_image_url: z.union([httpAddress, z.literal('')]).default(''),
  bg_image_file: z
    .literal('part')
    .optional()
    .describe('A picture behind the subject, as a part of a multipart request.'),
})

export type RemoveBgRequest = z.output<typeof removeBgSchema>
