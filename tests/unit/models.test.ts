import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '#tests/hub/content.ts'
import { type Hub, startHub } from '#tests/hub/hub.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(async () => await hub.close())

const cod = 'ZhengPeng7/BiRefNet-COD'

/** Runs the command as a person does, against the look-alike of the hub. */
function models(...words: string[]): Promise<{ code: number; text: string }> {
  const command = ['--import', 'tsx', 'tools/models.ts', ...words]
  const env = { ...process.env, CLEARCUT_HUB: hub.url, CLEARCUT_MIRROR: '' }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { env }, (_, out, errors) =>
      resolve({ code: child.exitCode ?? 1, text: out + errors }),
    )
  })
}

const folderOf = () => mkdtempSync(join(tmpdir(), 'clearcut-models-'))

test('a model is put into the folder, verified, with its hash beside it, also after breaks', async () => {
  const folder = folderOf()
  const served = hub.put(cod, {
    sizeBytes: 900_000,
    seed: 1,
    faults: [
      { kind: 'cut', at: 300_000 },
      { kind: 'status', status: 503 },
    ],
  })
  expect(await models('runware:112@2', '--out', folder)).toMatchObject({
    code: 0,
    text: expect.stringContaining('fetched'),
  })
  expect(readdirSync(folder).sort()).toEqual(['birefnet-cod.safetensors', 'birefnet-cod.safetensors.sha256'])
  expect(sha256(readFileSync(join(folder, 'birefnet-cod.safetensors')))).toBe(served.sha256)
  expect(readFileSync(join(folder, 'birefnet-cod.safetensors.sha256'), 'utf8')).toBe(
    `${served.sha256}  birefnet-cod.safetensors\n`,
  )
  expect(await models('birefnet-cod', '--out', folder)).toMatchObject({
    code: 0,
    text: expect.stringContaining('was there'),
  })
})

test('a wrong file is not kept, and neither it nor an unknown name ends well', async () => {
  const folder = folderOf()
  hub.put(cod, { sizeBytes: 900_000, seed: 2, faults: [], always: { kind: 'flip', at: 5000 } })
  expect(await models('birefnet-cod', '--out', folder)).toMatchObject({
    code: 1,
    text: expect.stringContaining('SHA-256'),
  })
  expect(readdirSync(folder)).toEqual([])
  expect(await models('no-such-model')).toMatchObject({ code: 1, text: expect.stringContaining('no-such-model') })
  expect(await models('rmbg-2.0')).toMatchObject({ code: 1, text: expect.stringContaining('by hand') })
})

test('a beginning that lies there is gone on with', async () => {
  const folder = folderOf()
  const served = hub.put(cod, { sizeBytes: 900_000, seed: 3, faults: [] })
  writeFileSync(join(folder, 'birefnet-cod.safetensors.part'), served.content.subarray(0, 600_000))
  expect(await models('birefnet-cod', '--out', folder)).toMatchObject({ code: 0 })
  expect(served.answers.reduce((sum, { sentBytes }) => sum + sentBytes, 0)).toBe(300_000)
})
