import { percentInWords } from '#core/figures.ts'
import type { Size } from '#core/geometry.ts'
import { isSmart } from '#core/hints.ts'
import { failure } from '#core/outcome.ts'
import type { Engine } from '#core/ports.ts'
import { say } from '#core/say.ts'
import {
  type Brush,
  isHairMark,
  type Stroke,
  usualBrushSize,
  validBrush,
  validSize,
  validStroke,
} from '#core/strokes.ts'
import type { MessageId } from '#messages/ids.ts'
import { type BrushInHand, withStrokes } from './brushState.ts'
import { recorded } from './historySteps.ts'
import { newId } from './id.ts'
import { cutoutOf } from './job.ts'
import { allStrokesOf, strokesOf } from './selectors.ts'
import { type AppStore, speak } from './store.ts'
import { isTold } from './tellFailure.ts'

export interface BrushActions {
  /** Takes the brush into the hand, or lays it aside. */
  setOn(isBrushing: boolean): void
  set(change: Partial<BrushInHand>): void
  /** The other of *Keep* and *Remove*. */
  swap(): void
  /** The other of *Smart* and *Exact*. */
  swapNature(): void
  /** Makes the brush larger or smaller by this factor, by a pixel at least. */
  resize(photoId: string, factor: number): void
  /** Adds a finished stroke to a photo that has a cutout; it is brought within its limits. */
  paint(photoId: string, stroke: Omit<Stroke, 'id'>): void
  /** Says where the brush is to those who do not see it. */
  tell(words: string): void
  /** Takes all strokes off a photo, or all marks where the brush in the hand marks hair. */
  clear(photoId: string): void
}

type StrokeNames = Record<Brush['kind'], MessageId>
const names = { keep: 'news.stroke.keep', remove: 'news.stroke.remove' } satisfies StrokeNames
const hairNames = { keep: 'news.stroke.hair', remove: 'news.stroke.hairWiped' } satisfies StrokeNames
const smartNames = { keep: 'news.stroke.smartKeep', remove: 'news.stroke.smartRemove' } satisfies StrokeNames

function nameOf(stroke: Stroke): string {
  if (isHairMark(stroke)) return say(hairNames[stroke.kind])
  return say((isSmart(stroke) ? smartNames : names)[stroke.kind])
}

export function createBrushing(store: AppStore, engine: Pick<Engine, 'hint'>): BrushActions {
  const set = ({ size, ...change }: Partial<BrushInHand>) =>
    store.setState(({ brush }) => ({
      brush: { ...brush, ...validBrush(change), ...(size === undefined ? {} : { size: validSize(size) }) },
    }))

  function change(photoId: string, label: string, after: readonly Stroke[]): void {
    const state = store.getState()
    const step = { kind: 'strokes', label, photoId, before: allStrokesOf(state, photoId), after } as const
    store.setState({ strokes: withStrokes(state.strokes, photoId, after), written: undefined })
    store.setState({ history: recorded(state.history, step) })
  }

  /** Full size of a photo that has a cutout. */
  function sizeOf(photoId: string): Size | undefined {
    const job = store.getState().jobs.find(({ photo }) => photo.id === photoId)
    return job && cutoutOf(job)?.cut.size
  }

  /** Takes a stroke off again as if it had never been painted, where nothing was done since; else as a step of its own. */
  function takeOff(photoId: string, stroke: Stroke): void {
    const { history, strokes } = store.getState()
    const last = history.past.at(-1)
    if (last?.kind === 'strokes' && last.photoId === photoId && last.after.at(-1) === stroke)
      store.setState({
        strokes: withStrokes(strokes, photoId, last.before),
        history: { ...history, past: history.past.slice(0, -1) },
      })
    else
      change(
        photoId,
        say('news.stroke.takenOff', { stroke: nameOf(stroke) }),
        allStrokesOf(store.getState(), photoId).filter((one) => one !== stroke),
      )
  }

  function tellChanged(stroke: Stroke, count: number, share: number): void {
    const id = share < 0.01 ? 'news.stroke.changedLittle' : 'news.stroke.changed'
    const percent = percentInWords(Math.max(share, 0.01))
    speak(store, say(id, { stroke: nameOf(stroke), count, percent }))
  }

  /** Has a smart stroke looked into, and says what came of it. One that cannot be is taken off again, and the exact brush is at hand. */
  async function lookInto(photoId: string, stroke: Stroke, strokes: readonly Stroke[]): Promise<void> {
    const job = store.getState().jobs.find(({ photo }) => photo.id === photoId)
    const mask = job && cutoutOf(job)?.cut.mask
    if (job === undefined || mask === undefined) return
    store.setState(({ hinting }) => ({ hinting: hinting + 1 }))
    const outcome = await engine
      .hint({ file: job.photo.file, mask, strokes }, new AbortController().signal)
      .catch((error: unknown) => failure('unexpected', String(error)))
    store.setState(({ hinting }) => ({ hinting: hinting - 1 }))
    const now = strokesOf(store.getState(), photoId)
    if (!now.includes(stroke)) return
    if (isTold(store, outcome, job.photo.name)) {
      const answer = outcome.value.answers[stroke.id]
      if (answer !== undefined) tellChanged(stroke, now.length, answer.changedShare)
      return
    }
    takeOff(photoId, stroke)
    set({ nature: 'exact' })
  }

  return {
    setOn(isBrushing) {
      if (store.getState().isBrushing === isBrushing) return
      store.setState({ isBrushing })
      if (!isBrushing) return
      const { kind, nature = 'exact' } = store.getState().brush
      speak(store, say('news.brush.taken', { kind, nature }))
    },
    set,
    swap() {
      const kind = store.getState().brush.kind === 'keep' ? 'remove' : 'keep'
      set({ kind })
      speak(store, say(kind === 'keep' ? 'news.brush.keep' : 'news.brush.remove'))
    },
    swapNature() {
      const nature = isSmart(store.getState().brush) ? 'exact' : 'smart'
      set({ nature })
      speak(store, say(nature === 'smart' ? 'news.brush.smart' : 'news.brush.exact'))
    },
    resize(photoId, factor) {
      const photo = sizeOf(photoId)
      const size = store.getState().brush.size ?? (photo && usualBrushSize(photo))
      if (size === undefined) return
      const wanted = factor > 1 ? Math.max(size + 1, size * factor) : Math.min(size - 1, size * factor)
      set({ size: validSize(wanted) })
      speak(store, say('news.brush.size', { pixels: validSize(wanted) }))
    },
    paint(photoId, stroke) {
      const photo = sizeOf(photoId)
      // A mark is there or not.
      const plain = isHairMark(stroke) ? { ...stroke, opacityPercent: 100, isEdgeAware: false } : stroke
      const valid = photo && validStroke({ ...plain, id: newId() }, photo)
      if (valid === undefined) return
      change(photoId, nameOf(valid), [...allStrokesOf(store.getState(), photoId), valid])
      const strokes = strokesOf(store.getState(), photoId)
      if (isHairMark(valid)) return speak(store, nameOf(valid))
      speak(store, say('news.stroke.painted', { stroke: nameOf(valid), count: strokes.length }))
      if (isSmart(valid)) void lookInto(photoId, valid, strokes)
    },
    tell: (words) => speak(store, words),
    clear(photoId) {
      const state = store.getState()
      const isHair = isHairMark(state.brush)
      const all = allStrokesOf(state, photoId)
      const left = all.filter((one) => isHairMark(one) !== isHair)
      if (left.length === all.length) return
      change(photoId, say(isHair ? 'news.step.clearHair' : 'news.step.clearStrokes'), left)
      speak(store, say(isHair ? 'news.stroke.noHair' : 'news.stroke.none'))
    },
  }
}
