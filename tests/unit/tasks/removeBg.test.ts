import { describe, expect, test } from 'vitest'
import type { Done } from '#core/tasks/done.ts'
import {
  parseRemoveBg,
  removeBgAnswer,
  removeBgFailure,
  removeBgHeaders,
  removeBgProblems,
  taskOfRemoveBg,
} from '#core/tasks/removeBg/removeBg.ts'
import { usualModel } from '#core/tasks/task.ts'
import { refusal, value } from './refusals.ts'

const image_url = 'https://example.com/photo.jpg'
const base64 = Buffer.alloc(30, 'x').toString('base64')
const request = (extra: object = {}) => value(parseRemoveBg({ image_url, ...extra }))
const task = (extra: object = {}) => taskOfRemoveBg(request(extra))
const composed = (extra: object) => task(extra).composition
const refused = (extra: object, field: string) => refusal(parseRemoveBg({ image_url, ...extra }), field)
const px = (number: number) => ({ value: number, unit: 'px' })
const share = (number: number) => ({ value: number, unit: '%' })

test('the smallest request is a preview as PNG', () => {
  expect(task()).toEqual({
    input: { kind: 'url', url: image_url },
    models: [usualModel],
    edges: { postProcessMask: false, cleanColours: true, growPixels: 0, featherPixels: 0 },
    composition: { isSemitransparent: true, maxPixels: 250_000, backdrop: { kind: 'transparent' } },
    outputs: [{ content: 'cutout', format: 'png', quality: 95 }],
    delivery: {},
  })
})

describe('the picture', () => {
  test('is a file, base64 or an address', () => {
    expect(taskOfRemoveBg(value(parseRemoveBg({}, ['image_file']))).input).toEqual({ kind: 'part', name: 'image_file' })
    expect(taskOfRemoveBg(value(parseRemoveBg({ image_file_b64: base64 }))).input).toEqual({ kind: 'data', base64 })
  })
  test('is required, once', () => {
    expect(refusal(parseRemoveBg({}), 'image_file').kind).toBe('missing')
    expect(refused({ image_file_b64: base64 }, 'image_file').message).toContain('Multiple')
    expect(refusal(parseRemoveBg({ image_url }, ['image_file']), 'image_file').kind).toBe('value')
  })
  test.each([
    ['image_url', 'ftp://example.com/a'],
    ['image_url', 'a.jpg'],
    ['image_file_b64', '!!!'],
    ['image_file_b64', 'https://example.com/a.jpg'],
  ])('%s “%s” is refused', (name, wrong) => expect(parseRemoveBg({ [name]: wrong }).ok).toBe(false))
  test('as text in the place of a file is refused', () => expect(parseRemoveBg({ image_file: 'x' }).ok).toBe(false))
})

test.each([
  ['preview', 250_000],
  ['small', 250_000],
  ['regular', 250_000],
  ['medium', 1_500_000],
  ['hd', 4_000_000],
  ['50MP', 50_000_000],
  ['full', undefined],
  ['4k', undefined],
  ['auto', undefined],
])('size %s', (size, maxPixels) => expect(composed({ size }).maxPixels).toBe(maxPixels))
test('another size is refused', () => expect(refused({ size: 'huge' }, 'size').allowed).toContain('preview'))

test('type puts models that suit it before the usual one', () => {
  expect(task({ type: 'person' }).models).toEqual(['birefnet-portrait', 'birefnet-matting', usualModel])
  for (const type of ['auto', 'product', 'car', 'animal', 'graphic', 'transportation'])
    expect(task({ type }).models.at(-1), type).toBe(usualModel)
  expect(refused({ type: 'dog' }, 'type').allowed).toContain('animal')
})

describe('answers', () => {
  const done: Done = {
    files: [
      {
        id: 'f',
        content: 'cutout',
        format: 'png',
        name: 'a.png',
        type: 'image/png',
        bytes: 1,
        size: { width: 40, height: 30 },
      },
    ],
    photo: { size: { width: 40, height: 30 }, type: 'image/png' },
    foreground: { x: 3, y: 4, width: 10, height: 20 },
    model: { id: 'keyer', name: '' },
    remarks: [],
    engineMs: 1,
  }
  test('name the size, the subject’s place and no credits', () => {
    expect(removeBgHeaders(request(), done)).toEqual({
      'X-Type': 'other',
      'X-Width': '40',
      'X-Height': '30',
      'X-Foreground-Top': '4',
      'X-Foreground-Left': '3',
      'X-Foreground-Width': '10',
      'X-Foreground-Height': '20',
      'X-Credits-Charged': '0',
    })
    expect(removeBgAnswer(done, 'QUJD')).toEqual({
      data: { result_b64: 'QUJD', foreground_top: 4, foreground_left: 3, foreground_width: 10, foreground_height: 20 },
    })
  })
  test.each([
    ['none', 'person', undefined],
    ['1', 'person', 'person'],
    ['1', 'animal', 'other'],
    ['2', 'animal', 'animal'],
    ['latest', 'auto', 'other'],
  ])('type_level %s of %s', (type_level, type, told) => {
    expect(removeBgHeaders(request({ type_level, type }), done)['X-Type']).toBe(told)
  })
  test('another type_level is refused', () => expect(refused({ type_level: '3' }, 'type_level').value).toBe('3'))
  test('failures have remove.bg’s codes', () => {
    expect(removeBgFailure({ reason: 'nothing-found', message: 'm' })).toEqual({
      errors: [{ title: 'm', code: 'unknown_foreground' }],
    })
    const outcome = parseRemoveBg({ sise: 'full' })
    if (outcome.ok) throw new Error('let through')
    expect(removeBgProblems(outcome.problems).errors[0]).toMatchObject({
      code: 'unknown_parameter',
      detail: { field: 'sise' },
    })
  })
})

test.each([
  [{ format: 'auto' }, 'cutout', 'png'],
  [{ format: 'auto', bg_color: 'red' }, 'cutout', 'jpeg'],
  [{ format: 'auto', bg_color: 'ff000080' }, 'cutout', 'png'],
  [{ format: 'png', bg_color: 'red' }, 'cutout', 'png'],
  [{ format: 'jpg' }, 'cutout', 'jpeg'],
  [{ format: 'webp' }, 'cutout', 'webp'],
  [{ format: 'zip' }, 'layers', 'jpeg'],
  [{ channels: 'alpha' }, 'mask', 'png'],
  [{ channels: 'alpha', format: 'jpg' }, 'mask', 'jpeg'],
  [{ channels: 'alpha', bg_color: 'red' }, 'mask', 'png'],
])('%j is written as %s in %s', (extra, content, format) =>
  expect(task(extra).outputs?.[0]).toMatchObject({ content, format }),
)
test('another format or other channels are refused', () => {
  expect(refused({ format: 'gif' }, 'format').allowed).toEqual(['auto', 'png', 'jpg', 'zip', 'webp'])
  expect(refused({ channels: 'rgb' }, 'channels').allowed).toEqual(['rgba', 'alpha'])
})

describe('places and sizes', () => {
  test('roi', () => {
    expect(composed({ roi: '10 20 300 400' }).region).toEqual({
      left: px(10),
      top: px(20),
      right: px(300),
      bottom: px(400),
    })
    expect(composed({ roi: '0% 5% 100% 99.5%' }).region).toEqual({
      left: share(0),
      top: share(5),
      right: share(100),
      bottom: share(99.5),
    })
    expect(composed({ roi: '0% 0% 100% 100%' }).region).toBeUndefined()
    for (const roi of [
      '1 2 3',
      '1 2 3 4 5',
      'a b c d',
      '-1 0 5 5',
      '50% 0% 10% 9%',
      '0% 0% 101% 9%',
      '5 5 5 9',
      '1em 2 3 4',
    ])
      expect(refused({ roi }, 'roi').value, roi).toBe(roi)
  })
  test('crop and crop_margin', () => {
    expect(composed({}).crop).toBeUndefined()
    expect(composed({ crop_margin: '10px' }).crop).toBeUndefined()
    expect(composed({ crop: true }).crop).toEqual({ top: px(0), right: px(0), bottom: px(0), left: px(0) })
    expect(composed({ crop: 'true', crop_margin: '10%' }).crop).toEqual({
      top: share(10),
      right: share(10),
      bottom: share(10),
      left: share(10),
    })
    expect(composed({ crop: true, crop_margin: '1px 2%' }).crop).toEqual({
      top: px(1),
      right: share(2),
      bottom: px(1),
      left: share(2),
    })
    expect(composed({ crop: true, crop_margin: '1 2 3 4' }).crop).toEqual({
      top: px(1),
      right: px(2),
      bottom: px(3),
      left: px(4),
    })
    for (const crop_margin of ['501px', '51%', '1 2 3', '1 2 3 4 5', 'wide', '-3px'])
      expect(refused({ crop_margin }, 'crop_margin').value).toBe(crop_margin)
    expect(refused({ crop: 'perhaps' }, 'crop').value).toBe('perhaps')
  })
  test('scale and position', () => {
    expect(composed({ scale: 'original' })).not.toHaveProperty('scalePercent')
    expect(composed({ scale: '10%' })).toMatchObject({ scalePercent: 10, position: { xPercent: 50, yPercent: 50 } })
    expect(composed({ scale: '100%', position: 'original' })).not.toHaveProperty('position')
    expect(composed({ position: 'center' }).position).toEqual({ xPercent: 50, yPercent: 50 })
    expect(composed({ position: '20%' }).position).toEqual({ xPercent: 20, yPercent: 20 })
    expect(composed({ position: '0% 100%' }).position).toEqual({ xPercent: 0, yPercent: 100 })
    for (const scale of ['9%', '101%', '50', 'big']) expect(refused({ scale }, 'scale').value).toBe(scale)
    for (const position of ['left', '10px', '101%', '1% 2% 3%'])
      expect(refused({ position }, 'position').value).toBe(position)
  })
})

test('shadows', () => {
  expect(composed({}).shadow).toBeUndefined()
  expect(composed({ add_shadow: 'true' }).shadow).toEqual({ kind: 'drop', opacityPercent: 50 })
  expect(composed({ shadow_type: 'contact', shadow_opacity: '0' }).shadow).toEqual({
    kind: 'contact',
    opacityPercent: 0,
  })
  expect(composed({ shadow_type: 'drop', shadow_opacity: 100 }).shadow).toEqual({ kind: 'drop', opacityPercent: 100 })
  expect(composed({ shadow_type: 'none', add_shadow: true }).shadow).toBeUndefined()
  for (const [name, kind] of [
    ['cast', 'cast'],
    ['3D', 'cast'],
    ['car', 'contact'],
  ])
    expect(composed({ shadow_type: name }).shadow, name).toEqual({ kind, opacityPercent: 50 })
  expect(refused({ shadow_type: 'long' }, 'shadow_type').allowed).toEqual([
    'none',
    'drop',
    'contact',
    'cast',
    '3D',
    'car',
  ])
  expect(refused({ shadow_opacity: 101 }, 'shadow_opacity')).toMatchObject({ max: 100 })
  expect(refused({ shadow_opacity: '-1' }, 'shadow_opacity')).toMatchObject({ min: 0 })
  expect(refused({ shadow_opacity: 'dark' }, 'shadow_opacity').value).toBe('dark')
})

test('semitransparency', () => {
  expect(composed({ semitransparency: 'false' }).isSemitransparent).toBe(false)
  expect(refused({ semitransparency: '?' }, 'semitransparency').value).toBe('?')
})

describe('backdrops', () => {
  test.each([
    ['81d4fa', '#81d4fa', 1],
    ['#81D4FA', '#81d4fa', 1],
    ['fff', '#ffffff', 1],
    ['f008', '#ff0000', 136 / 255],
    ['81d4fa80', '#81d4fa', 128 / 255],
    ['CornflowerBlue', '#6495ed', 1],
  ])('bg_color %s', (bg_color, colour, opacity) =>
    expect(composed({ bg_color }).backdrop).toEqual({ kind: 'colour', colour, opacity }),
  )
  test.each(['transparent', '', 'ff000000'])('bg_color “%s” is none', (bg_color) =>
    expect(composed({ bg_color }).backdrop).toEqual({ kind: 'transparent' }),
  )
  test.each(['12345', 'blurple', 'rgb(1,2,3)'])('bg_color “%s” is refused', (bg_color) =>
    expect(refused({ bg_color }, 'bg_color').value).toBe(bg_color),
  )
  test('a picture, by address or as a file', () => {
    expect(composed({ bg_image_url: 'https://example.com/b.jpg' }).backdrop).toMatchObject({
      kind: 'picture',
      picture: { kind: 'url' },
    })
    expect(taskOfRemoveBg(value(parseRemoveBg({ image_url }, ['bg_image_file']))).composition.backdrop).toEqual({
      kind: 'picture',
      picture: { kind: 'part', name: 'bg_image_file' },
    })
    expect(parseRemoveBg({ image_url, bg_image_url: 'b.jpg' }).ok).toBe(false)
    expect(refused({ bg_color: 'red', bg_image_url: 'https://example.com/b.jpg' }, 'bg_color').message).toContain(
      'Only one',
    )
  })
})

test('what is not known is named', () => expect(refused({ size_: 'full' }, 'size_').kind).toBe('unknown'))
