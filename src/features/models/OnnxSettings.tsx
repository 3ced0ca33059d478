import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { bytesInWords, sizeInWords } from '#core/figures.ts'
import { type FamilyId, families, type OnnxModel } from '#core/models.ts'
import type { App } from '#state/app.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'

/** How a person's own model is used, with a way to correct what was guessed and to delete it. */
export function OnnxSettings({ app, model }: { app: App; model: OnnxModel }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <section className="onnx" aria-label={`Settings of ${model.name}`}>
      <label className="onnx-family">
        <span className="label">Normalisation</span>
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
      <dl className="facts">
        <dt>Input</dt>
        <dd data-field="model-input">{sizeInWords(model.input)}</dd>
        <dt>Mask output</dt>
        <dd data-field="model-output">{model.output}</dd>
        <dt>File</dt>
        <dd>{bytesInWords(model.sizeBytes)}</dd>
      </dl>
      <Button look="danger" icon={<Trash2 />} onClick={() => setAsking(true)}>
        Delete this model
      </Button>
      {isAsking ? (
        <Dialog title={`Delete ${model.name}?`} role="alertdialog" onClose={() => setAsking(false)}>
          <p>
            The model file is taken from this device. To use it again you add the file again. Cutouts stay as they are.
          </p>
          <div className="dialog-actions">
            <Button onClick={() => setAsking(false)}>Keep</Button>
            <Button look="danger" onClick={() => void app.models.remove(model.id)}>
              Delete
            </Button>
          </div>
        </Dialog>
      ) : null}
    </section>
  )
}

// `Object.keys` forgets what the table's type knows.
const familyIds = Object.keys(families) as FamilyId[]
