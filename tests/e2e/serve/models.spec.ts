import { randomUUID } from 'node:crypto'
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { formulaLite } from '#tests/formula/cachedCheckpoint.ts'
import { parseServeArgs } from '#tools/serve/options.ts'
import { darkModel } from '../support/models.ts'
import { photo, photo64, served } from '../support/served.ts'

test.setTimeout(480_000)

/** A folder of models: a network of one's own, and what stands for a BiRefNet of the catalogue, of which no hash is pinned. */
function modelsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clearcut-models-'))
  mkdirSync(folder, { recursive: true })
  copyFileSync(darkModel('my-dark.onnx'), join(folder, 'my-dark.onnx'))
  return folder
}

/** As the command line understands it. */
function optionsOf(...args: string[]) {
  const parsed = parseServeArgs(args, {})
  if (!parsed.ok) throw new Error(parsed.message)
  const { models, model } = parsed.options
  return { models, ...(model === undefined ? {} : { model }) }
}

async function rembg(url: string, fields: Record<string, string> = {}) {
  const body = new FormData()
  body.append('file', new Blob([photo]), 'photo.png')
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const response = await fetch(`${url}/api/remove`, { method: 'POST', body })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, model: response.headers.get('x-clearcut-model'), bytes }
}

test('a network of one’s own from --models is the usual one with --model, and others can be named', async () => {
  const folder = modelsFolder()
  const api = await served(optionsOf('--models', folder, '--model', 'my-dark'))
  try {
    const own = await rembg(api.url)
    expect(own).toMatchObject({ status: 200, model: expect.stringMatching(/^onnx-[0-9a-f]{16}$/) })
    expect(await rembg(api.url, { model: 'my-dark' })).toEqual(own)
    // Its subject is what is dark in red, which is nothing of this photo: not what the app's own way finds.
    const { data } = await sharp(own.bytes).raw().toBuffer({ resolveWithObject: true })
    const middle = data[4 * (90 * 240 + 120) + 3] ?? 0
    const usual = await rembg(api.url, { model: 'keyer' })
    expect(usual).toMatchObject({ status: 200, model: 'keyer' })
    const other = await sharp(usual.bytes).raw().toBuffer()
    expect(other[4 * (90 * 240 + 120) + 3]).toBe(255)
    expect(middle).toBeLessThan(10)
    const nano = await rembg(api.url, { model: 'nano' })
    expect(nano).toMatchObject({ status: 200, model: 'nano' })
    const nobody = await rembg(api.url, { model: 'nobody' })
    expect([nobody.status, String(nobody.bytes)]).toEqual([400, expect.stringContaining('“nobody” is none')])
  } finally {
    await api.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a BiRefNet from --models cuts under the service’s own name of it', async () => {
  const { bavail, bsize } = statfsSync(tmpdir())
  test.skip(bavail * bsize < 2e9, 'the checkpoint and its copy need 2 GB of free disk')
  const folder = modelsFolder()
  const checkpoint = join(folder, 'birefnet-cod.safetensors')
  try {
    linkSync(formulaLite(), checkpoint)
  } catch {
    copyFileSync(formulaLite(), checkpoint)
  }
  const api = await served(optionsOf('--models', folder))
  try {
    const headers = { 'content-type': 'application/json' }
    const taskUUID = randomUUID()
    const task = { taskType: 'removeBackground', taskUUID, model: 'runware:112@2', inputs: { image: photo64 } }
    const response = await fetch(`${api.url}/v1`, { method: 'POST', headers, body: JSON.stringify([task]) })
    const { data, errors } = await response.json()
    expect(errors).toBeUndefined()
    expect(data).toEqual([expect.objectContaining({ taskUUID, imageURL: expect.any(String) })])
    const ended = api.log.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'task ended')
    expect(ended).toMatchObject({ outcome: 'done', model: expect.stringMatching(/^(?!auto|nano|keyer)./) })
    const bytes = Buffer.from(await (await fetch(data[0].imageURL)).arrayBuffer())
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 240, height: 180, hasAlpha: true })
  } finally {
    await api.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
