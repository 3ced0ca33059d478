import { describe, expect, it } from 'vitest'
import { editsFingerprint } from '#core/edits.ts'
import { success } from '#core/outcome.ts'
import type { Stroke } from '#core/strokes.ts'
import { editsOf, strokesOf } from '#state/selectors.ts'
import { hasUnsaved } from '#state/unsaved.ts'
import { strokeOf } from '#tests/fixtures/strokes.ts'
import { cutOf, settle, twoCutPhotos } from './fakes.ts'

/** Two photos that are cut, each 30 x 20. */
async function twoPhotos() {
  const fake = await twoCutPhotos()
  const { app } = fake
  const kinds = (id: string) => strokesOf(app.store.getState(), id).map(({ kind }) => kind)
  const made = (id: string) => editsFingerprint(editsOf(app.store.getState(), id))
  return { ...fake, kinds, made }
}

const kept = (change: Partial<Stroke> = {}) =>
  strokeOf(
    [
      [5, 5],
      [9, 5],
    ],
    { kind: 'keep', ...change },
  )

describe('strokes', () => {
  it('belong to one photo, and are undone and done again one by one, back to the very first state', async () => {
    const { app, a, b, kinds, made } = await twoPhotos()
    const first = made(a)
    app.brushing.paint(a, kept())
    app.brushing.paint(a, strokeOf([[3, 3]]))
    expect([kinds(a), kinds(b)]).toEqual([['keep', 'remove'], []])
    app.history.undo()
    expect([kinds(a), app.store.getState().spoken]).toEqual([['keep'], 'Undone: Remove stroke'])
    app.history.undo()
    expect([kinds(a), made(a)]).toEqual([[], first])
    app.history.redo()
    app.history.redo()
    expect(kinds(a)).toEqual(['keep', 'remove'])
  })

  it('share one history with the edges', async () => {
    const { app, a, kinds } = await twoPhotos()
    app.brushing.paint(a, kept())
    app.edges.set(a, { growPixels: 3 })
    app.brushing.paint(a, strokeOf([[3, 3]]))
    for (const expected of [['keep'], ['keep'], []]) {
      app.history.undo()
      expect(kinds(a)).toEqual(expected)
    }
    expect(editsOf(app.store.getState(), a).edges.growPixels).toBe(0)
  })

  it('can all be undone, however many there are', async () => {
    const { app, a, kinds, made } = await twoPhotos()
    const first = made(a)
    for (let stroke = 0; stroke < 200; stroke++) app.brushing.paint(a, kept())
    expect(kinds(a)).toHaveLength(200)
    for (let stroke = 0; stroke < 200; stroke++) app.history.undo()
    expect(made(a)).toBe(first)
  })

  it('stay when the photo is cut again, with another model', async () => {
    const { app, a, asked, kinds } = await twoPhotos()
    app.brushing.paint(a, kept())
    app.cutting.cutAgainWith(a, { kind: 'keyer', id: 'keyer', name: 'Plain backdrop' })
    await settle()
    asked[2]?.finish(success(cutOf('keyer')))
    await settle()
    expect(kinds(a)).toEqual(['keep'])
    app.history.undo()
    expect(kinds(a)).toEqual([])
  })

  it('are part of what is written, and of what has not been saved yet', async () => {
    const { app, a, b, painted } = await twoPhotos()
    await app.saving.download(a)
    await app.saving.download(b)
    expect(hasUnsaved(app.store.getState())).toBe(false)
    app.brushing.paint(a, kept())
    expect(hasUnsaved(app.store.getState())).toBe(true)
    await app.saving.download(a)
    expect([painted[0], painted.at(-1)]).toEqual([0, 1])
    expect(hasUnsaved(app.store.getState())).toBe(false)
  })

  it('are brought within their limits, and are nothing where there is no cutout or nothing of the photo was touched', async () => {
    const { app, a, kinds } = await twoPhotos()
    app.brushing.paint(a, strokeOf([[500, 500]]))
    app.brushing.paint('none', kept())
    expect([kinds(a), app.store.getState().history.past]).toEqual([[], []])
    app.brushing.paint(a, kept({ opacityPercent: 900 }))
    expect(strokesOf(app.store.getState(), a)[0]?.opacityPercent).toBe(100)
  })

  it('are all taken off at once, which can be undone', async () => {
    const { app, a, kinds } = await twoPhotos()
    app.brushing.clear(a)
    expect(app.store.getState().history.past).toHaveLength(0)
    app.brushing.paint(a, kept())
    app.brushing.paint(a, kept())
    app.brushing.clear(a)
    expect(kinds(a)).toEqual([])
    app.history.undo()
    expect(kinds(a)).toEqual(['keep', 'keep'])
  })
})

describe('the brush', () => {
  it('suits the photo until its size is chosen, and is swapped', async () => {
    const { app, a } = await twoPhotos()
    const brush = () => app.store.getState().brush
    expect([brush().kind, brush().size]).toEqual(['remove', undefined])
    app.brushing.resize(a, 1.25)
    expect([brush().size, app.store.getState().spoken]).toEqual([2, 'Brush 2 pixels wide'])
    app.brushing.set({ size: 9000, hardnessPercent: -5 })
    expect([brush().size, brush().hardnessPercent]).toEqual([2000, 0])
    app.brushing.resize(a, 0.8)
    expect(brush().size).toBe(1600)
    app.brushing.swap()
    expect([brush().kind, app.store.getState().spoken]).toEqual(['keep', 'Keep'])
  })
})
