import * as z from 'zod/mini'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { type Template, templateLimits } from './template.ts'
import { present, templateParts } from './templateParts.ts'
import { templateKind } from './templateText.ts'

const templateSchema = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(templateLimits.name)),
  ...templateParts,
})

const fileSchema = z.object({
  kind: z.literal(templateKind),
  version: z.literal(1),
  templates: z.array(templateSchema).check(z.maxLength(templateLimits.count)),
})

/** Templates of such a file; a single one that is not understood makes the whole file unusable, so that nothing is lost unseen. */
export function templatesOf(text: string): Outcome<Template[]> {
  try {
    const read = fileSchema.safeParse(JSON.parse(text))
    if (!read.success) return failure('template-unreadable', z.prettifyError(read.error))
    return success(read.data.templates.map(withoutGaps))
  } catch (error) {
    return failure('template-unreadable', error instanceof Error ? error.message : String(error))
  }
}

function withoutGaps({ id, name, composition, files }: z.infer<typeof templateSchema>): Template {
  const template = { id, name, composition: present(composition) }
  return files === undefined ? template : { ...template, files: present(files) }
}
