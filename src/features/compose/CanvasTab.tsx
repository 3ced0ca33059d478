import { useStore } from 'zustand'
import type { CanvasSettings, SubjectPlace } from '#core/compositionSettings.ts'
import type { Size } from '#core/geometry.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { compositionOf, selectedCutout } from '#state/selectors.ts'
import { Choice } from '#ui/Choice.tsx'
import { AspectChoice } from './AspectChoice.tsx'
import { canvasNote } from './canvasNote.ts'
import { FreeFields } from './FreeFields.tsx'
import { MarginField } from './MarginField.tsx'
import { PixelFields } from './PixelFields.tsx'
import { PlaceFields } from './PlaceFields.tsx'
import { ScopeChoice } from './ScopeChoice.tsx'
import { TemplatePicker } from './TemplatePicker.tsx'
import { TurnFields } from './TurnFields.tsx'
import './canvas.css'

const selectedOf = (state: AppState) => state.selectedId

/** How large the picture is, and where the subject stands in it. */
export function CanvasTab({ app }: { app: App }) {
  const id = useStore(app.store, selectedOf)
  return id === undefined ? null : <CanvasOf app={app} id={id} />
}

function CanvasOf({ app, id }: { app: App; id: string }) {
  const { canvas, place, turn } = useStore(app.store, (state) => compositionOf(state, id))
  const photo = useStore(app.store, selectedCutout)?.cut.size
  const set = (next: CanvasSettings) => app.composing.set(id, { canvas: next })
  const choose = (kind: CanvasSettings['kind']) => {
    const next = startOf(kind, photo)
    // On a canvas of another shape one wants to see the subject, not the photo's room around it.
    const isNew = (kind === 'aspect' || kind === 'size') && place.kind === 'own'
    app.composing.set(id, isNew ? { canvas: next, place: startingPlace } : { canvas: next })
  }
  return (
    <>
      <ScopeChoice app={app} id={id} />
      <TemplatePicker app={app} id={id} />
      <div className="noted canvas-size">
        <Choice
          className="choice-framed"
          label={say('compose.canvas')}
          isLabelShown
          options={kinds.map((kind) => ({ value: kind, label: say(`compose.canvas.${kind}`) }))}
          value={canvas.kind}
          onChange={choose}
        />
        {canvas.kind === 'subject' ? (
          <MarginField margin={canvas.margin} onChange={(margin) => set({ ...canvas, margin })} />
        ) : null}
        {canvas.kind === 'aspect' ? (
          <AspectChoice aspect={canvas} onChange={(next) => set({ kind: 'aspect', ...next })} />
        ) : null}
        {canvas.kind === 'size' ? <PixelFields size={canvas} onChange={(next) => set({ ...canvas, ...next })} /> : null}
        <p className="small-print">{canvasNote(canvas, place)}</p>
      </div>
      {canvas.kind === 'subject' ? null : (
        <PlaceFields place={place} starting={startingPlace} onChange={(next) => app.composing.set(id, { place: next })}>
          <FreeFields app={app} id={id} place={place} />
        </PlaceFields>
      )}
      <TurnFields
        turn={turn}
        onTurn={(next) => app.composing.set(id, { turn: next })}
        onFlip={(direction) => app.composing.flip(id, direction)}
      />
    </>
  )
}

/** What a product picture usually has. */
const startingPlace: SubjectPlace = { kind: 'placed', fillPercent: 85, across: 50, down: 50 }

function startOf(kind: CanvasSettings['kind'], photo: Size = { width: 1080, height: 1080 }): CanvasSettings {
  switch (kind) {
    case 'photo':
      return { kind }
    case 'subject':
      return { kind, margin: { value: 8, unit: '%' } }
    case 'aspect':
      return { kind, across: 1, down: 1 }
    case 'size':
      return { kind, width: photo.width, height: photo.height }
  }
}

const kinds = ['photo', 'subject', 'aspect', 'size'] as const satisfies readonly CanvasSettings['kind'][]
