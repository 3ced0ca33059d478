import type { Size } from '#core/geometry.ts'
import { type Brush, type Stroke, usualBrushSize, validBrush, validSize, validStroke } from '#core/strokes.ts'
import { type BrushInHand, withStrokes } from './brushState.ts'
import { recorded } from './historySteps.ts'
import { newId } from './id.ts'
import { cutoutOf } from './job.ts'
import { strokesOf } from './selectors.ts'
import { type AppStore, speak } from './store.ts'

export interface BrushActions {
  /** Takes the brush into the hand, or lays it aside. */
  setOn(isBrushing: boolean): void
  set(change: Partial<BrushInHand>): void
  /** The other of *Keep* and *Remove*. */
  swap(): void
  /** Makes the brush larger or smaller by this factor, by a pixel at least. */
  resize(photoId: string, factor: number): void
  /** Adds a finished stroke to a photo that has a cutout; it is brought within its limits. */
  paint(photoId: string, stroke: Omit<Stroke, 'id'>): void
  /** Says where the brush is to those who do not see it. */
  tell(words: string): void
  /** Takes all strokes off a photo. */
  clear(photoId: string): void
}

const names = { keep: 'Keep stroke', remove: 'Remove stroke' } satisfies Record<Brush['kind'], string>

export function createBrushing(store: AppStore): BrushActions {
  const set = ({ size, ...change }: Partial<BrushInHand>) =>
    store.setState(({ brush }) => ({
      brush: { ...brush, ...validBrush(change), ...(size === undefined ? {} : { size: validSize(size) }) },
    }))

  function change(photoId: string, label: string, after: readonly Stroke[]): void {
    const state = store.getState()
    const step = { kind: 'strokes', label, photoId, before: strokesOf(state, photoId), after } as const
    store.setState({ strokes: withStrokes(state.strokes, photoId, after), written: undefined })
    store.setState({ history: recorded(state.history, step) })
  }

  /** Full size of a photo that has a cutout. */
  function sizeOf(photoId: string): Size | undefined {
    const job = store.getState().jobs.find(({ photo }) => photo.id === photoId)
    return job && cutoutOf(job)?.cut.size
  }

  return {
    setOn(isBrushing) {
      if (store.getState().isBrushing === isBrushing) return
      store.setState({ isBrushing })
      if (isBrushing)
        speak(store, `Brush: ${store.getState().brush.kind}. Arrow keys move it, Space paints, X swaps keep and remove`)
    },
    set,
    swap() {
      const kind = store.getState().brush.kind === 'keep' ? 'remove' : 'keep'
      set({ kind })
      speak(store, kind === 'keep' ? 'Keep' : 'Remove')
    },
    resize(photoId, factor) {
      const photo = sizeOf(photoId)
      const size = store.getState().brush.size ?? (photo && usualBrushSize(photo))
      if (size === undefined) return
      const wanted = factor > 1 ? Math.max(size + 1, size * factor) : Math.min(size - 1, size * factor)
      set({ size: validSize(wanted) })
      speak(store, `Brush ${validSize(wanted)} pixels wide`)
    },
    paint(photoId, stroke) {
      const photo = sizeOf(photoId)
      const valid = photo && validStroke({ ...stroke, id: newId() }, photo)
      if (valid === undefined) return
      const strokes = [...strokesOf(store.getState(), photoId), valid]
      change(photoId, names[valid.kind], strokes)
      speak(store, `${names[valid.kind]} ${strokes.length}`)
    },
    tell: (words) => speak(store, words),
    clear(photoId) {
      if (strokesOf(store.getState(), photoId).length === 0) return
      change(photoId, 'Clear strokes', [])
      speak(store, 'All strokes are gone')
    },
  }
}
