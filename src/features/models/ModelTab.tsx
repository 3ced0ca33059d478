import { Plus } from 'lucide-react'
import { type ChangeEvent, useId, useRef } from 'react'
import { useStore } from 'zustand'
import { bytesInWords } from '#core/figures.ts'
import { builtInModels, type Model } from '#core/models.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { selectedCutout } from '#state/selectors.ts'
import { Button } from '#ui/Button.tsx'
import { AboutCutout } from './AboutCutout.tsx'
import { OnnxSettings } from './OnnxSettings.tsx'
import './models.css'

const chosenOf = (state: AppState) => state.model
const onnxOf = (state: AppState) => state.onnxModels
const addingOf = (state: AppState) => state.addingModel

/** Which model cuts, and what made the cutout that is shown. */
export function ModelTab({ app }: { app: App }) {
  const chosen = useStore(app.store, chosenOf)
  const onnxModels = useStore(app.store, onnxOf)
  const adding = useStore(app.store, addingOf)
  const finished = useStore(app.store, selectedCutout)
  const group = useId()
  const input = useRef<HTMLInputElement>(null)
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    void app.models.addFiles([...(event.currentTarget.files ?? [])])
    event.currentTarget.value = ''
  }

  return (
    <>
      <fieldset className="models">
        <legend className="label">Model</legend>
        {[...builtInModels, ...onnxModels].map((model) => (
          <label key={model.id} className="model" data-model={model.id}>
            <input
              type="radio"
              name={group}
              value={model.id}
              checked={model.id === chosen.id}
              aria-label={model.name}
              aria-describedby={`${group}-${model.id}`}
              onChange={() => app.models.choose(model)}
            />
            <span>
              <span className="model-name">{model.name}</span>
              <small id={`${group}-${model.id}`}>{goodFor(model)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {chosen.kind === 'onnx' ? <OnnxSettings key={chosen.id} app={app} model={chosen} /> : null}
      <div className="model-add">
        <Button icon={<Plus />} disabled={adding !== undefined} onClick={() => input.current?.click()}>
          {adding === undefined ? 'Add an ONNX model' : 'Reading the model…'}
        </Button>
        <small>U²-Net, IS-Net, MODNet or RMBG files; you can drop them on the page, too.</small>
        <input ref={input} type="file" data-testid="model-input" hidden accept=".onnx" onChange={add} />
      </div>
      {finished === undefined ? null : <AboutCutout app={app} finished={finished} />}
    </>
  )
}

function goodFor(model: Model): string {
  if (model.kind === 'onnx') return `Your own · ${bytesInWords(model.sizeBytes)}`
  return goodForWords[model.kind]
}

const goodForWords = {
  auto: 'Looks at each photo and takes the better of the two below',
  instant: 'People, from the head up to the whole figure',
  keyer: 'Products and logos on one plain colour',
} as const
