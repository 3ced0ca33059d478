import { describe, expect, test } from 'vitest'
import { findByName } from '#core/catalogue/catalogue.ts'
import type { Done, TaskFile } from '#core/tasks/done.ts'
import { detailOf, falAnswer, falModels, parseFal, taskOfFal } from '#core/tasks/fal/fal.ts'
import { usualModel } from '#core/tasks/task.ts'
import { refusal, value } from './refusals.ts'

const image_url = 'https://example.com/photo.jpeg'
const task = (extra: object = {}) => taskOfFal(value(parseFal({ image_url, ...extra })))
const refused = (extra: object, field: string) => refusal(parseFal({ image_url, ...extra }), field)

test('the smallest request is a PNG cutout with clean colours, by Light or else by what is usual here', () => {
  expect(task()).toEqual({
    input: { kind: 'url', url: image_url },
    models: ['General Use (Light)', usualModel],
    tier: 1024,
    edges: { postProcessMask: false, cleanColours: true, growPixels: 0, featherPixels: 0 },
    composition: { isSemitransparent: true, backdrop: { kind: 'transparent' } },
    outputs: [{ content: 'cutout', format: 'png', quality: 95 }],
    delivery: {},
  })
})

describe('image_url', () => {
  test('may be a data URI', () => {
    const base64 = Buffer.alloc(30, 'x').toString('base64')
    expect(task({ image_url: `data:image/jpeg;base64,${base64}` }).input).toEqual({ kind: 'data', base64 })
  })
  test('is required', () => expect(refusal(parseFal({}), 'image_url').kind).toBe('missing'))
  test.each(['photo.jpg', 'ftp://x.example/a', 'A'.repeat(40), '19abad0d-6ec5-40a6-b7af-203775fa5b7f', 5, ''])(
    '%s is none',
    (wrong) => expect(parseFal({ image_url: wrong }).ok).toBe(false),
  )
})

describe('model', () => {
  test.each(falModels)('%s is a model of the catalogue, and taken alone where it is named', (model) => {
    expect(findByName(model)?.kind).toBe('birefnet')
    expect(task({ model }).models).toEqual([model])
  })
  test('may be one of our own ids', () => expect(task({ model: 'auto' }).models).toEqual(['auto']))
  test.each(['General Use', 'MATTING!', 1, ''])('%s is refused, with the five names', (model) =>
    expect(refused({ model }, 'model').allowed).toEqual([...falModels]),
  )
})

test('operating_resolution is one of two', () => {
  expect(task({ operating_resolution: '2048x2048' }).tier).toBe(2048)
  expect(refused({ operating_resolution: '512x512' }, 'operating_resolution')).toMatchObject({
    value: '512x512',
    allowed: ['1024x1024', '2048x2048'],
  })
})

test.each(['output_mask', 'refine_foreground', 'sync_mode'])('%s is a boolean', (name) => {
  expect(value(parseFal({ image_url, [name]: true }))).toMatchObject({ [name]: true })
  expect(value(parseFal({ image_url, [name]: false }))).toMatchObject({ [name]: false })
  expect(refused({ [name]: 'yes' }, name).kind).toBe('type')
})

test('output_mask gives a second file, refine_foreground cleans colours', () => {
  expect(task({ output_mask: true, output_format: 'webp' }).outputs).toEqual([
    { content: 'cutout', format: 'webp', quality: 95 },
    { content: 'mask', format: 'png', quality: 95 },
  ])
  expect(task({ refine_foreground: false }).edges.cleanColours).toBe(false)
})

test.each(['png', 'webp', 'gif'])('output_format %s', (output_format) =>
  expect(task({ output_format }).outputs?.[0]?.format).toBe(output_format),
)
test.each(['jpeg', 'PNG', 3])('output_format %s is refused', (output_format) =>
  expect(refused({ output_format }, 'output_format').allowed).toEqual(['webp', 'png', 'gif']),
)
test('what is not known is named', () => expect(refused({ seed: 1 }, 'seed').kind).toBe('unknown'))
test.each([null, [], 'text'])('a body that is no object (%j) is refused', (body) =>
  expect(parseFal(body).ok).toBe(false),
)

test('a webhook is part of the delivery', () => {
  expect(taskOfFal(value(parseFal({ image_url })), 'https://example.com/hook').delivery.webhook).toBe(
    'https://example.com/hook',
  )
})

test('answers say all that fal says of a file', () => {
  const file = (content: 'cutout' | 'mask'): TaskFile & { url: string } => ({
    id: content,
    content,
    format: 'png',
    name: `a-${content}.png`,
    type: 'image/png',
    bytes: 9,
    size: { width: 4, height: 3 },
    url: `http://h/${content}`,
  })
  const done: Done<TaskFile & { url: string }> = {
    files: [file('cutout'), file('mask')],
    photo: { size: { width: 4, height: 3 }, type: 'image/png' },
    model: { id: 'keyer', name: '' },
    remarks: [],
    engineMs: 1,
  }
  const image = (content: string) => ({
    url: `http://h/${content}`,
    content_type: 'image/png',
    file_name: `a-${content}.png`,
    file_size: 9,
    width: 4,
    height: 3,
  })
  expect(falAnswer(done)).toEqual({ image: image('cutout'), mask_image: image('mask') })
  expect(falAnswer({ ...done, files: [file('cutout')] })).toEqual({ image: image('cutout') })
})

test('what is wrong is told as FastAPI tells it', () => {
  const outcome = parseFal({ image_url, output_format: 'jpeg', seed: 1 })
  if (outcome.ok) throw new Error('let through')
  expect(detailOf(outcome.problems).detail).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        loc: ['body', 'output_format'],
        input: 'jpeg',
        ctx: { expected: ['webp', 'png', 'gif'] },
      }),
      expect.objectContaining({ loc: ['body', 'seed'], type: 'extra_forbidden' }),
    ]),
  )
})

test('a model’s name that is longer than any is refused as a fault of the request', () => {
  const request = { image_url: 'https://example.com/photo.jpg', model: 'a'.repeat(201) }
  const parsed = parseFal(request)
  expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual([['model']])
  expect(parseFal({ ...request, model: 'a'.repeat(200) }).ok).toBe(true)
})
