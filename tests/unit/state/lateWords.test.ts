import { expect, test } from 'vitest'
import { success } from '#core/outcome.ts'
import { ownModel } from '#tests/fixtures/ownModel.ts'
import { bring, fakeApp, idOf, settle, statuses } from './fakes.ts'

const late = { stage: 'run', done: 0.9 } as const

test('a photo that was stopped and is cut again is not taken for the stopped cut by what that says late', async () => {
  const { app, asked } = fakeApp()
  bring(app, 'a.jpg')
  const a = idOf(app, 'a.jpg')
  app.cutting.cancel([a])
  app.cutting.cutAgain([a])
  asked[0]?.options.onProgress(late)
  await settle()
  expect(statuses(app)).toEqual(['a.jpg working'])
  expect(asked.length).toBe(2)
  asked[1]?.finish()
  await settle()
  expect(statuses(app)).toEqual(['a.jpg done'])
})

test('a cut that has ended says nothing of the next one', async () => {
  const { app, asked } = fakeApp()
  bring(app, 'a.jpg')
  asked[0]?.finish()
  await settle()
  app.cutting.pause()
  app.cutting.cutAgain([idOf(app, 'a.jpg')])
  asked[0]?.options.onProgress(late)
  expect(statuses(app)).toEqual(['a.jpg waiting'])
})

test('a preview that was stopped leaves no progress behind', async () => {
  const { app, asked } = fakeApp()
  app.models.choose(ownModel)
  bring(app, 'a.jpg')
  const a = idOf(app, 'a.jpg')
  app.cutting.pause()
  app.cutting.cancel([a])
  await settle()
  app.cutting.cutAgain([a])
  asked[0]?.options.onProgress(late)
  expect(app.store.getState().jobs).toMatchObject([{ status: 'waiting' }])
  expect(app.store.getState().jobs[0]).not.toHaveProperty('glance')
})

test('an edge that is refined does not go on being refined by a late word', async () => {
  const { app, asked, refining } = fakeApp()
  bring(app, 'a.jpg')
  asked[0]?.finish()
  await settle()
  const work = app.edges.refine(idOf(app, 'a.jpg'))
  const mask = { id: 'refined', size: { width: 30, height: 20 }, packed: new Blob() }
  refining[0]?.finish(success({ mask, ms: 1 }))
  await work
  refining[0]?.onProgress({ stage: 'refine', done: 0.9 })
  expect(app.store.getState().refining).toBeUndefined()
})
