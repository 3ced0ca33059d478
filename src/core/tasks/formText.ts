import { z } from 'zod'

/** Values as forms and queries write them: everything is text there. JSON may say them properly. */

/** Yes or no. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', 'True', 'False', '1', '0', 'yes', 'no', 'on', 'off'])])
  .transform((value) => (typeof value === 'boolean' ? value : /^(?:true|1|yes|on)$/i.test(value)))

/** A whole number within its limits. */
export function whole(min: number, max: number) {
  return z
    .union([z.number(), z.string()])
    .superRefine((value, context) => {
      const number = numberOf(value)
      if (!Number.isInteger(number))
        context.addIssue({ code: 'custom', message: 'must be a whole number', input: value })
      else if (number < min)
        context.addIssue({ code: 'too_small', minimum: min, origin: 'number', inclusive: true, input: value })
      else if (number > max)
        context.addIssue({ code: 'too_big', maximum: max, origin: 'number', inclusive: true, input: value })
    })
    .transform(numberOf)
}

function numberOf(value: number | string): number {
  if (typeof value === 'number') return value
  return /^\s*-?\d{1,9}\s*$/.test(value) ? Number(value) : Number.NaN
}
