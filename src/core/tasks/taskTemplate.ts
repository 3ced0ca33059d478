import { z } from 'zod'
import { builtInTemplates } from '#core/templates/builtIn.ts'
import type { Template } from '#core/templates/template.ts'
import { present, templateParts } from '#core/templates/templateParts.ts'
import { strictly } from './strictly.ts'

// Zod's compiled parsers need `new Function`, which the frame's policy refuses; this schema is made before that of the task, which says so for all others.
z.config({ jitless: true })

const names = builtInTemplates.map(({ id }) => id)

/** A template in a task: a built-in one by its name, or one of one's own as it stands in the list of an exported file. */
export const taskTemplateSchema = z
  .union([
    z.enum(names),
    z.strictObject({
      id: z.string().optional(),
      name: z.string().optional(),
      composition: strictly(templateParts.composition),
      files: strictly(templateParts.files),
    }),
  ])
  .describe(`One of ${names.join(', ')}, or one of your own, as it stands in the file that the app exports.`)

export type TaskTemplate = z.infer<typeof taskTemplateSchema>

/** What such a template says. */
export function templateOfTask(template: TaskTemplate): Pick<Template, 'composition' | 'files'> {
  if (typeof template === 'string') return builtInTemplates.find(({ id }) => id === template) ?? { composition: {} }
  const { composition, files } = template
  return { composition: present(composition), ...(files === undefined ? {} : { files: present(files) }) }
}
