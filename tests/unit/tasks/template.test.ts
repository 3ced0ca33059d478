import { expect, test } from 'vitest'
import { parsed } from '#core/tasks/problem.ts'
import { taskOf, taskSchema } from '#core/tasks/task.ts'
import { builtInTemplates } from '#core/templates/builtIn.ts'
import { templatesOf } from '#core/templates/templateFile.ts'
import { templateText } from '#core/templates/templateText.ts'
import { composedTask, outputsOf } from '#embed/composedTask.ts'

const input = { kind: 'url', url: 'https://a.example/b.jpg' } as const
const amazon = {
  isSemitransparent: true,
  canvas: { kind: 'size', width: 2000, height: 2000 },
  scalePercent: 85,
  position: { xPercent: 50, yPercent: 50 },
  backdrop: { kind: 'transparent' },
}

test('without a template a task makes what it says, as PNG', () => {
  const task = taskOf({ input, composition: { backdrop: { kind: 'colour', colour: '#102030' } } })
  expect(composedTask(task, undefined)).toEqual({
    composition: { isSemitransparent: true, backdrop: { kind: 'transparent' } },
    written: { kind: 'colour', colour: '#102030' },
  })
  expect(outputsOf(task)).toMatchObject([{ content: 'cutout', format: 'png', quality: 95, size: { kind: 'full' } }])
})

test('a built-in template makes what the app makes of it', () => {
  const task = taskOf({ input, template: 'amazon' })
  expect(composedTask(task, undefined)).toEqual({ composition: amazon, written: { kind: 'colour', colour: '#ffffff' } })
})

test('every built-in template can be named', () => {
  for (const { id } of builtInTemplates) expect(taskSchema.safeParse({ input, template: id }).success).toBe(true)
})

test('an own template says how files are written; the task goes before it, part by part', () => {
  const template = {
    composition: {
      shadow: { kind: 'contact', opacityPercent: 40, blurPercent: 1, distancePercent: 0 } as const,
      backdrop: { kind: 'colour', colour: '#eeeeee' } as const,
    },
    files: { format: 'webp', quality: 60, size: { kind: 'enlarged', times: 2 } } as const,
  }
  const task = taskOf({ input, template })
  // The app lays a colour below a shadow itself, so that it is dimmed as light.
  expect(composedTask(task, undefined)).toMatchObject({
    composition: { shadow: template.composition.shadow, backdrop: { kind: 'colour', colour: '#eeeeee', opacity: 1 } },
    written: { kind: 'transparent' },
  })
  expect(outputsOf(task)).toMatchObject([{ format: 'webp', quality: 60, size: { kind: 'enlarged', times: 2 } }])
  const other = taskOf({ input, template, composition: { scalePercent: 50 }, outputs: [{ format: 'jpeg' }] })
  expect(composedTask(other, undefined).composition).toMatchObject({ scalePercent: 50 })
  expect(outputsOf(other)).toMatchObject([{ format: 'jpeg', quality: 95, size: { kind: 'enlarged', times: 2 } }])
})

test('a picture of the task takes the place of the template’s backdrop', () => {
  const picture = new Blob(['picture'])
  const backdrop = { kind: 'picture', picture: input } as const
  const made = composedTask(taskOf({ input, template: 'amazon', composition: { backdrop } }), picture)
  expect(made).toEqual({
    composition: { ...amazon, backdrop: { kind: 'picture', picture } },
    written: { kind: 'transparent' },
  })
})

test.each([
  [{ composition: { colour: '#102030' } }, 'template.composition.colour'],
  [
    { composition: { canvas: { kind: 'size', width: 100, height: 100, depth: 1 } } },
    'template.composition.canvas.depth',
  ],
  [
    { composition: { canvas: { kind: 'subject', margin: { value: 1, unit: '%', side: 'left' } } } },
    'template.composition.canvas.margin.side',
  ],
  [
    { composition: { place: { kind: 'free', centre: { xPercent: 1, yPercent: 2, zPercent: 3 } } } },
    'template.composition.place.centre.zPercent',
  ],
  [{ files: { size: { kind: 'percent', percent: 50, of: 'width' } } }, 'template.files.size.of'],
  [{ composition: {}, files: {}, rule: 'white' }, 'template.rule'],
])('a key that no template knows is named: %o', (template, field) => {
  const wanted = field.startsWith('template.files') ? { composition: {}, ...template } : template
  expect(parsed(taskSchema, { input, template: wanted })).toEqual({
    ok: false,
    problems: [{ path: field.split('.'), kind: 'unknown', message: `“${field}” is not a known parameter.` }],
  })
})

test.each([
  [{ backdrop: { kind: 'colour', colour: 'blue' } }, ['template', 'composition', 'backdrop', 'colour'], undefined],
  [{ backdrop: { kind: 'marble' } }, ['template', 'composition', 'backdrop', 'kind'], 'colour'],
  [{ canvas: { kind: 'size', width: 100 } }, ['template', 'composition', 'canvas', 'height'], undefined],
])('a value that no template may have is named: %o', (composition, path, allowed) => {
  const read = parsed(taskSchema, { input, template: { composition } })
  if (read.ok) throw new Error('it is refused')
  expect(read.problems.map((problem) => problem.path)).toEqual([path])
  if (allowed !== undefined) expect(read.problems[0]?.allowed).toContain(allowed)
})

test('a file of templates may come from a newer app: what it knows more is left out', () => {
  const text = templateText([{ id: '1', name: 'Mine', composition: { canvas: { kind: 'photo' } } }])
  const read = templatesOf(text.replace('"kind": "photo"', '"kind": "photo", "depth": 1'))
  expect(read).toEqual({ ok: true, value: [{ id: '1', name: 'Mine', composition: { canvas: { kind: 'photo' } } }] })
})
