import { describe, expect, it, vi } from 'vitest'
import { initialComposition } from '#core/compositionSettings.ts'
import type { Preferences } from '#core/preferences.ts'
import { initialExportSettings } from '#core/settings.ts'
import { createPreferenceKeeper } from '#platform/preferenceKeeper.ts'
import { rememberPreferences } from '#state/preferences.ts'
import { compositionOf } from '#state/selectors.ts'
import { ownModel } from '#tests/fixtures/ownModel.ts'
import { bring, fakeApp, settle } from './fakes.ts'

function keeping(kept: Partial<Preferences>) {
  const written: Preferences[] = []
  return { written, recall: () => kept, keep: (preferences: Preferences) => void written.push(preferences) }
}

describe('what a person has set', () => {
  it('is there again the next time', () => {
    const { app } = fakeApp()
    const exportSettings = { ...initialExportSettings, format: 'webp', quality: 60 } as const
    rememberPreferences(app, keeping({ exportSettings, viewMode: 'mask', hasLetterKeys: false, tiers: { x: 512 } }))
    expect(app.store.getState()).toMatchObject({
      exportSettings,
      viewMode: 'mask',
      hasLetterKeys: false,
      tiers: { x: 512 },
    })
  })

  it('is kept when it changes, and only then', () => {
    const { app } = fakeApp()
    const keeper = keeping({})
    rememberPreferences(app, keeper)
    app.store.setState({ spoken: 'Hello' })
    expect(keeper.written).toEqual([])
    app.saving.set({ format: 'jpeg' })
    app.looking.setViewMode('cutout')
    expect(keeper.written.map(({ exportSettings, viewMode }) => [exportSettings.format, viewMode])).toEqual([
      ['jpeg', 'compare'],
      ['jpeg', 'cutout'],
    ])
  })

  it('has the background of all photos among it, and never one of a single photo', () => {
    const { app } = fakeApp()
    const sand = { ...initialComposition, backdrop: { kind: 'colour', colour: '#e8dccb' } } as const
    const keeper = keeping({ composition: sand })
    rememberPreferences(app, keeper)
    bring(app, 'a.jpg')
    const id = app.store.getState().selectedId ?? ''
    expect(compositionOf(app.store.getState(), id)).toEqual(sand)
    app.composing.setScope('photo')
    app.composing.set(id, { backdrop: { kind: 'transparent' } })
    expect(keeper.written).toEqual([])
    app.composing.setScope('all')
    app.composing.set(id, { backdrop: { kind: 'colour', colour: '#000000' } })
    expect(keeper.written.at(-1)?.composition).toEqual({
      ...initialComposition,
      backdrop: { kind: 'colour', colour: '#000000' },
    })
  })

  it('chooses a built-in model again at once', () => {
    const { app } = fakeApp()
    rememberPreferences(app, keeping({ modelId: 'nano' }))
    expect(app.store.getState()).toMatchObject({ model: { id: 'nano' }, hasChosenModel: true })
  })

  it('chooses what has taken the place of the people segmenter that earlier versions had', () => {
    const { app } = fakeApp()
    rememberPreferences(app, keeping({ modelId: 'instant' }))
    expect(app.store.getState()).toMatchObject({ model: { id: 'nano' }, hasChosenModel: true })
  })

  it('chooses a model of the device again once it is known to be there', async () => {
    const { app } = fakeApp()
    rememberPreferences(app, keeping({ modelId: ownModel.id }))
    expect(app.store.getState().model.id).toBe('auto')
    await settle()
    expect(app.store.getState()).toMatchObject({ model: { id: ownModel.id }, hasChosenModel: true })
  })

  it('cuts a photo that is dropped before the device has answered with the model that was in use', async () => {
    const { app, asked } = fakeApp()
    rememberPreferences(app, keeping({ modelId: ownModel.id }))
    bring(app, 'first.jpg')
    expect(asked).toEqual([])
    await settle()
    // A preview comes first, as always with a finer model.
    asked[0]?.finish()
    await settle()
    expect(asked.map(({ name, model }) => [name, model])).toEqual([
      ['first.jpg', 'auto'],
      ['first.jpg', ownModel.id],
    ])
    expect(app.store.getState().notices).toEqual([])
  })

  it('says so where a dropped photo is cut with another model because that one is gone', async () => {
    const { app, asked } = fakeApp()
    rememberPreferences(app, keeping({ modelId: 'birefnet-lite' }))
    bring(app, 'first.jpg')
    await settle()
    expect(asked.map(({ model }) => model)).toEqual(['auto'])
    expect(app.store.getState().notices).toMatchObject([
      { kind: 'info', text: 'BiRefNet Lite was not found on this device: cutting with Auto.' },
    ])
  })

  it('does not hold photos back where the device does not answer', async () => {
    vi.useFakeTimers()
    try {
      const { app, asked, shelf } = fakeApp()
      shelf.shelf.look = () => new Promise(() => {})
      rememberPreferences(app, keeping({ modelId: 'birefnet-lite' }))
      bring(app, 'first.jpg')
      await vi.advanceTimersByTimeAsync(4_900)
      expect(asked).toEqual([])
      await vi.advanceTimersByTimeAsync(200)
      expect(asked.map(({ model }) => model)).toEqual(['auto'])
    } finally {
      vi.useRealTimers()
    }
  })

  it('leaves the choice to the app where that model is gone, and to the person who chooses meanwhile', async () => {
    const { app } = fakeApp()
    const keeper = keeping({ modelId: 'birefnet-gone' })
    rememberPreferences(app, keeper)
    await settle()
    expect(app.store.getState()).toMatchObject({ model: { id: 'auto' }, hasChosenModel: false })
    app.models.choose({ kind: 'keyer', id: 'keyer', name: 'Plain backdrop' })
    expect(keeper.written.at(-1)?.modelId).toBe('keyer')
  })
})

/** The part of the page's storage that is used. */
function storageOf(kept: string | null) {
  let text = kept
  const parts = {
    getItem: () => text,
    setItem(_: string, value: string) {
      text = value
    },
  }
  return () => parts as unknown as Storage
}

describe('the storage of preferences', () => {
  it('gives back what it was given', () => {
    const preferences: Preferences = {
      exportSettings: { ...initialExportSettings, quality: 20 },
      composition: {
        backdrop: { kind: 'gradient', shape: 'radial', from: '#0a1b2c', to: '#ffffff', degrees: 45 },
        shadow: { kind: 'cast', opacityPercent: 40, blurPercent: 1.5, distancePercent: 30 },
        outline: { kind: 'line', widthPercent: 1.5, colour: '#ffffff' },
        canvas: { kind: 'aspect', across: 4, down: 5 },
        place: { kind: 'free', fillPercent: 85, centre: { xPercent: 40, yPercent: 60 } },
        turn: { degrees: -12, isFlippedAcross: true, isFlippedDown: false },
        tones: { brightness: 10, contrast: -20, saturation: 30, warmth: -40 },
        glow: { kind: 'light', opacityPercent: 60, sizePercent: 4, colour: '#ffeecc' },
        blending: { wrapPercent: 30, matchPercent: 40 },
      },
      viewMode: 'cutout',
      hasLetterKeys: false,
      modelId: 'nano',
      tiers: { 'birefnet-lite': 768 },
      runsOn: 'wasm',
      looksAtSubject: false,
      agreedTerms: ['https://terms.example/'],
    }
    const storage = storageOf(null)
    createPreferenceKeeper(storage).keep(preferences)
    expect(createPreferenceKeeper(storage).recall()).toEqual(preferences)
  })

  it.each([
    ['nothing', null],
    ['damage', '{"exportSettings":'],
    ['something else', '[1, 2]'],
    ['a number', '7'],
  ])('that holds %s remembers nothing', (_, text) => {
    expect(createPreferenceKeeper(storageOf(text)).recall()).toEqual({})
  })

  it('keeps the parts that can be understood', () => {
    const exportSettings = {
      format: 'tiff',
      content: 'mask',
      quality: 400,
    }
    const composition = {
      backdrop: { kind: 'colour', colour: 'url(x)' },
      canvas: { kind: 'size', width: 9, height: 9_000_000 },
    }
    const kept = {
      exportSettings,
      composition,
      viewMode: 'upside-down',
      hasLetterKeys: false,
      tiers: { a: 'b' },
      modelId: 7,
    }
    expect(createPreferenceKeeper(storageOf(JSON.stringify(kept))).recall()).toEqual({
      exportSettings: { ...initialExportSettings, content: 'mask' },
      composition: initialComposition,
      hasLetterKeys: false,
    })
  })

  it('that is blocked does no harm', () => {
    const keeper = createPreferenceKeeper(() => {
      throw new DOMException('blocked', 'SecurityError')
    })
    expect(keeper.recall()).toEqual({})
    expect(() =>
      keeper.keep({ ...keeper.recall(), exportSettings: initialExportSettings } as Preferences),
    ).not.toThrow()
  })
})
