import { expect, test } from 'vitest'
import { catalogue, findByName, findEntry } from '#core/catalogue/catalogue.ts'
import { builtInModels, type OnnxModel } from '#core/models.ts'
import type { ShelfItem } from '#core/shelf.ts'
import { chooseModel, type ModelsHere, namesHere } from '#core/tasks/models.ts'
import { usualModel } from '#core/tasks/task.ts'
import { unknownAbilities } from '#core/ways/abilities.ts'

const usual = builtInModels[0].id
const lite: ShelfItem = {
  id: 'birefnet-lite',
  name: 'BiRefNet Lite',
  kind: 'birefnet',
  file: 'birefnet-lite.safetensors',
  sizeBytes: 1,
  sha256: '',
  from: 'file',
  keptAt: 0,
  usedAt: 0,
}
const onnxOf = (id: string): OnnxModel => ({
  kind: 'onnx',
  id: `onnx-${findEntry(id)?.sha256?.slice(0, 16)}`,
  name: `${id}-file`,
  sizeBytes: 1,
  input: { width: 320, height: 320 },
  family: 'u2net',
  output: 'o',
})
const here = (more: Partial<ModelsHere> = {}): ModelsHere => ({
  shelf: [],
  onnx: [],
  usual,
  abilities: unknownAbilities,
  ...more,
})

test('the usual model is the one that was set', () => {
  expect(chooseModel([usualModel], undefined, here())).toMatchObject({ ok: true, model: builtInModels[0], remarks: [] })
  expect(chooseModel([usualModel], undefined, here({ usual: 'keyer' }))).toMatchObject({
    ok: true,
    model: { id: 'keyer' },
  })
})

test('names of other services find a checkpoint of the shelf', () => {
  for (const name of ['birefnet-lite', 'General Use (Light)', 'birefnet-general-lite', 'BiRefNet Lite'])
    expect(chooseModel([name], undefined, here({ shelf: [lite] })), name).toMatchObject({
      ok: true,
      model: { id: 'birefnet-lite' },
    })
})

test('names of other services find an ONNX file by its content', () => {
  const onnx = [onnxOf('u2net')]
  expect(chooseModel(['u2net'], undefined, here({ onnx }))).toMatchObject({ ok: true, model: onnx[0] })
  expect(chooseModel(['U2NET-FILE'], undefined, here({ onnx }))).toMatchObject({ ok: true, model: onnx[0] })
})

test('a file that is named like one of the catalogue is meant by its names at other services, whatever is in it', () => {
  const own: ShelfItem = { ...lite, id: 'file-1', name: 'birefnet-cod', file: 'birefnet-cod.safetensors' }
  for (const name of ['runware:112@2', 'birefnet-cod', 'BiRefNet COD', 'file-1'])
    expect(chooseModel([name], undefined, here({ shelf: [own] })), name).toMatchObject({ model: { id: 'file-1' } })
  const onnx = [{ ...onnxOf('u2net'), id: 'onnx-2', name: 'rmbg-1.4' }]
  expect(chooseModel(['runware:109@1'], undefined, here({ onnx }))).toMatchObject({ model: { id: 'onnx-2' } })
})

test('a size that the model lacks becomes the nearest, and is told', () => {
  expect(chooseModel(['birefnet-lite'], 2048, here({ shelf: [lite] }))).toMatchObject({
    model: { tier: 1024 },
    remarks: [expect.stringContaining('2048')],
  })
  expect(chooseModel(['birefnet-lite'], 512, here({ shelf: [lite] }))).toMatchObject({
    model: { tier: 512 },
    remarks: [],
  })
})

test('the next wish is taken where the first is absent, and that is told', () => {
  expect(chooseModel(['General Use (Light)', usualModel], 1024, here())).toMatchObject({
    model: { id: usual },
    remarks: [expect.stringContaining('BiRefNet Lite is not on this device')],
  })
})

test('a known model that is absent is answered with what to do', () => {
  for (const { name } of catalogue
    .flatMap(({ namesElsewhere }) => namesElsewhere)
    .filter(({ where }) => where === 'runware')) {
    const choice = chooseModel([name], undefined, here())
    const entry = findByName(name)
    expect(choice, name).toMatchObject({ ok: false, reason: 'model-absent' })
    if (!choice.ok) expect(choice.message).toContain(`npm run models -- ${entry?.id}`)
  }
})

test('an unknown name is answered with what there is', () => {
  const choice = chooseModel(['sam2'], undefined, here({ shelf: [lite] }))
  expect(choice).toMatchObject({ ok: false, reason: 'model-unknown' })
  if (!choice.ok) for (const name of namesHere({ shelf: [lite], onnx: [] })) expect(choice.message).toContain(name)
})
