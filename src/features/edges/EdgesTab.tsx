import { useEffect } from 'react'
import { useStore } from 'zustand'
import { type EdgeSettings, edgesFingerprint, initialEdges } from '#core/edges.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { edgesOf, hairMarksOf, selectedCutout } from '#state/selectors.ts'
import { Colours, OwnTransparency } from './Colours.tsx'
import { EdgeFoot, EdgeHead } from './EdgeActions.tsx'
import { HolesChoice } from './HolesChoice.tsx'
import { Levels } from './Levels.tsx'
import { Objects } from './Objects.tsx'
import { Refine } from './Refine.tsx'
import { EdgeSliders, ShapeSwitches } from './Shape.tsx'
import './edges.css'

const selectedOf = (state: AppState) => state.selectedId

/** How the edges of the selected photo's cutout are to be. */
export function EdgesTab({ app }: { app: App }) {
  const id = useStore(app.store, selectedOf)
  useEffect(() => () => app.edges.setPicking(false), [app])
  return id === undefined ? null : <EdgesOf key={id} app={app} id={id} />
}

const factsOf = (state: AppState) => state.edgeFacts
const pickingOf = (state: AppState) => state.isPicking
const refineOf = (state: AppState) => state.refineSettings
const refiningOf = (state: AppState) => state.refining
const historyOf = (state: AppState) => state.history
const countOf = (state: AppState) => state.jobs.length

function EdgesOf({ app, id }: { app: App; id: string }) {
  const edges = useStore(app.store, (state) => edgesOf(state, id))
  const known = useStore(app.store, factsOf)
  const isPicking = useStore(app.store, pickingOf)
  const finished = useStore(app.store, selectedCutout)
  const refineSettings = useStore(app.store, refineOf)
  const refining = useStore(app.store, refiningOf)
  const history = useStore(app.store, historyOf)
  const count = useStore(app.store, countOf)
  const isMarked = useStore(app.store, (state) => hairMarksOf(state, id).length > 0)
  const facts = known?.photoId === id ? known.facts : undefined
  const set = (change: Partial<EdgeSettings>) => app.edges.set(id, change)

  return (
    <>
      <EdgeHead
        edges={edges}
        canUndo={history.past.length > 0}
        canRedo={history.future.length > 0}
        onPreset={set}
        onUndo={app.history.undo}
        onRedo={app.history.redo}
      />
      {finished?.cut.mask.holes === undefined ? null : (
        <HolesChoice holes={edges.holes} onChange={(holes) => set({ holes })} />
      )}
      <Levels histogram={facts?.histogram} levels={edges.levels} onChange={(levels) => set({ levels })} />
      <div className="edge-group">
        <EdgeSliders edges={edges} onChange={set} />
      </div>
      <div className="edge-group">
        <Colours edges={edges} onChange={set} />
        <ShapeSwitches edges={edges} size={finished?.cut.size ?? unknownSize} onChange={set} />
      </div>
      {facts !== undefined && (facts.objects.length > 1 || edges.objects.keep !== 'all') ? (
        <Objects
          facts={facts}
          kept={edges.objects}
          isPicking={isPicking}
          onKeep={(objects) => set({ objects })}
          onPick={(place) => app.edges.pick(id, place)}
          onPicking={app.edges.setPicking}
        />
      ) : null}
      {finished?.cut.notes.includes('had-alpha') === true ? <OwnTransparency edges={edges} onChange={set} /> : null}
      <Refine
        settings={refineSettings}
        done={refining?.photoId === id ? refining.done : undefined}
        isOff={finished === undefined || refining !== undefined}
        isMarked={isMarked}
        onStart={() => void app.edges.refine(id)}
        onCancel={app.edges.cancelRefine}
        onSettings={app.edges.setRefine}
      />
      <EdgeFoot
        canReset={edgesFingerprint(edges) !== initialFingerprint}
        count={count}
        onReset={() => app.edges.reset(id)}
        onApplyToAll={() => app.edges.applyToAll(id)}
      />
    </>
  )
}

const initialFingerprint = edgesFingerprint(initialEdges)
const unknownSize = { width: 0, height: 0 }
