import { useEffect } from 'react'
import { useStore } from 'zustand'
import { pixelsInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
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
  if (finished === undefined) return <p className="small-print">{say('brush.none')}</p>
  const { size = usualBrushSize(finished.cut.size), hardnessPercent, opacityPercent, nature = 'exact' } = brush
  const { set } = app.brushing
  return (
    <>
      <div className="brush-head">
        <Choice
          className="choice-framed"
          label={say('brush.kind')}
          options={kinds.map((kind) => ({ value: kind, label: say(`brush.kind.${kind}`) }))}
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
        label={say('brush.nature')}
        options={natures.map((one) => ({ value: one, label: say(`brush.nature.${one}`) }))}
        value={nature}
        // Before there are marks there is nothing to wipe off.
        onChange={(next) => set(next === 'hair' ? { nature: next, kind: 'keep' } : { nature: next })}
      />
      <p className="small-print">{say(`brush.aim.${nature}`)}</p>
      <div className="brush-group">
        <Range
          label={say('brush.size')}
          value={placeOfSize(size)}
          min={0}
          max={sizeSteps}
          shown={pixelsInWords(size)}
          onChange={(place) => set({ size: sizeOfPlace(place) })}
        />
        {nature === 'exact' ? (
          <>
            <Range
              label={say('brush.hardness')}
              value={hardnessPercent}
              {...strokeRanges.hardnessPercent}
              shown={say('brush.percent', { percent: hardnessPercent })}
              onChange={(next) => set({ hardnessPercent: next })}
            />
            <Range
              label={say('brush.opacity')}
              value={opacityPercent}
              {...strokeRanges.opacityPercent}
              shown={say('brush.percent', { percent: opacityPercent })}
              onChange={(next) => set({ opacityPercent: next })}
            />
          </>
        ) : null}
      </div>
      {nature === 'hair' ? <HairRefine app={app} id={id} /> : null}
      {nature === 'exact' ? (
        <Switch
          label={say('brush.edgeAware')}
          detail={say('brush.edgeAware.detail')}
          isOn={brush.isEdgeAware}
          onChange={(isEdgeAware) => set({ isEdgeAware })}
        />
      ) : null}
      <p className="small-print brush-hint">
        <span className="brush-mouse">{say('brush.hint.mouse')}</span>
        <span className="brush-touch">{say('brush.hint.touch')}</span>
      </p>
      <div className="brush-foot">
        <span className="figures">
          {isHinting
            ? say('brush.looking')
            : nature === 'hair'
              ? say('brush.marks', { count: marks.length })
              : say('brush.strokes', { count: strokes.length })}
        </span>
        <Button disabled={(nature === 'hair' ? marks : strokes).length === 0} onClick={() => app.brushing.clear(id)}>
          {say(nature === 'hair' ? 'brush.clear.marks' : 'brush.clear.strokes')}
        </Button>
      </div>
    </>
  )
}

const kinds = ['keep', 'remove'] as const

const natures = ['smart', 'exact', 'hair'] as const
