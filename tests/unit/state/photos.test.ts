import { describe, expect, it } from 'vitest'
import { success } from '#core/outcome.ts'
import { ownModel } from '#tests/fixtures/ownModel.ts'
import { bring, cutOf, fakeApp, idOf, settle, statuses } from './fakes.ts'

describe('the list of photos', () => {
  it('shows a file that could not be read as failed, and reads the rest', () => {
    const { app } = fakeApp()
    app.bring([
      { name: 'gone.jpg', file: undefined, reason: 'file-gone' },
      { name: 'a.jpg', file: new File(['x'], 'a.jpg') },
    ])
    expect(statuses(app)).toEqual(['gone.jpg failed', 'a.jpg working'])
  })

  it('gives a lost photo that is brought again its old place, with what was done to it', () => {
    const { app, asked } = fakeApp()
    app.bring([
      { name: 'gone.jpg', file: undefined, reason: 'file-gone' },
      { name: 'a.jpg', file: new File(['x'], 'a.jpg') },
    ])
    const lost = idOf(app, 'gone.jpg')
    bring(app, 'b.jpg', 'gone.jpg', 'gone.jpg')
    expect(statuses(app)).toEqual(['gone.jpg waiting', 'a.jpg working', 'b.jpg waiting', 'gone.jpg waiting'])
    expect(idOf(app, 'gone.jpg')).toBe(lost)
    expect(app.store.getState().jobs[0]?.photo.file.size).toBe(1)
    expect(asked).toHaveLength(1)
  })

  it('brings a photo back with the model that was chosen for it alone, and without the progress of a preview that was stopped', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg')
    asked[0]?.finish()
    await settle()
    const a = idOf(app, 'a.jpg')
    app.cutting.cutAgainWith(a, ownModel)
    expect(statuses(app)).toEqual(['a.jpg working'])
    app.photos.remove([a])
    app.cutting.pause()
    await settle()
    app.photos.undoRemove()
    expect(app.store.getState().jobs).toMatchObject([{ status: 'waiting', own: ownModel }])
    app.cutting.cancel([a])
    app.models.choose(ownModel)
    bring(app, 'b.jpg')
    app.cutting.goOn()
    const b = idOf(app, 'b.jpg')
    expect(app.store.getState().jobs[1]).toHaveProperty('glance')
    app.cutting.pause()
    app.photos.remove([b])
    await settle()
    app.photos.undoRemove()
    expect(app.store.getState().jobs[1]).not.toHaveProperty('glance')
  })

  it('makes a model of an ONNX file among the photos and chooses it', async () => {
    const { app } = fakeApp()
    bring(app, 'a.jpg', 'u2netp.ONNX')
    await settle()
    expect(statuses(app)).toEqual(['a.jpg working'])
    expect(app.store.getState().model.name).toBe('u2netp')
  })

  it('tells when a model file cannot be used, and keeps the choice', async () => {
    const { app } = fakeApp()
    bring(app, 'bad.onnx')
    await settle()
    expect(app.store.getState().model.id).toBe('auto')
    expect(app.store.getState().notices).toMatchObject([{ reason: 'model-unreadable', subject: 'bad.onnx' }])
  })

  it('falls back to Auto when the chosen model is deleted', async () => {
    const { app } = fakeApp()
    bring(app, 'u2netp.onnx')
    await settle()
    await app.models.remove('onnx-1')
    expect(app.store.getState().model.id).toBe('auto')
    expect(app.store.getState().onnxModels).toEqual([])
  })

  it('selects the neighbour of a removed photo', () => {
    const { app } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
    app.photos.select(idOf(app, 'b.jpg'))
    app.photos.remove([idOf(app, 'b.jpg')])
    expect(app.store.getState().selectedId).toBe(idOf(app, 'c.jpg'))
    app.photos.remove([idOf(app, 'c.jpg')])
    expect(app.store.getState().selectedId).toBe(idOf(app, 'a.jpg'))
  })

  it('brings removed photos back to where they stood, and cuts what was being cut again', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
    app.photos.remove([idOf(app, 'a.jpg'), idOf(app, 'c.jpg')])
    expect(asked[0]?.options.signal.aborted).toBe(true)
    await settle()
    expect(statuses(app)).toEqual(['b.jpg working'])
    app.photos.undoRemove()
    expect(statuses(app)).toEqual(['a.jpg waiting', 'b.jpg working', 'c.jpg waiting'])
    expect(app.store.getState().notices).toEqual([])
  })

  it('removes everything and brings everything back', async () => {
    const { app, asked } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg')
    asked[0]?.finish()
    await settle()
    app.photos.removeAll()
    expect(statuses(app)).toEqual([])
    await settle()
    app.photos.undoRemove()
    expect(statuses(app)).toEqual(['a.jpg done', 'b.jpg working'])
    expect(app.store.getState().selectedId).toBe(idOf(app, 'a.jpg'))
  })

  it('releases the thumbnail only when a removal cannot be undone any more', async () => {
    const { app, asked } = fakeApp()
    let closed = 0
    bring(app, 'a.jpg')
    asked[0]?.finish(success(cutOf('auto', () => (closed += 1))))
    await settle()
    app.photos.remove([idOf(app, 'a.jpg')])
    expect(closed).toBe(0)
    const [notice] = app.store.getState().notices
    app.photos.dismissNotice(notice?.id ?? '')
    expect(closed).toBe(1)
  })

  it('moves the selection and stops at the ends', () => {
    const { app } = fakeApp()
    bring(app, 'a.jpg', 'b.jpg')
    app.photos.selectBeside(1)
    app.photos.selectBeside(1)
    expect(app.store.getState().selectedId).toBe(idOf(app, 'b.jpg'))
    app.photos.selectBeside(-9)
    expect(app.store.getState().selectedId).toBe(idOf(app, 'a.jpg'))
  })

  it('sees to it that every file that came stays readable', () => {
    const { app, taken } = fakeApp()
    app.bring([
      { name: 'a.jpg', file: new File(['x'], 'a.jpg') },
      { name: 'gone.jpg', file: undefined, reason: 'file-gone' },
    ])
    expect(taken.map((file) => file instanceof File && file.name)).toEqual(['a.jpg'])
  })

  it('tells the news of the service worker', () => {
    const { app, news } = fakeApp()
    news('offline-ready')
    news('update-ready')
    expect(app.store.getState()).toMatchObject({ isReadyOffline: true, isUpdateReady: true, notices: [] })
    news('update-broken')
    expect(app.store.getState().notices).toMatchObject([{ kind: 'failure', reason: 'update-incomplete' }])
  })
})

describe('a ZIP of photos', () => {
  it('gives its photos below its own name, and says where it ends early', async () => {
    const { app } = fakeApp()
    app.bring([{ name: 'Shop.zip', file: new File(['a.jpg b.jpg damage'], 'Shop.zip') }])
    await settle()
    await settle()
    const { jobs, notices } = app.store.getState()
    expect(jobs.map(({ photo }) => `${photo.folder}/${photo.name}`)).toEqual(['Shop/blue/a.jpg', 'Shop/blue/b.jpg'])
    expect(notices).toMatchObject([{ kind: 'failure', reason: 'zip-damaged', subject: 'Shop.zip' }])
  })
})
