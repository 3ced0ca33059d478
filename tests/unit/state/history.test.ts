import { expect, test } from 'vitest'
import { bring, idOf, twoCutPhotos } from './fakes.ts'

const stroke = { kind: 'keep', size: 5, hardnessPercent: 80, opacityPercent: 100, isEdgeAware: false } as const

/** Takes a photo from the list for good. */
function removeForGood(app: Awaited<ReturnType<typeof twoCutPhotos>>['app'], id: string): void {
  app.photos.remove([id])
  app.photos.dismissNotice(app.store.getState().notices.at(-1)?.id ?? '')
}

test('undo passes over what was done to a photo that is gone', async () => {
  const { app, a, b } = await twoCutPhotos()
  app.edges.set(a, { featherPixels: 3 })
  app.edges.set(b, { featherPixels: 5 })
  app.brushing.paint(b, { ...stroke, points: [{ x: 3, y: 4, pressure: 1 }] })
  app.composing.setScope('photo')
  app.composing.set(b, { backdrop: { kind: 'colour', colour: '#ff0000' } })
  removeForGood(app, b)
  app.history.undo()
  expect(app.store.getState().spoken).toBe('Undone: Feather')
  expect(app.store.getState().edges.own[a]?.featherPixels ?? 0).toBe(0)
})

test('nothing is kept of what was done to a photo that is gone', async () => {
  const { app, a, b } = await twoCutPhotos()
  app.edges.set(b, { featherPixels: 5 })
  app.brushing.paint(b, { ...stroke, points: [{ x: 3, y: 4, pressure: 1 }] })
  app.composing.setScope('photo')
  app.composing.set(b, { backdrop: { kind: 'colour', colour: '#ff0000' } })
  app.cutting.first([a, b])
  await app.saving.download(b)
  app.photos.remove([b])
  expect(app.store.getState().strokes[b]).toHaveLength(1)
  app.photos.undoRemove()
  expect(app.store.getState().edges.own[b]?.featherPixels).toBe(5)
  removeForGood(app, b)
  const { strokes, edges, compositions, saved, urgent, history } = app.store.getState()
  expect([strokes, edges.own, compositions.own, saved, urgent]).toEqual([{}, {}, {}, {}, [a]])
  expect(history.past.some((step) => step.kind === 'strokes')).toBe(false)
  bring(app, 'c.jpg')
  expect(idOf(app, 'c.jpg')).not.toBe(b)
})
