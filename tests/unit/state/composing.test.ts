import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Backdrop } from '#core/settings.ts'
import { compositionOf } from '#state/selectors.ts'
import { hasUnsaved } from '#state/unsaved.ts'
import { bring, idOf, twoCutPhotos } from './fakes.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

const [red, blue] = ['#ff0000', '#0000ff']
const colour = (value: string): { backdrop: Backdrop } => ({ backdrop: { kind: 'colour', colour: value } })
const clear: { backdrop: Backdrop } = { backdrop: { kind: 'transparent' } }

/** Two photos that are cut. */
async function twoPhotos() {
  const fake = await twoCutPhotos()
  const { app, a, b } = fake
  const behind = () => [a, b].map((id) => ({ backdrop: compositionOf(app.store.getState(), id).backdrop }))
  return { ...fake, behind }
}

describe('a background', () => {
  it('is chosen for all photos and those to come, as long as nothing else is said', async () => {
    const { app, a, behind } = await twoPhotos()
    app.composing.set(a, colour(red))
    expect(behind()).toEqual([colour(red), colour(red)])
    bring(app, 'c.jpg')
    expect(compositionOf(app.store.getState(), idOf(app, 'c.jpg'))).toMatchObject(colour(red))
  })

  it('is chosen for one photo alone, until all get another or it follows them again', async () => {
    const { app, a, b, behind } = await twoPhotos()
    app.composing.setScope('photo')
    app.composing.set(a, colour(red))
    expect(behind()).toEqual([colour(red), clear])
    app.composing.follow(a)
    expect(behind()).toEqual([clear, clear])
    app.composing.set(a, colour(red))
    app.composing.setScope('all')
    app.composing.set(b, colour(blue))
    expect(behind()).toEqual([colour(blue), colour(blue)])
  })

  it('is undone and done again, with what single photos had of their own', async () => {
    const { app, a, b, behind } = await twoPhotos()
    app.composing.setScope('photo')
    app.composing.set(a, colour(red))
    vi.advanceTimersByTime(5000)
    app.composing.setScope('all')
    app.composing.set(b, colour(blue))
    app.history.undo()
    expect(behind()).toEqual([colour(red), clear])
    expect(app.store.getState().spoken).toBe('Undone: Background')
    app.history.undo()
    expect(behind()).toEqual([clear, clear])
    app.history.redo()
    app.history.redo()
    expect(behind()).toEqual([colour(blue), colour(blue)])
  })

  it('that is dragged through many colours is one step back', async () => {
    const { app, a, behind } = await twoPhotos()
    for (const value of [red, '#800080', blue]) app.composing.set(a, colour(value))
    app.history.undo()
    expect(behind()).toEqual([clear, clear])
  })

  it('goes into the file of its own photo, also where all are packed', async () => {
    const { app, a, b, saved, encoded } = await twoPhotos()
    app.composing.setScope('photo')
    app.composing.set(a, colour(red))
    await app.saving.download(a)
    await app.saving.download(b)
    const written = await Promise.all(saved.map(async ({ text }) => JSON.parse(await text) as unknown))
    expect(written).toEqual([expect.objectContaining(colour(red)), expect.objectContaining(clear)])
    await app.saving.downloadAll()
    expect(encoded.slice(-2)).toEqual([expect.objectContaining(colour(red)), expect.objectContaining(clear)])
  })

  it('that changed makes what was written another file, which nobody has downloaded yet', async () => {
    const { app, a, encodes } = await twoPhotos()
    await app.saving.downloadAll()
    expect(hasUnsaved(app.store.getState())).toBe(false)
    await app.saving.download(a)
    const before = encodes()
    app.composing.set(a, colour(red))
    expect(app.store.getState().written).toBeUndefined()
    expect(hasUnsaved(app.store.getState())).toBe(true)
    await app.saving.download(a)
    expect(encodes()).toBe(before + 1)
  })
})

describe('a canvas', () => {
  const square = { canvas: { kind: 'size', width: 2048, height: 2048 } } as const
  const placed = { place: { kind: 'placed', fillPercent: 85, across: 50, down: 100 } } as const

  it('is composed in every file, and nothing is where nothing is asked for', async () => {
    const { app, a, composed } = await twoPhotos()
    await app.saving.download(a)
    expect(composed).toEqual([undefined])
    app.composing.set(a, { ...square, ...placed })
    await app.saving.download(a)
    await app.saving.copy(a)
    await app.saving.downloadAll()
    const wanted = {
      isSemitransparent: true,
      canvas: square.canvas,
      scalePercent: 85,
      position: { xPercent: 50, yPercent: 100 },
      backdrop: { kind: 'transparent' },
    }
    // Copy and ZIP take the file that was just written: both photos have the same mask here.
    expect(composed.slice(1)).toEqual([wanted])
  })

  it('is undone by its name, and the first state makes the first file again', async () => {
    const { app, a, composed } = await twoPhotos()
    app.composing.set(a, square)
    vi.advanceTimersByTime(5000)
    app.composing.set(a, placed)
    app.history.undo()
    expect(app.store.getState().spoken).toBe('Undone: Place of the subject')
    app.history.undo()
    expect(app.store.getState().spoken).toBe('Undone: Canvas')
    await app.saving.download(a)
    expect(composed).toEqual([undefined])
  })
})

describe('a subject', () => {
  it('is mirrored with its lean, and a second time it is as it was', async () => {
    const { app, a } = await twoPhotos()
    const turn = () => compositionOf(app.store.getState(), a).turn
    app.composing.set(a, { turn: { degrees: 30, isFlippedAcross: false, isFlippedDown: false } })
    app.composing.flip(a, 'across')
    expect(turn()).toEqual({ degrees: -30, isFlippedAcross: true, isFlippedDown: false })
    app.composing.flip(a, 'across')
    expect(turn()).toEqual({ degrees: 30, isFlippedAcross: false, isFlippedDown: false })
    app.history.undo()
    expect(app.store.getState().spoken).toBe('Undone: Flip the subject')
  })

  it('that a hand took up stands where it stood, and is written with its place and turn', async () => {
    const { app, a, composed } = await twoPhotos()
    app.composing.set(a, { place: { kind: 'free' } })
    await app.saving.download(a)
    const turn = { degrees: 15, isFlippedAcross: false, isFlippedDown: true }
    const centre = { xPercent: 20, yPercent: 70 }
    app.composing.set(a, { place: { kind: 'free', fillPercent: 40, centre }, turn })
    await app.saving.download(a)
    const plain = { isSemitransparent: true, backdrop: { kind: 'transparent' } }
    expect(composed).toEqual([plain, { ...plain, scalePercent: 40, centre, turn }])
  })
})
