import type { Step } from './historySteps.ts'
import type { AppState } from './initialState.ts'
import { withoutOwn } from './perPhoto.ts'

type Traces = Pick<AppState, 'strokes' | 'edges' | 'compositions' | 'saved' | 'urgent' | 'history'>

/** The state without what was done to these photos, which cannot be brought back any more: strokes, edges, pictures behind them, and the steps that undid it. */
export function withoutTraces(state: Traces, photoIds: readonly string[]): Traces {
  const gone = new Set(photoIds)
  const others = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => !gone.has(id)))
  const isOfOthers = (step: Step) => (step.kind !== 'strokes' && step.kind !== 'mask') || !gone.has(step.photoId)
  const { past, future } = state.history
  return {
    strokes: others(state.strokes),
    edges: photoIds.reduce(withoutOwn, state.edges),
    compositions: photoIds.reduce(withoutOwn, state.compositions),
    saved: others(state.saved),
    urgent: state.urgent.filter((id) => !gone.has(id)),
    history: { past: past.filter(isOfOthers), future: future.filter(isOfOthers) },
  }
}
