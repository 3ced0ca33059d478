import { describe, expect, test } from 'vitest'
import { parseRembgForm, parseRembgQuery, taskOfRembg } from '#core/tasks/rembg/rembg.ts'
import { usualModel } from '#core/tasks/task.ts'
import { refusal, value } from './refusals.ts'

const url = 'https://example.com/photo.jpg'
const task = (extra: object = {}) => taskOfRembg(value(parseRembgQuery({ url, ...extra })))
const refused = (extra: object, field: string) => refusal(parseRembgQuery({ url, ...extra }), field)

test('the smallest requests are a PNG cutout by the usual model', () => {
  const usual = {
    models: [usualModel],
    edges: { postProcessMask: false, cleanColours: true, growPixels: 0, featherPixels: 0 },
    composition: { isSemitransparent: true, backdrop: { kind: 'transparent' } },
    outputs: [{ content: 'cutout', format: 'png', quality: 95 }],
    delivery: {},
  }
  expect(task()).toEqual({ input: { kind: 'url', url }, ...usual })
  expect(taskOfRembg(value(parseRembgForm({}, true)))).toEqual({ input: { kind: 'part', name: 'file' }, ...usual })
})

test('the picture is required', () => {
  expect(refusal(parseRembgQuery({}), 'url').kind).toBe('missing')
  expect(parseRembgQuery({ url: 'file:///etc/passwd' }).ok).toBe(false)
  expect(refusal(parseRembgForm({}, false), 'file').kind).toBe('missing')
})

test('model is any name', () => {
  expect(task({ model: 'birefnet-general' }).models).toEqual(['birefnet-general'])
  expect(parseRembgQuery({ url, model: '' }).ok).toBe(false)
})

describe('alpha matting', () => {
  test('is off, and usual where it is on', () => {
    expect(task({ af: '200' }).refine).toBeUndefined()
    expect(task({ a: 'true' }).refine).toEqual({ foregroundAbove: 240, backgroundBelow: 10, erodePixels: 10 })
  })
  test.each([
    ['af', 'foregroundAbove'],
    ['ab', 'backgroundBelow'],
    ['ae', 'erodePixels'],
  ] as const)('%s is 0 to 255', (name, key) => {
    expect(task({ a: '1', [name]: '255' }).refine?.[key]).toBe(255)
    // Nothing lies below 0 and nothing is eroded by 0: the least that changes anything is 1.
    expect(task({ a: '1', [name]: '0' }).refine?.[key]).toBe(1)
    expect(refused({ [name]: '256' }, name)).toMatchObject({ kind: 'range', max: 255 })
    expect(refused({ [name]: '-1' }, name)).toMatchObject({ kind: 'range', min: 0 })
    expect(refused({ [name]: '1.5' }, name).value).toBe('1.5')
    expect(refused({ [name]: 'x' }, name).value).toBe('x')
  })
})

test('extras may be empty, and what no model takes is refused', () => {
  for (const extras of ['{}', ' { } ', '']) expect(task({ extras })).toEqual(task())
  for (const extras of ['{"sam_prompt": []}', 'x', '[]', '{']) expect(refused({ extras }, 'extras').value).toBe(extras)
})

test.each(['a', 'om', 'ppm'])('%s is yes or no', (name) => {
  for (const text of ['true', '1', 'yes', 'on', 'True'])
    expect(value(parseRembgQuery({ url, [name]: text }))).toMatchObject({ [name]: true })
  for (const text of ['false', '0', 'no', 'off'])
    expect(value(parseRembgQuery({ url, [name]: text }))).toMatchObject({ [name]: false })
  expect(refused({ [name]: 'maybe' }, name).value).toBe('maybe')
})

test('om gives the mask, ppm smooths it', () => {
  expect(task({ om: 'true' }).outputs?.[0]?.content).toBe('mask')
  expect(task({ ppm: 'true' }).edges.postProcessMask).toBe(true)
})

test('bgc is a colour with alpha', () => {
  expect(task({ bgc: '255,0,10,255' }).composition.backdrop).toEqual({ kind: 'colour', colour: '#ff000a', opacity: 1 })
  expect(task({ bgc: '1, 2, 3, 51' }).composition.backdrop).toMatchObject({ colour: '#010203', opacity: 0.2 })
  expect(task({ bgc: '1,2,3,0' }).composition.backdrop).toEqual({ kind: 'transparent' })
  for (const bgc of ['1,2,3', '1,2,3,256', '-1,2,3,4', 'red', '1,2,3,4,5'])
    expect(refused({ bgc }, 'bgc').value).toBe(bgc)
})

test('what is not known is named', () => {
  expect(refused({ aff: '1' }, 'aff').kind).toBe('unknown')
  expect(refusal(parseRembgForm({ x: '1' }, true), 'x').kind).toBe('unknown')
})
