import { describe, expect, test } from 'vitest'
import { catalogue } from '#core/catalogue/catalogue.ts'
import type { Done } from '#core/tasks/done.ts'
import { runwareAnswer, runwareFailure, runwareProblems } from '#core/tasks/runware/answers.ts'
import { parseRunware, taskOfRunware } from '#core/tasks/runware/runware.ts'
import type { RemoveBackground } from '#core/tasks/runware/schemas.ts'
import { refusal, value } from './refusals.ts'

const taskUUID = '19abad0d-6ec5-40a6-b7af-203775fa5b7f'
const upload = 'fd613011-3872-4f37-b4aa-0d343c051a27'
const base64 = Buffer.alloc(40, 'picture').toString('base64')
const least = { taskType: 'removeBackground', taskUUID, inputImage: upload, model: 'runware:112@1' }

const parse = (extra: object) => parseRunware({ ...least, ...extra })
const request = (extra: object = {}) => value(parse(extra)) as RemoveBackground
const task = (extra: object = {}) => taskOfRunware(request(extra))
const settings = (extra: object) => parse({ settings: extra })
const settled = (extra: object) => task({ settings: extra })

describe('the smallest request', () => {
  test('is a PNG cutout of the named model, with all else as usual', () => {
    expect(task()).toEqual({
      input: { kind: 'kept', id: upload },
      models: ['runware:112@1'],
      edges: { postProcessMask: false, cleanColours: true, growPixels: 0, featherPixels: 0 },
      composition: { isSemitransparent: true, backdrop: { kind: 'transparent' } },
      outputs: [{ content: 'cutout', format: 'png', quality: 95 }],
      delivery: {},
    })
    expect(request()).toMatchObject({ outputType: 'URL', deliveryMethod: 'sync', includeCost: false })
  })
})

describe('taskType', () => {
  test('is required, and one of those that are spoken here', () => {
    expect(refusal(parseRunware({ taskUUID }), 'taskType').kind).toBe('missing')
    expect(refusal(parse({ taskType: 'imageInference' }), 'taskType')).toMatchObject({
      value: 'imageInference',
      allowed: expect.arrayContaining(['removeBackground', 'getResponse', 'imageUpload', 'authentication']),
    })
    expect(refusal(parse({ taskType: 'constructor' }), 'taskType').kind).toBe('value')
  })
  test('may be the older name', () => expect(request({ taskType: 'imageBackgroundRemoval' })).toBeDefined())
  test.each([null, 3, 'text', [[]]])('an entry that is no object (%j) is refused', (entry) => {
    expect(parseRunware(entry)).toMatchObject({ ok: false, problems: [{ kind: 'type' }] })
  })
})

describe('taskUUID', () => {
  test('is required', () => expect(refusal(parse({ taskUUID: undefined }), 'taskUUID').kind).toBe('missing'))
  test.each(['no', '19abad0d-6ec5-10a6-b7af-203775fa5b7f', '19abad0d-6ec5-40a6-c7af-203775fa5b7f', '', `${taskUUID} `])(
    '“%s” is no UUID v4',
    (wrong) => {
      const outcome = parse({ taskUUID: wrong })
      expect(refusal(outcome, 'taskUUID').message).toContain('UUID v4')
      if (!outcome.ok) expect(runwareProblems(outcome.problems, least)[0]?.code).toBe('invalidTaskUUID')
    },
  )
})

describe('the picture', () => {
  const sources = [
    ['a UUID', upload, { kind: 'kept', id: upload }],
    ['a URL', 'https://example.com/a.jpg?x=1', { kind: 'url', url: 'https://example.com/a.jpg?x=1' }],
    ['a data URI', `data:image/png;base64,${base64}`, { kind: 'data', base64 }],
    ['bare base64', base64, { kind: 'data', base64 }],
    ['base64 in lines', `${base64.slice(0, 20)}\r\n${base64.slice(20)}`, { kind: 'data', base64 }],
  ] as const
  test.each(sources)('may be %s, under each of its three names', (_, text, source) => {
    expect(task({ inputImage: text }).input).toEqual(source)
    expect(task({ inputImage: undefined, image: text }).input).toEqual(source)
    expect(task({ inputImage: undefined, inputs: { image: text } }).input).toEqual(source)
  })
  test.each([
    '',
    'photo.jpg',
    'ftp://example.com/a.jpg',
    'file:///etc/passwd',
    'http://',
    'data:image/png,raw',
    'data:image/png;base64,***',
    'a'.repeat(29),
  ])('“%s” is none', (text) => {
    expect(parse({ inputImage: text }).ok).toBe(false)
  })
  test('is required, once', () => {
    expect(refusal(parse({ inputImage: undefined }), 'inputImage').kind).toBe('missing')
    expect(refusal(parse({ inputs: { image: upload } }), 'inputImage').message).toContain('only one')
    expect(refusal(parse({ inputImage: undefined, inputs: {} }), 'inputs.image').kind).toBe('missing')
    expect(refusal(parse({ inputs: { image: upload, video: 'x' } }), 'inputs.video').kind).toBe('unknown')
  })
})

describe('outputs', () => {
  test.each(['URL', 'base64Data', 'dataURI'])('outputType %s', (outputType) =>
    expect(request({ outputType }).outputType).toBe(outputType),
  )
  test('another outputType is refused with what is allowed', () =>
    expect(refusal(parse({ outputType: 'url' }), 'outputType')).toMatchObject({
      value: 'url',
      allowed: ['URL', 'base64Data', 'dataURI'],
    }))
  test.each([
    ['PNG', 'png'],
    ['JPG', 'jpeg'],
    ['WEBP', 'webp'],
    ['jpg', 'jpeg'],
  ])('outputFormat %s', (outputFormat, format) => expect(task({ outputFormat }).outputs?.[0]?.format).toBe(format))
  test.each(['GIF', 'TIFF', 'jpeg', 1])('outputFormat %s is refused', (outputFormat) => {
    expect(refusal(parse({ outputFormat }), 'outputFormat').allowed).toContain('PNG')
  })
  test.each([20, 95, 99])('outputQuality %i', (outputQuality) =>
    expect(task({ outputQuality }).outputs?.[0]?.quality).toBe(outputQuality),
  )
  test.each([
    [19, 'range'],
    [100, 'range'],
    [50.5, 'type'],
    ['95', 'type'],
  ])('outputQuality %s is refused', (outputQuality, kind) =>
    expect(refusal(parse({ outputQuality }), 'outputQuality').kind).toBe(kind),
  )
})

describe('delivery', () => {
  test.each(['webhookURL', 'uploadEndpoint'] as const)('%s is an http or https address', (name) => {
    const key = name === 'webhookURL' ? 'webhook' : 'putTo'
    expect(task({ [name]: 'https://example.com/hook?token=1' }).delivery).toEqual({
      [key]: 'https://example.com/hook?token=1',
    })
    for (const wrong of ['ftp://example.com', 'javascript:alert(1)', '/hook', 7])
      expect(parse({ [name]: wrong }).ok, String(wrong)).toBe(false)
  })
  test('deliveryMethod is sync or async', () => {
    expect(request({ deliveryMethod: 'async' }).deliveryMethod).toBe('async')
    expect(refusal(parse({ deliveryMethod: 'stream' }), 'deliveryMethod').allowed).toEqual(['sync', 'async'])
  })
  test('ttl is whole seconds from 60 on', () => {
    expect(task({ ttl: 60 }).delivery.ttlSeconds).toBe(60)
    expect(refusal(parse({ ttl: 59 }), 'ttl')).toMatchObject({ kind: 'range', min: 60 })
    expect(refusal(parse({ ttl: 60.5 }), 'ttl').kind).toBe('type')
    expect(refusal(parse({ ttl: '90' }), 'ttl').kind).toBe('type')
  })
  test('includeCost is a boolean', () => {
    expect(request({ includeCost: true }).includeCost).toBe(true)
    expect(refusal(parse({ includeCost: 'yes' }), 'includeCost').kind).toBe('type')
  })
})

describe('model', () => {
  test('is required', () => expect(refusal(parse({ model: undefined }), 'model').kind).toBe('missing'))
  test('is text', () => expect(refusal(parse({ model: 112 }), 'model').kind).toBe('type'))
  test('every AIR id of the documentation is in the catalogue', () => {
    const ids = ['109@1', '110@1', ...[1, 2, 3, 5, 6, 7, 8, 9, 10].map((version) => `112@${version}`)]
    const known = catalogue.flatMap(({ namesElsewhere }) => namesElsewhere.map(({ name }) => name))
    expect(known).toEqual(expect.arrayContaining(ids.map((id) => `runware:${id}`)))
  })
})

describe('settings', () => {
  test('rgba is the backdrop, with its alpha', () => {
    expect(settled({ rgba: [255, 128, 0, 1] }).composition.backdrop).toEqual({
      kind: 'colour',
      colour: '#ff8000',
      opacity: 1,
    })
    expect(settled({ rgba: [0, 0, 0, 0.25] }).composition.backdrop).toMatchObject({ opacity: 0.25 })
    expect(settled({ rgba: [255, 255, 255, 0] }).composition.backdrop).toEqual({ kind: 'transparent' })
  })
  test.each([
    [[256, 0, 0, 1], 'settings.rgba.0'],
    [[0, -1, 0, 1], 'settings.rgba.1'],
    [[0, 0, 1.5, 1], 'settings.rgba.2'],
    [[0, 0, 0, 1.1], 'settings.rgba.3'],
    [[0, 0, 0, 255], 'settings.rgba.3'],
    [[0, 0, 0, '1'], 'settings.rgba.3'],
    [[0, 0], 'settings.rgba'],
    [[0, 0, 0, 1, 1], 'settings.rgba'],
    ['red', 'settings.rgba'],
  ])('rgba %j is refused', (rgba, field) => expect(refusal(settings({ rgba }), field)).toBeDefined())
  test('postProcessMask, returnOnlyMask and alphaMatting', () => {
    expect(settled({ postProcessMask: true }).edges.postProcessMask).toBe(true)
    expect(settled({ returnOnlyMask: true }).outputs?.[0]?.content).toBe('mask')
    expect(settled({ alphaMatting: true }).refine).toEqual({
      foregroundAbove: 240,
      backgroundBelow: 10,
      erodePixels: 10,
    })
    expect(settled({ alphaMatting: false, alphaMattingErodeSize: 3 }).refine).toBeUndefined()
    for (const name of ['postProcessMask', 'returnOnlyMask', 'alphaMatting'])
      expect(refusal(settings({ [name]: 'true' }), `settings.${name}`).kind).toBe('type')
  })
  test.each([
    ['alphaMattingForegroundThreshold', 'foregroundAbove'],
    ['alphaMattingBackgroundThreshold', 'backgroundBelow'],
    ['alphaMattingErodeSize', 'erodePixels'],
  ] as const)('%s is 1 to 255', (name, key) => {
    expect(settled({ alphaMatting: true, [name]: 1 }).refine?.[key]).toBe(1)
    expect(settled({ alphaMatting: true, [name]: 255 }).refine?.[key]).toBe(255)
    expect(refusal(settings({ [name]: 0 }), `settings.${name}`)).toMatchObject({ kind: 'range', min: 1 })
    expect(refusal(settings({ [name]: 256 }), `settings.${name}`)).toMatchObject({ kind: 'range', max: 255 })
    expect(refusal(settings({ [name]: 2.5 }), `settings.${name}`).kind).toBe('type')
  })
})

test('what is not known is named, not passed over', () => {
  expect(refusal(parse({ ouputFormat: 'PNG' }), 'ouputFormat').kind).toBe('unknown')
  expect(refusal(settings({ rgb: [1, 2, 3] }), 'settings.rgb').kind).toBe('unknown')
})

test('the other tasks: uploads, questions, sign-in, ping', () => {
  expect(value(parseRunware({ taskType: 'imageUpload', taskUUID, image: base64 }))).toMatchObject({ image: base64 })
  expect(refusal(parseRunware({ taskType: 'imageUpload', taskUUID }), 'image').kind).toBe('missing')
  expect(value(parseRunware({ taskType: 'mediaStorage', taskUUID, media: base64 }))).toMatchObject({
    operation: 'upload',
  })
  expect(parseRunware({ taskType: 'mediaStorage', taskUUID, media: base64, operation: 'delete' }).ok).toBe(false)
  expect(parseRunware({ taskType: 'getResponse', taskUUID }).ok).toBe(true)
  expect(refusal(parseRunware({ taskType: 'getResponse' }), 'taskUUID').kind).toBe('missing')
  expect(parseRunware({ taskType: 'authentication', apiKey: 'T' }).ok).toBe(true)
  expect(refusal(parseRunware({ taskType: 'authentication' }), 'apiKey').kind).toBe('missing')
  expect(parseRunware({ taskType: 'ping', ping: true }).ok).toBe(true)
})

describe('answers', () => {
  const done: Done = {
    files: [
      {
        id: 'f1',
        content: 'cutout',
        format: 'png',
        name: 'a-cutout.png',
        type: 'image/png',
        bytes: 3,
        size: { width: 2, height: 1 },
      },
    ],
    photo: { size: { width: 2, height: 1 }, type: 'image/jpeg' },
    model: { id: 'keyer', name: 'Plain backdrop' },
    remarks: [],
    engineMs: 5,
  }
  const answered = (extra: object) =>
    runwareAnswer(
      request(extra),
      { ...done, files: done.files.map((file) => ({ ...file, url: 'http://u', base64: 'QUJD' })) },
      'in',
    )
  test('hold the picture in the wanted form, and nothing of the others', () => {
    const usual = { taskType: 'removeBackground', taskUUID, imageUUID: 'f1', inputImageUUID: 'in' }
    expect(answered({})).toEqual({ ...usual, imageURL: 'http://u' })
    expect(answered({ outputType: 'base64Data' })).toEqual({ ...usual, imageBase64Data: 'QUJD' })
    expect(answered({ outputType: 'dataURI' })).toEqual({ ...usual, imageDataURI: 'data:image/png;base64,QUJD' })
  })
  test('tell the cost where it is asked for: none', () =>
    expect(answered({ includeCost: true })).toMatchObject({ cost: 0 }))
  test('of a failure name the task and what to do', () => {
    expect(runwareFailure({ reason: 'model-absent', message: 'Put it there.' }, least)).toMatchObject({
      code: 'modelAbsent',
      message: 'Put it there.',
      parameter: 'model',
      taskUUID,
      taskType: 'removeBackground',
    })
  })
})
