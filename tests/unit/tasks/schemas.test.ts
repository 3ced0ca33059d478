import { expect, test } from 'vitest'
import { z } from 'zod'
import { falSchema } from '#core/tasks/fal/fal.ts'
import { shortened } from '#core/tasks/problem.ts'
import { rembgFormSchema, rembgQuerySchema } from '#core/tasks/rembg/rembg.ts'
import { removeBgSchema } from '#core/tasks/removeBg/schema.ts'
import { runwareSchemas } from '#core/tasks/runware/schemas.ts'
import { taskSchema } from '#core/tasks/task.ts'

const schemas = { ...runwareSchemas, falSchema, removeBgSchema, rembgQuerySchema, rembgFormSchema, taskSchema }

test.each(Object.entries(schemas))('%s can be told as JSON Schema, field by field', (_, schema) => {
  const json = z.toJSONSchema(schema, { io: 'input' })
  expect(json).toMatchObject({ type: 'object', additionalProperties: false })
  for (const [name, field] of Object.entries(json.properties ?? {}))
    expect(Object.keys(field as object).length, name).toBeGreaterThan(0)
})

test('what is repeated of a value is short: no photo gets into an answer or a log', () => {
  expect(shortened('A'.repeat(5000)).length).toBeLessThan(80)
  expect(shortened({ a: 'B'.repeat(5000) }).length).toBeLessThan(80)
})
