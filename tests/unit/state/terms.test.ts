import { describe, expect, it } from 'vitest'
import { findEntry } from '#core/catalogue/catalogue.ts'
import { termsOf } from '#core/catalogue/terms.ts'
import { builtInModels } from '#core/models.ts'
import { ownModel } from '#tests/fixtures/ownModel.ts'
import { fakeApp, settle } from './fakes.ts'

const rmbgLicence = findEntry('rmbg-1.4')?.licence

async function desk() {
  const { app, saved, shelf } = fakeApp()
  app.bring([{ name: 'rmbg.onnx', file: new File(['x'], 'rmbg.onnx') }])
  await settle()
  return { app, saved, shelf, state: () => app.store.getState() }
}

describe('licences that forbid commercial work', () => {
  it('are known by the content of the file, or by the family that it is used as', () => {
    const byContent = { ...ownModel, id: `onnx-${findEntry('rmbg-2.0')?.sha256?.slice(0, 16)}` }
    expect(termsOf(byContent)).toBe(findEntry('rmbg-2.0')?.licence)
    expect(termsOf({ ...ownModel, family: 'rmbg-1.4' })).toBe(rmbgLicence)
    expect(termsOf(ownModel)).toBeUndefined()
    for (const model of builtInModels) expect(termsOf(model)).toBeUndefined()
  })

  it('are asked about before a model that came as a file is used, once', async () => {
    const { app, state } = await desk()
    expect(state()).toMatchObject({ model: { id: 'auto' }, onnxModels: [{ name: 'rmbg' }], agreedTerms: [] })
    expect(state().termsAsked?.licence).toBe(rmbgLicence)
    app.models.answerTerms(true)
    expect(state()).toMatchObject({ model: { name: 'rmbg' }, termsAsked: undefined, agreedTerms: [rmbgLicence?.url] })
    app.models.choose(builtInModels[0])
    const [rmbg] = state().onnxModels
    if (rmbg !== undefined) app.models.choose(rmbg)
    expect(state()).toMatchObject({ model: { name: 'rmbg' }, termsAsked: undefined })
  })

  it('leave the model unused, and kept, where they are not agreed to', async () => {
    const { app, state } = await desk()
    app.models.answerTerms(false)
    expect(state()).toMatchObject({ model: { id: 'auto' }, termsAsked: undefined, agreedTerms: [] })
    expect(state().onnxModels).toHaveLength(1)
  })

  it('are asked about when a model turns out to be of such a family', async () => {
    const { app } = fakeApp()
    app.bring([{ name: 'net.onnx', file: new File(['x'], 'net.onnx') }])
    await settle()
    await app.models.correct(ownModel.id, 'rmbg-2.0')
    expect(app.store.getState()).toMatchObject({ model: { id: 'auto' }, termsAsked: { model: { id: ownModel.id } } })
  })

  it('count as agreed to where a download was agreed to', async () => {
    const { app } = fakeApp()
    void app.shelf.download('rmbg-1.4')
    expect(app.store.getState().agreedTerms).toEqual([rmbgLicence?.url])
  })
})

describe('models that a person added', () => {
  it('can be saved as files under their names', async () => {
    const { app, saved } = await desk()
    await app.models.save('onnx-2')
    expect(saved.map(({ name }) => name)).toEqual(['rmbg.onnx'])
  })

  it('go with all others when all are deleted', async () => {
    const { app, shelf, state } = await desk()
    await app.shelf.removeAll()
    expect(shelf.asked).toEqual(['remove all'])
    expect(state().onnxModels).toEqual([])
  })
})
