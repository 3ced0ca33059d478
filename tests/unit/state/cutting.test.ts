import { describe, expect, it } from 'vitest'
import { birefnetModel } from '#core/birefnetModel.ts'
import { builtInModels } from '#core/models.ts'
import { failure, success } from '#core/outcome.ts'
import { secondsLeft } from '#state/pace.ts'
import { madeOtherwiseCount, pageTitle } from '#state/selectors.ts'
import { ownModel } from '#tests/fixtures/ownModel.ts'
import { type Asked, bring, cutOf, fakeApp, idOf, settle, statuses } from './fakes.ts'

const [, nano] = builtInModels

/** Lets the preview of the one photo and then its finer cutout come. */
async function finishBoth(asked: readonly Asked[]): Promise<void> {
  asked[0]?.finish()
  await settle()
  asked[1]?.finish()
  await settle()
}

describe('cutting photos', () => {
  it('cuts one after the other and selects the first', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg')
    expect(statuses(app)).toEqual(['a.jpg working', 'b.jpg waiting'])
    expect(app.store.getState().selectedId).toBe(idOf(app, 'a.jpg'))
    expect(pageTitle(app.store.getState())).toBe('Cutting 1 of 2 · Clearcut')
    asked[0]?.finish()
    await settle()
    expect(statuses(app)).toEqual(['a.jpg done', 'b.jpg working'])
    asked[1]?.finish()
    await settle()
    expect(statuses(app)).toEqual(['a.jpg done', 'b.jpg done'])
    expect(app.store.getState().spoken).toBe('All photos are done')
  })

  it('says once for several photos that a smaller size was taken', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg')
    const cut = cutOf('large')
    const why = [{ kind: 'smaller', tier: 768, wanted: 1024, wasTried: true }] as const
    const smaller = success({ ...cut, madeWith: { ...cut.madeWith, why: [...why] } })
    asked[0]?.finish(smaller)
    await settle()
    asked[1]?.finish(smaller)
    await settle()
    const told = app.store.getState().notices.filter(({ kind }) => kind === 'info')
    expect(told).toMatchObject([{ text: 'Ran at 768: there was not enough memory for 1024.' }])
  })

  it('takes another backend for another model: what was cut before can be cut again', async () => {
    const { app, asked } = fakeApp()
    const item = { id: 'file-1', name: 'Net', file: 'net', kind: 'birefnet', sizeBytes: 178e6, sha256: '' } as const
    app.models.choose(birefnetModel({ ...item, from: 'file', keptAt: 1, usedAt: 1 }))
    bring(app, 'a.jpg')
    await finishBoth(asked)
    expect(madeOtherwiseCount(app.store.getState())).toBe(0)
    app.models.setRunsOn('wasm')
    expect(app.store.getState().model).toMatchObject({ kind: 'birefnet', runsOn: 'wasm' })
    expect(madeOtherwiseCount(app.store.getState())).toBe(1)
  })

  it('takes the photo that is looked at first', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
    app.photos.select(idOf(app, 'c.jpg'))
    asked[0]?.finish()
    await settle()
    expect(asked[1]?.name).toBe('c.jpg')
  })

  it('pauses after the photo that is being cut, and goes on where it was', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg')
    app.cutting.pause()
    asked[0]?.finish()
    await settle()
    expect(statuses(app)).toEqual(['a.jpg done', 'b.jpg waiting'])
    bring(app, 'c.jpg')
    await settle()
    expect(asked).toHaveLength(1)
    expect(pageTitle(app.store.getState())).toBe('Paused, 1 of 3 done · Clearcut')
    app.cutting.goOn()
    expect(statuses(app)).toEqual(['a.jpg done', 'b.jpg working', 'c.jpg waiting'])
  })

  it('tells how long the rest will take by what the last photos took', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
    expect(secondsLeft(app.store.getState())).toBeUndefined()
    const cut = cutOf('auto')
    asked[0]?.finish(success({ ...cut, madeWith: { ...cut.madeWith, totalMs: 3000 } }))
    await settle()
    expect(secondsLeft(app.store.getState())).toBe(6)
    asked[1]?.options.onProgress({ stage: 'run', done: 0.5 })
    expect(secondsLeft(app.store.getState())).toBe(4.5)
  })

  it('goes on after failures, crashes of the engine included', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
    asked[0]?.finish(failure('damaged'))
    await settle()
    asked[1]?.crash(new Error('a bug'))
    await settle()
    asked[2]?.finish()
    await settle()
    expect(statuses(app)).toEqual(['a.jpg failed', 'b.jpg failed', 'c.jpg done'])
    const [, second] = app.store.getState().jobs
    expect(second).toMatchObject({ reason: 'unexpected', detail: 'Error: a bug' })
  })

  it('tries again what may end otherwise, and leaves files alone that can never be opened', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg')
    asked[0]?.finish(failure('damaged'))
    await settle()
    asked[1]?.finish(failure('out-of-memory'))
    await settle()
    app.cutting.cutAgain([idOf(app, 'a.jpg'), idOf(app, 'b.jpg')])
    expect(statuses(app)).toEqual(['a.jpg failed', 'b.jpg working'])
    expect(asked.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'b.jpg'])
  })

  it('shows real progress', () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg')
    asked[0]?.options.onProgress({ stage: 'run', done: 0.6 })
    expect(app.store.getState().jobs[0]).toMatchObject({ status: 'working', progress: { stage: 'run', done: 0.6 } })
  })

  it('cancels the one being cut and goes on with the next', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
    app.cutting.cancel([idOf(app, 'a.jpg'), idOf(app, 'b.jpg')])
    expect(asked[0]?.options.signal.aborted).toBe(true)
    await settle()
    expect(statuses(app)).toEqual(['a.jpg cancelled', 'b.jpg cancelled', 'c.jpg working'])
    app.cutting.cutAgain([idOf(app, 'b.jpg')])
    expect(statuses(app)).toEqual(['a.jpg cancelled', 'b.jpg waiting', 'c.jpg working'])
  })

  it('uses a newly chosen model for what still waits', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg')
    app.models.choose(nano)
    asked[0]?.finish()
    await settle()
    expect(asked.map(({ model }) => model)).toEqual(['auto', 'nano'])
  })
})

describe('cutting again with another model', () => {
  async function twoDone() {
    const fake = fakeApp()
    bring(fake.app, 'a.jpg', 'b.jpg')
    fake.asked[0]?.finish()
    await settle()
    fake.asked[1]?.finish()
    await settle()
    return fake
  }

  it('marks finished cutouts and cuts them all again on request', async () => {
    const { app, asked } = await twoDone()
    expect(madeOtherwiseCount(app.store.getState())).toBe(0)
    app.models.choose(nano)
    expect(madeOtherwiseCount(app.store.getState())).toBe(2)
    app.cutting.cutAllAgain()
    expect(statuses(app)).toEqual(['a.jpg working', 'b.jpg waiting'])
    asked[2]?.finish()
    await settle()
    asked[3]?.finish()
    await settle()
    expect(madeOtherwiseCount(app.store.getState())).toBe(0)
  })

  it('counts a corrected normalisation as another model', async () => {
    const { app, asked } = fakeApp()
    await app.models.refresh()
    app.models.choose(ownModel)
    bring(app, 'a.jpg')
    await finishBoth(asked)
    expect(madeOtherwiseCount(app.store.getState())).toBe(0)
    await app.models.correct(ownModel.id, 'isnet')
    expect(app.store.getState().model).toMatchObject({ family: 'isnet' })
    expect(madeOtherwiseCount(app.store.getState())).toBe(1)
  })

  it('keeps the last cutout when the new one is cancelled or fails', async () => {
    const { app, asked } = await twoDone()
    app.cutting.cutAgain([idOf(app, 'a.jpg')])
    app.cutting.cancel([idOf(app, 'a.jpg')])
    await settle()
    expect(statuses(app)[0]).toBe('a.jpg done')
    app.cutting.cutAgain([idOf(app, 'a.jpg')])
    await settle()
    asked[3]?.finish(failure('out-of-memory'))
    await settle()
    expect(statuses(app)[0]).toBe('a.jpg done')
    expect(app.store.getState().notices).toMatchObject([{ kind: 'failure', reason: 'out-of-memory', subject: 'a.jpg' }])
  })

  it('closes the thumbnail that a new cutout replaces', async () => {
    const { app, asked } = fakeApp()
    let closed = 0
    bring(app, 'a.jpg')
    asked[0]?.finish(success(cutOf('auto', () => (closed += 1))))
    await settle()
    app.cutting.cutAgain([idOf(app, 'a.jpg')])
    expect(closed).toBe(0)
    asked[1]?.finish()
    await settle()
    expect(closed).toBe(1)
  })
})
