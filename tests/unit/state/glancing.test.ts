import { describe, expect, it } from 'vitest'
import { builtInModels } from '#core/models.ts'
import { failure, success } from '#core/outcome.ts'
import { cutoutOf } from '#state/job.ts'
import { madeOtherwiseCount } from '#state/selectors.ts'
import { ownModel } from '#tests/fixtures/ownModel.ts'
import { bring, cutOf, fakeApp, idOf, settle, statuses } from './fakes.ts'

const [auto] = builtInModels

function withFinerModel() {
  const fake = fakeApp()
  fake.app.models.choose(ownModel)
  const made = () => fake.asked.map(({ name, model }) => `${name} ${model}`)
  const cutouts = () =>
    fake.app.store.getState().jobs.map((job) => {
      const finished = cutoutOf(job)
      return finished && `${finished.model.id}${finished.isPreview ? ' preview' : ''}`
    })
  const next = async () => {
    fake.asked.at(-1)?.finish()
    await settle()
  }
  return { ...fake, made, cutouts, next }
}

describe('previews while a finer model is chosen', () => {
  it('shows the quick mask first, marked, and the finer one in its place when it is there', async () => {
    const { app, made, cutouts, next } = withFinerModel()
    bring(app, 'a.jpg')
    expect(made()).toEqual(['a.jpg auto'])
    await next()
    expect(statuses(app)).toEqual(['a.jpg working'])
    expect(cutouts()).toEqual(['auto preview'])
    await next()
    expect(made()).toEqual(['a.jpg auto', 'a.jpg onnx-1'])
    expect(statuses(app)).toEqual(['a.jpg done'])
    expect(cutouts()).toEqual(['onnx-1'])
  })

  it('makes the previews of all photos before the first slow cut', async () => {
    const { app, made, cutouts, next } = withFinerModel()
    bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
    await next()
    await next()
    await next()
    expect(made()).toEqual(['a.jpg auto', 'b.jpg auto', 'c.jpg auto', 'a.jpg onnx-1'])
    expect(cutouts()).toEqual(['auto preview', 'auto preview', 'auto preview'])
    expect(app.store.getState().spoken).toBe('Cutting 1 of 3')
  })

  it('makes the preview of a photo that is added while a slow cut runs', async () => {
    const { app, asked, made, cutouts, next } = withFinerModel()
    bring(app, 'a.jpg')
    await next()
    bring(app, 'b.jpg')
    await next()
    expect(made()).toEqual(['a.jpg auto', 'a.jpg onnx-1', 'b.jpg auto'])
    expect(cutouts()).toEqual(['auto preview', 'auto preview'])
    asked[1]?.finish()
    await settle()
    expect(made().at(-1)).toBe('b.jpg onnx-1')
  })

  it('keeps the preview as the cutout when the finer cut is cancelled', async () => {
    const { app, asked, cutouts, next } = withFinerModel()
    bring(app, 'a.jpg')
    await next()
    app.cutting.cancel([idOf(app, 'a.jpg')])
    await settle()
    expect(asked[1]?.options.signal.aborted).toBe(true)
    expect(statuses(app)).toEqual(['a.jpg done'])
    expect(cutouts()).toEqual(['auto'])
  })

  it('stops a preview with its photo', async () => {
    const { app, asked } = withFinerModel()
    bring(app, 'a.jpg')
    app.cutting.cancel([idOf(app, 'a.jpg')])
    await settle()
    expect(asked[0]?.options.signal.aborted).toBe(true)
    expect(statuses(app)).toEqual(['a.jpg cancelled'])
    app.cutting.cutAgain([idOf(app, 'a.jpg')])
    expect(asked).toHaveLength(2)
  })

  it('keeps the preview, with a word, when the finer model fails', async () => {
    const { app, asked, cutouts, next } = withFinerModel()
    bring(app, 'a.jpg')
    await next()
    asked[1]?.finish(failure('out-of-memory'))
    await settle()
    expect(statuses(app)).toEqual(['a.jpg done'])
    expect(cutouts()).toEqual(['auto'])
    expect(app.store.getState().notices).toMatchObject([{ kind: 'failure', reason: 'out-of-memory' }])
  })

  it('cuts without a preview where only that failed, and not at all where the file is to blame', async () => {
    const { app, asked, made } = withFinerModel()
    bring(app, 'a.jpg', 'b.jpg')
    asked[0]?.finish(failure('worker-died'))
    await settle()
    asked[1]?.finish(failure('damaged'))
    await settle()
    expect(statuses(app)).toEqual(['a.jpg working', 'b.jpg failed'])
    expect(made()).toEqual(['a.jpg auto', 'b.jpg auto', 'a.jpg onnx-1'])
  })

  it('takes the preview for the cutout when its model is chosen meanwhile', async () => {
    const { app, made, cutouts, next } = withFinerModel()
    bring(app, 'a.jpg', 'b.jpg')
    await next()
    await next()
    app.models.choose(auto)
    await next()
    expect(made()).toEqual(['a.jpg auto', 'b.jpg auto', 'a.jpg onnx-1'])
    expect(statuses(app)).toEqual(['a.jpg done', 'b.jpg done'])
    expect(cutouts()).toEqual(['onnx-1', 'auto'])
  })
})

describe('another model for one photo', () => {
  it('leaves the model of the photos that follow as it is', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg')
    asked[0]?.finish()
    await settle()
    app.cutting.cutAgainWith(idOf(app, 'a.jpg'), ownModel)
    expect(asked.map(({ model }) => model)).toEqual(['auto', 'onnx-1'])
    asked[1]?.finish()
    await settle()
    expect(app.store.getState().jobs[0]).toMatchObject({ status: 'done', finished: { isOwnChoice: true } })
    expect(app.store.getState().model.id).toBe('auto')
    bring(app, 'b.jpg')
    expect(asked.at(-1)?.model).toBe('auto')
  })
})

describe('where a larger network looks', () => {
  const found = { share: 0.2, box: { x: 0.1, y: 0.2, width: 0.4, height: 0.5 } }

  it('is told what the preview has found, and offers to cut again when the switch is turned', async () => {
    const { app, asked } = withFinerModel()
    bring(app, 'a.jpg')
    const preview = cutOf('auto')
    const subject = { ...found, mask: { width: 1, height: 1, data: new Uint8Array([255]) } }
    asked[0]?.finish(success({ ...preview, madeWith: { ...preview.madeWith, subject } }))
    await settle()
    expect(asked[1]?.request).toMatchObject({ subject: found, looksAtSubject: true })
    const finer = cutOf('onnx-1')
    const look = { kind: 'subject-box', box: found.box } as const
    asked[1]?.finish(success({ ...finer, madeWith: { ...finer.madeWith, subject, look } }))
    await settle()
    expect(madeOtherwiseCount(app.store.getState())).toBe(0)
    app.models.setLooksAtSubject(false)
    expect(madeOtherwiseCount(app.store.getState())).toBe(1)
    app.cutting.cutAllAgain()
    expect(asked[2]?.request).toMatchObject({ looksAtSubject: false })
  })
})
