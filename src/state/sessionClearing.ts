import { initialEdges } from '#core/edges.ts'
import { emptyHistory } from './historySteps.ts'
import { release } from './job.ts'
import { type AppStore, releaseNotice } from './store.ts'

export interface Stoppable {
  start(): void
  cancelAll(): void
}

/** Takes all photos off the page, with what was done to them; what is set for photos to come stays, but for edges, which are made for these. */
export function createClearing(store: AppStore, cutting: Stoppable): () => void {
  return () => {
    cutting.cancelAll()
    const { jobs, notices: shown } = store.getState()
    for (const job of jobs) release(job)
    for (const notice of shown) releaseNotice(store, notice)
    store.setState(({ compositions, notices }) => ({
      jobs: [],
      selectedId: undefined,
      strokes: {},
      edges: { usual: initialEdges, own: {} },
      compositions: { usual: compositions.usual, own: {} },
      edgeFacts: undefined,
      subjectSeen: undefined,
      history: emptyHistory,
      asking: undefined,
      written: undefined,
      saved: {},
      notices: notices.filter(({ kind }) => kind !== 'removed' && kind !== 'restored'),
    }))
  }
}
