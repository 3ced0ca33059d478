import {
  type EdgeSettings,
  edgesFingerprint,
  initialEdges,
  type PhotoPoint,
  type RefineSettings,
  refineRanges,
  togglePick,
  validEdges,
  withoutOwnPicks,
} from '#core/edges.ts'
import { withHoles } from '#core/holes.ts'
import { objectAt } from '#core/objectMap.ts'
import type { Engine } from '#core/ports.ts'
import { say } from '#core/say.ts'
import type { MessageId } from '#messages/ids.ts'
import type { EdgesState } from './edgesState.ts'
import { putMask } from './history.ts'
import { recorded } from './historySteps.ts'
import { newId } from './id.ts'
import { cutoutOf } from './job.ts'
import { changedForOne } from './perPhoto.ts'
import { edgesOf, hairMarksOf } from './selectors.ts'
import { type AppStore, addNotice, speak } from './store.ts'

export interface EdgeActions {
  /** Changes single settings of a photo's edges; they are brought into their ranges. */
  set(photoId: string, change: Partial<EdgeSettings>): void
  /** Gives a photo the usual edges again. */
  reset(photoId: string): void
  /** Gives all photos, and those to come, the edges of this one. */
  applyToAll(photoId: string): void
  /** Takes in or leaves out the object at this place of the photo; nothing happens where there is none. */
  pick(photoId: string, place: PhotoPoint): void
  setPicking(isPicking: boolean): void
  setRefine(change: Partial<RefineSettings>): void
  /** Finds the alpha around the edge anew by alpha matting; the result becomes the photo's mask, which can be undone. */
  refine(photoId: string): Promise<void>
  cancelRefine(): void
}

/** What the history calls the controls. */
const controlNames = {
  postProcessMask: 'news.step.postProcess',
  holes: 'news.step.holes',
  levels: 'news.step.levels',
  objects: 'news.step.objects',
  dropSpecks: 'news.step.specks',
  speckPercent: 'news.step.specks',
  fillHoles: 'news.step.fillHoles',
  holePercent: 'news.step.fillHoles',
  growPixels: 'news.step.grow',
  featherPixels: 'news.step.feather',
  hardEdge: 'news.step.hardEdge',
  threshold: 'news.step.hardEdge',
  invert: 'news.step.invert',
  cleanColours: 'news.step.cleanColours',
  cleanPercent: 'news.step.cleanColours',
  existingAlpha: 'news.step.existingAlpha',
} satisfies Record<keyof EdgeSettings, MessageId>
const names = new Map(Object.entries(controlNames))

export function createEdges(store: AppStore, engine: Engine): EdgeActions {
  let stop = new AbortController()

  function change(photoId: string, label: string, control: string, next: (edges: EdgesState) => EdgesState): void {
    const { edges: before, history } = store.getState()
    const after = next(before)
    const merge = { control, atMs: performance.now() }
    const step = { kind: 'edges', label, photoId, merge, before, after } as const
    store.setState({ edges: after, history: recorded(history, step), written: undefined })
  }

  /** What changes elsewhere than under the eyes is said where it is seen, too. */
  function tellDone(text: string): void {
    addNotice(store, { kind: 'info', id: newId(), text })
    speak(store, text)
  }

  function set(photoId: string, part: Partial<EdgeSettings>): void {
    const before = edgesOf(store.getState(), photoId)
    const edges = validEdges({ ...before, ...part })
    if (JSON.stringify(edges) === JSON.stringify(before)) return
    const keys = Object.keys(part)
    const name = (keys.length === 1 ? names.get(keys[0] ?? '') : undefined) ?? 'news.step.preset'
    change(photoId, say(name), keys.join(), (all) => changedForOne(all, photoId, edges))
  }

  return {
    set,
    reset(photoId) {
      if (edgesFingerprint(edgesOf(store.getState(), photoId)) === edgesFingerprint(initialEdges)) return
      change(photoId, say('news.step.reset'), newId(), (all) => changedForOne(all, photoId, initialEdges))
      speak(store, say('news.edges.reset'))
    },
    applyToAll(photoId) {
      const edges = edgesOf(store.getState(), photoId)
      const usual = withoutOwnPicks(edges)
      change(photoId, say('news.step.applyToAll'), newId(), () => ({
        usual,
        own: usual === edges ? {} : { [photoId]: edges },
      }))
      tellDone(say(store.getState().jobs.length > 1 ? 'news.edges.ofAll' : 'news.edges.ofNext'))
    },
    pick(photoId, place) {
      const state = store.getState()
      const { edgeFacts } = state
      if (edgeFacts?.photoId !== photoId) return
      const { map, objects } = edgeFacts.facts
      const object = objects[objectAt(map, place)]
      if (object === undefined) return
      const { objects: kept } = edgesOf(state, photoId)
      const isSame = (one: PhotoPoint, other: PhotoPoint) => objectAt(map, one) === objectAt(map, other)
      // The first click on an object of many means this one alone.
      const at = kept.keep === 'picked' ? togglePick(kept.at, object.at, isSame) : [object.at]
      set(photoId, { objects: { keep: 'picked', at } })
    },
    setPicking: (isPicking) => store.setState({ isPicking }),
    setRefine(part) {
      const { refineSettings } = store.getState()
      const next = { ...refineSettings, ...part }
      const within = (key: keyof RefineSettings) => {
        const { min, max } = refineRanges[key]
        return Number.isFinite(next[key]) ? Math.min(max, Math.max(min, Math.round(next[key]))) : refineSettings[key]
      }
      const [foregroundAbove, backgroundBelow] = [within('foregroundAbove'), within('backgroundBelow')]
      store.setState({ refineSettings: { foregroundAbove, backgroundBelow, erodePixels: within('erodePixels') } })
    },
    async refine(photoId) {
      const { jobs, refining, refineSettings } = store.getState()
      const job = jobs.find(({ photo }) => photo.id === photoId)
      const finished = job && cutoutOf(job)
      if (job === undefined || finished === undefined || refining !== undefined) return
      stop = new AbortController()
      const { signal } = stop
      const show = (done: number) => store.setState({ refining: { photoId, done } })
      show(0)
      speak(store, say('news.edges.refining'))
      const mask = withHoles(finished.cut.mask, edgesOf(store.getState(), photoId).holes)
      const marks = hairMarksOf(store.getState(), photoId)
      const request = { file: job.photo.file, mask, settings: refineSettings, ...(marks.length === 0 ? {} : { marks }) }
      try {
        const outcome = await engine.refine(request, signal, ({ done }) => {
          if (store.getState().refining?.photoId === photoId) show(done)
        })
        if (signal.aborted) return
        if (outcome.ok) take(photoId, mask.id, outcome.value.mask)
        else addNotice(store, { kind: 'failure', id: newId(), reason: outcome.reason, subject: job.photo.name })
      } catch {
        if (!signal.aborted) addNotice(store, { kind: 'failure', id: newId(), reason: 'unexpected' })
      } finally {
        store.setState({ refining: undefined })
      }
    },
    cancelRefine: () => stop.abort(new DOMException('Refining was cancelled.', 'AbortError')),
  }

  /** Puts the refined mask in the place of the one it was made of, if that is still there. */
  function take(photoId: string, madeOf: string, after: Parameters<typeof putMask>[2]): void {
    const { jobs, history } = store.getState()
    const job = jobs.find(({ photo }) => photo.id === photoId)
    const before = job && cutoutOf(job)?.cut.mask
    if (before?.id !== madeOf) return
    putMask(store, photoId, after)
    store.setState({
      history: recorded(history, { kind: 'mask', label: say('news.step.refine'), photoId, before, after }),
    })
    tellDone(say('news.edges.refined'))
  }
}
