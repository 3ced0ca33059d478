import { useEffect } from 'react'
import { useStore } from 'zustand'
import { countInWords, pixelsInWords } from '#core/figures.ts'
import { strokeRanges, usualBrushSize } from '#core/strokes.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { hairMarksOf, selectedCutout, strokesOf } from '#state/selectors.ts'
import { Button } from '#ui/Button.tsx'
import { Choice } from '#ui/Choice.tsx'
import { Range } from '#ui/Range.tsx'
import { Switch } from '#ui/Switch.tsx'
import { UndoRedo } from '#ui/UndoRedo.tsx'
import { HairRefine } from './HairRefine.tsx'
import { placeOfSize, sizeOfPlace, sizeSteps } from './sizeScale.ts'
import './brush.css'

const selectedOf = (state: AppState) => state.selectedId

/** Keep and Remove by hand, on the selected photo; as long as this is open whoever drags on the picture paints. */
export function BrushTab({ app }: { app: App }) {
  const id = useStore(app.store, selectedOf)
  useEffect(() => {
    app.brushing.setOn(true)
    return () => app.brushing.setOn(false)
  }, [app])
  return id === undefined ? null : <BrushOf app={app} id={id} />
}

const brushOf = (state: AppState) => state.brush
const historyOf = (state: AppState) => state.history
const isHintingOf = (state: AppState) => state.hinting > 0

function BrushOf({ app, id }: { app: App; id: string }) {
  const brush = useStore(app.store, brushOf)
  const history = useStore(app.store, historyOf)
  const isHinting = useStore(app.store, isHintingOf)
  const strokes = useStore(app.store, (state) => strokesOf(state, id))
  const marks = useStore(app.store, (state) => hairMarksOf(state, id))
  const finished = useStore(app.store, selectedCutout)
  if (finished === undefined) return <p className="small-print">As soon as there is a cutout it can be painted on.</p>
  const { size = usualBrushSize(finished.cut.size), hardnessPercent, opacityPercent, nature = 'exact' } = brush
  const { set } = app.brushing
  return (
    <>
      <div className="brush-head">
        <Choice
          className="choice-framed"
          label="Brush"
          options={kinds}
          value={brush.kind}
          onChange={(kind) => set({ kind })}
        />
        <UndoRedo
          canUndo={history.past.length > 0}
          canRedo={history.future.length > 0}
          onUndo={app.history.undo}
          onRedo={app.history.redo}
        />
      </div>
      <Choice
        className="choice-framed"
        label="How it paints"
        options={natures}
        value={nature}
        // Before there are marks there is nothing to wipe off.
        onChange={(next) => set(next === 'hair' ? { nature: next, kind: 'keep' } : { nature: next })}
      />
      <p className="small-print">{aims[nature]}</p>
      <div className="brush-group">
        <Range
          label="Size"
          value={placeOfSize(size)}
          min={0}
          max={sizeSteps}
          shown={pixelsInWords(size)}
          onChange={(place) => set({ size: sizeOfPlace(place) })}
        />
        {nature === 'exact' ? (
          <>
            <Range
              label="Hardness"
              value={hardnessPercent}
              {...strokeRanges.hardnessPercent}
              shown={`${hardnessPercent} %`}
              onChange={(next) => set({ hardnessPercent: next })}
            />
            <Range
              label="Opacity"
              value={opacityPercent}
              {...strokeRanges.opacityPercent}
              shown={`${opacityPercent} %`}
              onChange={(next) => set({ opacityPercent: next })}
            />
          </>
        ) : null}
      </div>
      {nature === 'hair' ? <HairRefine app={app} id={id} /> : null}
      {nature === 'exact' ? (
        <Switch
          label="Keep to edges"
          detail="Stays on its side of the photo's edges"
          isOn={brush.isEdgeAware}
          onChange={(isEdgeAware) => set({ isEdgeAware })}
        />
      ) : null}
      <p className="small-print brush-hint">
        <span className="brush-mouse">
          Hold Alt for the other way, Shift for a straight line from the last stroke. The middle button moves the
          picture.
        </span>
        <span className="brush-touch">One finger paints, two move the picture.</span>
      </p>
      <div className="brush-foot">
        <span className="figures">
          {isHinting
            ? 'Looking at the photo…'
            : countWords(nature === 'hair' ? marks.length : strokes.length, nature === 'hair' ? 'mark' : 'stroke')}
        </span>
        <Button disabled={(nature === 'hair' ? marks : strokes).length === 0} onClick={() => app.brushing.clear(id)}>
          {nature === 'hair' ? 'Clear marks' : 'Clear strokes'}
        </Button>
      </div>
    </>
  )
}

function countWords(count: number, what: 'stroke' | 'mark'): string {
  return count === 0 ? `No ${what}s yet` : countInWords(count, what)
}

const kinds = [
  { value: 'keep', label: 'Keep' },
  { value: 'remove', label: 'Remove' },
] as const

const natures = [
  { value: 'smart', label: 'Smart' },
  { value: 'exact', label: 'Exact' },
  { value: 'hair', label: 'Hair' },
] as const

const aims = {
  smart: 'Dab on a thing, and all of it comes or goes, along the photo’s edges. More dabs say more.',
  exact: 'Paints what it covers, and nothing else.',
  hair: 'Paint where hair or fur is, over the edge. It is looked for there only; Remove wipes marks off.',
} as const
