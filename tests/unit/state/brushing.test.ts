import { describe, expect, it } from 'vitest'
import { editsFingerprint } from '#core/edits.ts'
import type { Hinted } from '#core/hints.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
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

describe('smart strokes', () => {
  const smart = () => kept({ nature: 'smart' })

  it('are looked into with all that was painted before, and what came of them is said', async () => {
    const { app, a, hinted, hints } = await twoPhotos()
    app.brushing.paint(a, kept())
    expect(hinted).toHaveLength(0)
    app.brushing.paint(a, smart())
    expect(app.store.getState()).toMatchObject({ hinting: 1, spoken: 'Smart keep 2' })
    await settle()
    expect(hinted.map(({ strokes }) => strokes.length)).toEqual([2])
    expect(app.store.getState().hinting).toBe(0)
    hints.push(answersTo(() => strokesOf(app.store.getState(), a).at(-1)?.id, 0.124))
    app.brushing.paint(a, smart())
    await settle()
    expect(app.store.getState().spoken).toBe('Smart keep 3: 12\u00a0% of the picture changed')
  })

  it('that cannot be worked out are taken off as if they had never been painted; it is said, and the exact brush is at hand', async () => {
    const { app, a, hints, kinds } = await twoPhotos()
    app.brushing.paint(a, kept())
    hints.push(failure('no-webassembly'))
    app.brushing.paint(a, smart())
    await settle()
    expect(kinds(a)).toEqual(['keep'])
    const { notices, brush, history } = app.store.getState()
    expect(notices.at(-1)).toMatchObject({ kind: 'failure', reason: 'no-webassembly' })
    expect([brush.nature, history.past.length]).toEqual(['exact', 1])
    app.history.undo()
    expect(kinds(a)).toEqual([])
  })

  it('that were undone before the answer came change nothing any more', async () => {
    const { app, a, hints, kinds } = await twoPhotos()
    hints.push(failure('no-webassembly'))
    app.brushing.paint(a, smart())
    app.history.undo()
    await settle()
    expect([kinds(a), app.store.getState().notices]).toEqual([[], []])
  })

  it('take turns with exact ones', async () => {
    const { app } = await twoPhotos()
    const nature = () => app.store.getState().brush.nature
    const first = nature()
    app.brushing.swapNature()
    expect([first, nature(), app.store.getState().spoken]).toEqual(['smart', 'exact', 'Exact brush'])
  })
})

/** The answer to the stroke that is painted next, by its id when it is asked for. */
function answersTo(idOf: () => string | undefined, changedShare: number): Outcome<Hinted> {
  const part = { x: 0, y: 0, width: 0, height: 0 }
  const answer = { grid: { width: 1, height: 1 }, part, data: new Uint8Array(), changedShare }
  return success({
    get answers() {
      return { [idOf() ?? '']: answer }
    },
  })
}
