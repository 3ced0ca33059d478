import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templateText } from '#core/templates/templateText.ts'
import { parseCutoutArgs } from '#tools/drive/cutoutArgs.ts'

const folder = mkdtempSync(join(tmpdir(), 'clearcut-args-'))

beforeAll(() => {
  mkdirSync(join(folder, 'inner'))
  for (const name of ['b10.JPG', 'b9.jpg', 'notes.txt', '.hidden.png', 'inner/a.webp', 'mine.onnx', 'mine.safetensors'])
    writeFileSync(join(folder, name), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

function optionsOf(...args: string[]) {
  const parsed = parseCutoutArgs(args)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.options
}

test('a folder means the pictures in it, at any depth, in the order a person would sort them', () => {
  const { files } = optionsOf(folder, '--out', 'there')
  expect(files).toEqual([
    { path: join(folder, 'b9.jpg'), folder: '' },
    { path: join(folder, 'b10.JPG'), folder: '' },
    { path: join(folder, 'inner/a.webp'), folder: 'inner' },
  ])
})

test('a file is taken as it is named, picture or not, there or not', () => {
  expect(optionsOf(join(folder, 'notes.txt'), 'gone.png', '--out', 'there').files).toEqual([
    { path: join(folder, 'notes.txt'), folder: '' },
    { path: 'gone.png', folder: '' },
  ])
})

test('without options: Auto, PNG, the cutout, words for people', () => {
  expect(optionsOf('a.png', '--out', 'there')).toEqual({
    files: [{ path: 'a.png', folder: '' }],
    out: 'there',
    modelId: 'auto',
    formats: ['png'],
    content: 'cutout',
    edges: { cleanColours: true, postProcessMask: false },
    sizes: {},
    composition: {},
    json: false,
  })
})

test('a model is an id, or a file of its own', () => {
  expect(optionsOf('a.png', '--out', 'there', '--model', 'keyer').modelId).toBe('keyer')
  const own = optionsOf('a.png', '--out', 'there', '--model', join(folder, 'mine.onnx'))
  expect(own.modelFile).toBe(join(folder, 'mine.onnx'))
  expect(own.modelId).toBeUndefined()
  const sized = optionsOf('a.png', '--out', 'there', '--model', join(folder, 'mine.safetensors'), '--tier', '512')
  expect(sized).toMatchObject({ modelFile: join(folder, 'mine.safetensors'), tier: 512 })
})

test('several formats, jpg among them, and the mask', () => {
  const { formats, content, json } = optionsOf('a.png', '--out', 'x', '--format', 'jpg,png', '--mask', '--json')
  expect({ formats, content, json }).toEqual({ formats: ['png', 'jpeg'], content: 'mask', json: true })
})

test('a backend, or both', () => {
  expect(optionsOf('a.png', '--out', 'x', '--backend', 'webgpu').backends).toEqual(['webgpu'])
  expect(optionsOf('a.png', '--out', 'x', '--backend', 'wasm,webgpu').backends).toEqual(['webgpu', 'wasm'])
})

test.each([
  [[], /at least one photo/],
  [['a.png'], /--out/],
  [['a.png', '--out', 'x', '--format', 'tiff'], /--format takes png, webp, jpeg/],
  [['a.png', '--out', 'x', '--tier', '512'], /--tier: only a BiRefNet/],
  [
    ['a.png', '--out', 'x', '--model', join(folder, 'mine.safetensors'), '--tier', '500'],
    /--tier takes one of 512, 768/,
  ],
  [['a.png', '--out', 'x', '--backend', 'webgl'], /--backend takes webgpu, wasm/],
  [['a.png', '--out', 'x', '--model', 'gone.onnx'], /no model file gone\.onnx/],
  [['a.png', '--out', 'x', '--colour', 'red'], /--colour/],
])('what cannot be done is refused with a sentence: %j', (args, sentence) => {
  const parsed = parseCutoutArgs(args)
  expect(parsed.ok ? '' : parsed.message).toMatch(sentence)
})

test('what the edges are to be is said by their names at the hosted services', () => {
  expect(
    optionsOf('a.png', '--out', 'there', '--alpha-matting', '--post-process-mask', '--no-clean-colours'),
  ).toMatchObject({
    edges: { cleanColours: false, postProcessMask: true },
    alphaMatting: { foregroundAbove: 240, backgroundBelow: 10, erodePixels: 10 },
  })
})

const messageOf = (...args: string[]) => {
  const parsed = parseCutoutArgs(['a.png', '--out', 'x', ...args])
  return parsed.ok ? undefined : parsed.message
}

test('a model of the catalogue goes by its own name or that of another service, once its file is here', () => {
  for (const name of ['birefnet-hrsod', 'BiRefNet HRSOD', 'runware:112@7'])
    expect(messageOf('--model', name)).toContain('npm run models -- birefnet-hrsod')
  expect(messageOf('--model', 'no-such-model')).toContain('There is no model no-such-model')
})

test('quality and backdrop', () => {
  const { quality, composition } = optionsOf('a.png', '--out', 'x', '--quality', '20', '--backdrop', '#FFAA00')
  expect({ quality, composition }).toEqual({ quality: 20, composition: { backdrop: { colour: '#ffaa00' } } })
  expect(optionsOf('a.png', '--out', 'x', '--backdrop', 'transparent').composition).toEqual({})
  for (const wrong of ['19', '100', '50.5', 'best']) expect(messageOf('--quality', wrong)).toContain(wrong)
  expect(optionsOf('a.png', '--out', 'x', '--backdrop', 'window').composition).toEqual({
    backdrop: { scene: 'window' },
  })
  expect(messageOf('--backdrop', 'reddish')).toContain('reddish')
})

test('alpha matting with its three numbers, each of which asks for it', () => {
  const usual = { foregroundAbove: 240, backgroundBelow: 10, erodePixels: 10 }
  expect(optionsOf('a.png', '--out', 'x').alphaMatting).toBeUndefined()
  expect(optionsOf('a.png', '--out', 'x', '--alpha-matting').alphaMatting).toEqual(usual)
  const own = ['--foreground-above', '200', '--background-below', '30', '--erode', '3']
  expect(optionsOf('a.png', '--out', 'x', ...own).alphaMatting).toEqual({
    foregroundAbove: 200,
    backgroundBelow: 30,
    erodePixels: 3,
  })
  expect(optionsOf('a.png', '--out', 'x', '--erode', '1').alphaMatting).toEqual({ ...usual, erodePixels: 1 })
  expect(messageOf('--erode', '0')).toContain('--erode takes 1 to 255')
  expect(messageOf('--foreground-above', '256')).toContain('256')
  expect(messageOf('--foreground-above', '10')).toContain('has to be smaller')
})

test('template, canvas and shadow', () => {
  const compositionOf = (...args: string[]) => optionsOf('a.png', '--out', 'x', ...args).composition
  expect(compositionOf('--template', 'AMAZON', '--canvas', '640x480', '--shadow', 'contact')).toEqual({
    template: { name: 'Amazon' },
    canvas: { width: 640, height: 480 },
    shadow: 'contact',
  })
  expect(compositionOf('--canvas', '4:5', '--shadow', 'none')).toEqual({ canvas: { aspect: '4:5' } })
  const file = join(folder, 'own.json')
  writeFileSync(file, templateText([{ id: '1', name: 'Mine', composition: {} }]))
  expect(compositionOf('--template', file, '--backdrop', file)).toEqual({
    template: { name: 'Mine', file },
    backdrop: { file },
  })
  expect(messageOf('--template', 'nobody')).toContain('amazon')
  expect(messageOf('--template', import.meta.filename)).toContain('no template')
  for (const canvas of ['640', '8x8', '9000x9000', '2:1']) expect(messageOf('--canvas', canvas)).toContain(canvas)
  expect(messageOf('--shadow', 'long')).toContain('long')
})

test('the size of files is a share, a longest side or an enlargement, and a number of kB', () => {
  const sizes = (...args: string[]) => optionsOf('a.png', '--out', 'there', ...args).sizes
  expect(sizes('--scale', '50%')).toEqual({ size: { kind: 'percent', percent: 50 } })
  expect(sizes('--scale', '1600px')).toEqual({ size: { kind: 'longest', pixels: 1600 } })
  expect(sizes('--scale', '4x', '--max-kb', '300')).toEqual({
    size: { kind: 'enlarged', times: 4 },
    mostKilobytes: 300,
  })
  expect(sizes('--scale', '64px', '--set', '3x')).toEqual({ size: { kind: 'longest', pixels: 64 }, densities: 3 })
  expect(parseCutoutArgs(['a.png', '--out', 'there', '--set', '2x', '--max-kb', '9'])).toMatchObject({ ok: false })
  expect(parseCutoutArgs(['a.png', '--out', 'there', '--set', '4x'])).toMatchObject({
    message: '--set takes 2x or 3x, not 4x.',
  })
  for (const wrong of ['50', '0%', '101%', '3x', '8px', 'big'])
    expect(parseCutoutArgs(['a.png', '--out', 'there', '--scale', wrong])).toMatchObject({
      message: expect.stringContaining('--scale takes'),
    })
  expect(parseCutoutArgs(['a.png', '--out', 'there', '--max-kb', '0'])).toMatchObject({
    message: '--max-kb takes 1 to 100000, not 0.',
  })
})
