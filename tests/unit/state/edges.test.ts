import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { initialEdges } from '#core/edges.ts'
import type { EdgeFacts } from '#core/look.ts'
import { failure, success } from '#core/outcome.ts'
import { cutoutOf } from '#state/job.ts'
import { edgesOf, hairMarksOf, strokesOf } from '#state/selectors.ts'
import { bring, fakeApp, idOf, settle } from './fakes.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

/** Two photos; the first is cut. */
async function edgedApp() {
  const fake = fakeApp()
  const { app } = fake
  bring(app, 'a.jpg', 'b.jpg')
  fake.asked[0]?.finish()
  await settle()
  const [a, b] = [idOf(app, 'a.jpg'), idOf(app, 'b.jpg')]
  const edges = (id: string) => edgesOf(app.store.getState(), id)
  const mask = (id: string) => {
    const job = app.store.getState().jobs.find(({ photo }) => photo.id === id)
    return job && cutoutOf(job)?.cut.mask.id
  }
  return { ...fake, a, b, edges, mask, spoken: () => app.store.getState().spoken }
}

describe('edges', () => {
  it('belong to one photo, until they are applied to all', async () => {
    const { app, a, b, edges } = await edgedApp()
    app.edges.set(a, { growPixels: 2 })
    expect([edges(a).growPixels, edges(b).growPixels]).toEqual([2, 0])
    app.edges.applyToAll(a)
    bring(app, 'c.jpg')
    expect([edges(b).growPixels, edges(idOf(app, 'c.jpg')).growPixels]).toEqual([2, 2])
    app.edges.reset(b)
    expect([edges(a).growPixels, edges(b)]).toEqual([2, initialEdges])
  })

  it('do not take picked objects to other photos', async () => {
    const { app, a, b, edges } = await edgedApp()
    app.edges.set(a, { invert: true })
    app.edges.set(a, { objects: { keep: 'picked', at: [{ x: 0.5, y: 0.5 }] } })
    app.edges.applyToAll(a)
    expect(edges(a).objects.keep).toBe('picked')
    expect(edges(b)).toEqual({ ...initialEdges, invert: true })
  })

  it('that changed make what was written another file', async () => {
    const { app, a, encodes } = await edgedApp()
    await app.saving.download(a)
    await app.saving.download(a)
    expect(encodes()).toBe(1)
    app.edges.set(a, { featherPixels: 3 })
    expect(app.store.getState().written).toBeUndefined()
    await app.saving.download(a)
    expect(encodes()).toBe(2)
  })

  it('that cannot be shown are told of', async () => {
    const { app, a } = await edgedApp()
    const job = app.store.getState().jobs.find(({ photo }) => photo.id === a)
    const mask = job && cutoutOf(job)?.cut.mask
    if (job === undefined || mask === undefined) throw new Error('it was cut')
    const look = { photo: job.photo, mask, edges: initialEdges, strokes: [], maxPixels: 1000 }
    await app.looking.retouch(look, true, new AbortController().signal)
    expect(app.store.getState().notices).toMatchObject([{ reason: 'damaged', subject: 'a.jpg' }])
  })

  it('pick objects where the mask has them', async () => {
    const { app, a, edges } = await edgedApp()
    const object = (x: number) => ({
      share: 0.1,
      box: { x, y: 0, width: 0.5, height: 1 },
      at: { x: x + 0.25, y: 0.5 },
    })
    const map = { width: 2, height: 1, numbers: Uint8Array.of(1, 2) }
    const facts: EdgeFacts = { histogram: new Uint32Array(256), objects: [object(0), object(0.5)], map }
    app.edges.pick(a, { x: 0.9, y: 0.9 })
    expect(edges(a).objects).toEqual({ keep: 'all' })
    app.store.setState({ edgeFacts: { photoId: a, facts } })
    app.edges.pick(a, { x: 0.9, y: 0.9 })
    expect(edges(a).objects).toEqual({ keep: 'picked', at: [{ x: 0.75, y: 0.5 }] })
    app.edges.pick(a, { x: 0.6, y: 0.1 })
    expect(edges(a).objects).toEqual({ keep: 'picked', at: [] })
  })
})

describe('the history', () => {
  it('undoes and does again, one step for one movement of a slider', async () => {
    const { app, a, edges, spoken } = await edgedApp()
    for (const growPixels of [1, 2, 3]) {
      vi.advanceTimersByTime(100)
      app.edges.set(a, { growPixels })
    }
    vi.advanceTimersByTime(1500)
    app.edges.set(a, { growPixels: 5 })
    app.edges.set(a, { featherPixels: 1 })
    app.history.undo()
    expect(spoken()).toBe('Undone: Feather')
    expect(edges(a)).toEqual({ ...initialEdges, growPixels: 5 })
    app.history.undo()
    expect(edges(a).growPixels).toBe(3)
    app.history.undo()
    expect(edges(a)).toEqual(initialEdges)
    app.history.undo()
    app.history.redo()
    app.history.redo()
    expect(edges(a).growPixels).toBe(5)
    app.edges.set(a, { invert: true })
    app.history.redo()
    expect(edges(a)).toEqual({ ...initialEdges, growPixels: 5, invert: true })
  })

  it('brings photos back and undoes edges by the same key, in the order of what was done', async () => {
    const { app, a, b, edges } = await edgedApp()
    const ids = () => app.store.getState().jobs.map(({ photo }) => photo.id)
    app.edges.set(a, { invert: true })
    app.photos.remove([b])
    app.photos.select(a)
    app.history.undo()
    expect(ids()).toEqual([a, b])
    expect(edges(a).invert).toBe(true)
    app.history.undo()
    expect(edges(a).invert).toBe(false)
    expect(app.store.getState().selectedId).toBe(a)
    app.history.redo()
    app.history.redo()
    expect([ids(), edges(a).invert]).toEqual([[a], true])
  })

  it('passes over a removal whose notice is gone', async () => {
    const { app, a, b, edges } = await edgedApp()
    app.edges.set(a, { invert: true })
    app.photos.remove([b])
    app.photos.dismissNotice(app.store.getState().notices[0]?.id ?? '')
    app.history.undo()
    expect(edges(a).invert).toBe(false)
    expect(app.store.getState().jobs).toHaveLength(1)
  })
})

describe('refining an edge', () => {
  const refined = { id: 'refined', size: { width: 30, height: 20 }, packed: new Blob() }

  it('puts the new mask in the place of the old one, which undo brings back', async () => {
    const { app, a, mask, refining } = await edgedApp()
    app.edges.setRefine({ erodePixels: 400, foregroundAbove: 230 })
    const work = app.edges.refine(a)
    expect(refining[0]?.request.settings).toEqual({ foregroundAbove: 230, backgroundBelow: 10, erodePixels: 255 })
    refining[0]?.onProgress({ stage: 'refine', done: 0.5 })
    expect(app.store.getState().refining).toEqual({ photoId: a, done: 0.5 })
    refining[0]?.finish(success({ mask: refined, ms: 1 }))
    await work
    expect([mask(a), app.store.getState().refining]).toEqual(['refined', undefined])
    app.history.undo()
    expect(mask(a)).toBe('mask of auto')
    app.history.redo()
    expect(mask(a)).toBe('refined')
  })

  it('looks only where the brush has marked hair, and marks are undone by themselves', async () => {
    const { app, a, refining } = await edgedApp()
    const mark = { kind: 'keep', size: 10, hardnessPercent: 80, opacityPercent: 40, isEdgeAware: true } as const
    const points = [{ x: 3, y: 4, pressure: 1 }]
    app.brushing.set({ nature: 'hair' })
    app.brushing.paint(a, { ...mark, nature: 'hair', points })
    app.brushing.paint(a, { ...mark, nature: 'exact', points })
    expect(strokesOf(app.store.getState(), a)).toMatchObject([{ nature: 'exact' }])
    const first = app.edges.refine(a)
    expect(refining[0]?.request.marks).toMatchObject([
      { nature: 'hair', opacityPercent: 100, isEdgeAware: false, points },
    ])
    refining[0]?.finish(success({ mask: refined, ms: 1 }))
    await first
    // Clearing marks leaves what was painted.
    app.brushing.clear(a)
    expect(strokesOf(app.store.getState(), a)).toHaveLength(1)
    expect(hairMarksOf(app.store.getState(), a)).toEqual([])
    app.history.undo()
    expect(app.store.getState().spoken).toBe('Undone: Clear hair marks')
    expect(hairMarksOf(app.store.getState(), a)).toHaveLength(1)
    app.brushing.clear(a)
    void app.edges.refine(a)
    expect(refining[1]?.request.marks).toBeUndefined()
  })

  it('can be cancelled, and fails with a notice', async () => {
    const { app, a, mask, refining } = await edgedApp()
    const work = app.edges.refine(a)
    app.edges.cancelRefine()
    await work
    expect(app.store.getState()).toMatchObject({ refining: undefined, notices: [] })
    const again = app.edges.refine(a)
    refining[1]?.finish(failure('out-of-memory'))
    await again
    expect(app.store.getState().notices).toMatchObject([{ reason: 'out-of-memory', subject: 'a.jpg' }])
    expect(mask(a)).toBe('mask of auto')
  })

  it('is forgotten when the photo is cut again', async () => {
    const { app, a, mask, refining, asked } = await edgedApp()
    const work = app.edges.refine(a)
    refining[0]?.finish(success({ mask: refined, ms: 1 }))
    await work
    asked[1]?.finish()
    await settle()
    app.cutting.cutAgain([a])
    asked[2]?.finish()
    await settle()
    app.history.undo()
    expect(mask(a)).toBe('mask of auto')
    expect(app.store.getState().history.past).toEqual([])
  })
})
