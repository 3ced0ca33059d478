import { Plus } from 'lucide-react'
import { type ChangeEvent, useId, useRef } from 'react'
import { useStore } from 'zustand'
import { bytesInWords } from '#core/figures.ts'
import type { Model } from '#core/models.ts'
import { modelInWords } from '#core/modelWords.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { selectedCutout } from '#state/selectors.ts'
import { Button } from '#ui/Button.tsx'
import { AboutCutout } from './AboutCutout.tsx'
import { AddingModel } from './AddingModel.tsx'
import { BiRefNetSettings } from './BiRefNetSettings.tsx'
import { OnnxSettings } from './OnnxSettings.tsx'
import { useModels } from './useModels.ts'
import './models.css'

const chosenOf = (state: AppState) => state.model
const isAddingOf = (state: AppState) => state.addingModel !== undefined || state.shelf.addingFile !== undefined

/** Which model cuts, and what made the cutout that is shown. */
export function ModelTab({ app }: { app: App }) {
  const chosen = useStore(app.store, chosenOf)
  const models = useModels(app)
  const isAdding = useStore(app.store, isAddingOf)
  const finished = useStore(app.store, selectedCutout)
  const group = useId()
  const input = useRef<HTMLInputElement>(null)
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    app.bring([...(event.currentTarget.files ?? [])].map((file) => ({ name: file.name, file })))
    event.currentTarget.value = ''
  }

  return (
    <>
      <fieldset className="models">
        <legend className="label">{say('models.title')}</legend>
        {models.map((model) => (
          <label key={model.id} className="model" data-model={model.id}>
            <input
              type="radio"
              name={group}
              value={model.id}
              checked={model.id === chosen.id}
              aria-label={modelInWords(model)}
              aria-describedby={`${group}-${model.id}`}
              onChange={() => app.models.choose(model)}
            />
            <span>
              <span className="model-name">{modelInWords(model)}</span>
              <small id={`${group}-${model.id}`}>{goodFor(model)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {chosen.kind === 'onnx' ? <OnnxSettings key={chosen.id} app={app} model={chosen} /> : null}
      {chosen.kind === 'birefnet' ? <BiRefNetSettings key={chosen.id} app={app} model={chosen} /> : null}
      <div className="model-add">
        {isAdding ? (
          <AddingModel app={app} />
        ) : (
          <Button icon={<Plus />} onClick={() => input.current?.click()}>
            {say('models.add')}
          </Button>
        )}
        <small>{say('models.add.note')}</small>
        <input
          ref={input}
          type="file"
          data-testid="model-input"
          hidden
          multiple
          accept=".onnx,.safetensors,.onnx_data,.data"
          onChange={add}
        />
      </div>
      {finished === undefined ? null : <AboutCutout app={app} finished={finished} />}
    </>
  )
}

function goodFor(model: Model): string {
  if (model.kind === 'birefnet')
    return say('models.goodFor.birefnet', { tier: String(model.tier), size: bytesInWords(model.sizeBytes) })
  if (model.kind === 'onnx')
    return say(model.file === undefined ? 'models.goodFor.own' : 'models.goodFor.ownForTab', {
      size: bytesInWords(model.sizeBytes),
    })
  return say(`models.goodFor.${model.kind}`)
}
