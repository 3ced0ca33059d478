import { bytesInWords, sizeInWords } from '#core/figures.ts'
import { type FamilyId, families, type OnnxModel } from '#core/models.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import { DeleteModel } from './DeleteModel.tsx'
import { LooksAtSubject } from './LooksAtSubject.tsx'

/** How a person's own model is used, with a way to correct what was guessed and to delete it. */
export function OnnxSettings({ app, model }: { app: App; model: OnnxModel }) {
  return (
    <section className="onnx" aria-label={say('models.settingsOf', { name: model.name })}>
      <label className="onnx-family">
        <span className="label">{say('models.family')}</span>
        <select
          value={model.family}
          onChange={(event) => {
            const family = familyIds.find((id) => id === event.currentTarget.value)
            if (family !== undefined) void app.models.correct(model.id, family)
          }}
        >
          {familyIds.map((id) => (
            <option key={id} value={id}>
              {familyInWords(id)}
            </option>
          ))}
        </select>
        <small>{say('models.family.note')}</small>
      </label>
      <LooksAtSubject app={app} />
      <details className="onnx-details">
        <summary>{say('models.details')}</summary>
        <dl className="facts">
          <dt>{say('models.input')}</dt>
          <dd data-field="model-input">{sizeInWords(model.input)}</dd>
          <dt>{say('models.output')}</dt>
          <dd data-field="model-output">{model.output}</dd>
          <dt>{say('models.file')}</dt>
          <dd>{bytesInWords(model.sizeBytes)}</dd>
        </dl>
      </details>
      <DeleteModel name={model.name} onDelete={() => void app.models.remove(model.id)} />
    </section>
  )
}

/** Families are called by their names; what belongs to none says how its numbers are. */
function familyInWords(id: FamilyId): string {
  if (id === 'plain') return say('models.family.plain')
  return id === 'bytes' ? say('models.family.bytes') : families[id].name
}

// `Object.keys` forgets what the table's type knows.
const familyIds = Object.keys(families) as FamilyId[]
