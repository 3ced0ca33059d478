import { bytesInWords, sizeInWords } from '#core/figures.ts'
import { type FamilyId, families, type OnnxModel } from '#core/models.ts'
import type { App } from '#state/app.ts'
import { DeleteModel } from './DeleteModel.tsx'
import { LooksAtSubject } from './LooksAtSubject.tsx'

/** How a person's own model is used, with a way to correct what was guessed and to delete it. */
export function OnnxSettings({ app, model }: { app: App; model: OnnxModel }) {
  return (
    <section className="onnx" aria-label={`Settings of ${model.name}`}>
      <label className="onnx-family">
        <span className="label">Family of the model</span>
        <select
          value={model.family}
          onChange={(event) => {
            const family = familyIds.find((id) => id === event.currentTarget.value)
            if (family !== undefined) void app.models.correct(model.id, family)
          }}
        >
          {familyIds.map((id) => (
            <option key={id} value={id}>
              {families[id].name}
            </option>
          ))}
        </select>
        <small>Guessed from the file. If cutouts look wrong, choose the family that the model comes from.</small>
      </label>
      <LooksAtSubject app={app} />
      <details className="onnx-details">
        <summary>Details</summary>
        <dl className="facts">
          <dt>Input</dt>
          <dd data-field="model-input">{sizeInWords(model.input)}</dd>
          <dt>Mask output</dt>
          <dd data-field="model-output">{model.output}</dd>
          <dt>File</dt>
          <dd>{bytesInWords(model.sizeBytes)}</dd>
        </dl>
      </details>
      <DeleteModel name={model.name} onDelete={() => void app.models.remove(model.id)} />
    </section>
  )
}

// `Object.keys` forgets what the table's type knows.
const familyIds = Object.keys(families) as FamilyId[]
