import type { CompositionSettings } from '#core/compositionSettings.ts'
import type { Mask } from '#core/cut.ts'
import type { ExportSettings } from '#core/settings.ts'
import type { Stroke } from '#core/strokes.ts'
import type { EdgesState } from './edgesState.ts'
import type { PerPhoto } from './perPhoto.ts'

/** Something a person did that can be undone; `label` says what, as in `Undone: Feather`. */
export type Step =
  | ({ kind: 'edges'; before: EdgesState; after: EdgesState } & Gesture)
  | ({ kind: 'composition'; before: Compositions; after: Compositions; files?: FileChange } & Gesture)
  | { kind: 'strokes'; label: string; photoId: string; before: readonly Stroke[]; after: readonly Stroke[] }
  | { kind: 'mask'; label: string; photoId: string; before: Mask; after: Mask }
  | { kind: 'order'; label: string; before: readonly string[]; after: readonly string[] }
  | { kind: 'removed'; label: string; noticeId: string; ids: string[] }

type Compositions = PerPhoto<CompositionSettings>

/** What a template changed of how files are written: these settings alone. */
export interface FileChange {
  before: Partial<ExportSettings>
  after: Partial<ExportSettings>
}

interface Gesture {
  label: string
  photoId: string
  merge: Merge
}

/** Steps of the same control that follow one another quickly are one: a slider that is dragged tells of every place it passes. */
interface Merge {
  control: string
  atMs: number
}

/** What was done, oldest first, and what was undone and can be done again, latest first. */
export interface History {
  past: readonly Step[]
  future: readonly Step[]
}

export const emptyHistory: History = { past: [], future: [] }

/** Who paints makes many steps, and wants to come back to the first. */
const maxSteps = 1000
const mergeMs = 1000

/** The history with one more step; what was undone cannot be done again after it. */
export function recorded({ past, future }: History, step: Step): History {
  const last = past.at(-1)
  const merged = future.length === 0 && last !== undefined ? mergedOf(last, step) : undefined
  if (merged !== undefined) return { past: [...past.slice(0, -1), merged], future: [] }
  return { past: [...past, step].slice(-maxSteps), future: [] }
}

/** Both steps as one, where they are of one gesture. */
function mergedOf(one: Step, other: Step): Step | undefined {
  if (one.kind === 'edges' && other.kind === 'edges' && isOneGesture(one, other))
    return { ...other, before: one.before }
  if (one.kind === 'composition' && other.kind === 'composition' && isOneGesture(one, other))
    return { ...other, before: one.before }
  return undefined
}

function isOneGesture(one: Gesture, other: Gesture): boolean {
  const isSame = one.photoId === other.photoId && one.merge.control === other.merge.control
  return isSame && other.merge.atMs - one.merge.atMs < mergeMs
}

/** The history without what was done to the mask of a photo: it has been cut again. */
export function withoutMasks({ past, future }: History, photoId: string): History {
  const isOther = (step: Step) => step.kind !== 'mask' || step.photoId !== photoId
  return { past: past.filter(isOther), future: future.filter(isOther) }
}

/** The history once photos have come with settings of their own: no earlier step takes these away. */
export function withOwnOf(
  { past, future }: History,
  { edges, compositions }: { edges: EdgesState; compositions: Compositions },
): History {
  const add = <T>(all: PerPhoto<T>, { own }: PerPhoto<T>) => ({ ...all, own: { ...own, ...all.own } })
  const added = (step: Step): Step => {
    if (step.kind === 'edges') return { ...step, before: add(step.before, edges), after: add(step.after, edges) }
    if (step.kind !== 'composition') return step
    return { ...step, before: add(step.before, compositions), after: add(step.after, compositions) }
  }
  return { past: past.map(added), future: future.map(added) }
}
