import { tierWords } from '#core/birefnetModel.ts'
import { bytesInWords } from '#core/figures.ts'
import type { BiRefNetModel } from '#core/models.ts'
import type { App } from '#state/app.ts'
import { DeleteModel } from './DeleteModel.tsx'

/** The size that a BiRefNet checkpoint is run at, and a way to delete it. */
export function BiRefNetSettings({ app, model }: { app: App; model: BiRefNetModel }) {
  return (
    <section className="onnx" aria-label={`Settings of ${model.name}`}>
      <label className="onnx-family">
        <span className="label">Size the network sees</span>
        <select
          data-testid="tier"
          value={model.tier}
          onChange={(event) => app.models.setTier(model, Number(event.currentTarget.value))}
        >
          {model.tiers.map((tier) => (
            <option key={tier} value={tier}>
              {tier} × {tier}
            </option>
          ))}
        </select>
        <small>{tierWords[model.tier]}</small>
      </label>
      <dl className="facts">
        <dt>Network</dt>
        <dd>BiRefNet, {model.backbone}</dd>
        <dt>File</dt>
        <dd>{bytesInWords(model.sizeBytes)}</dd>
      </dl>
      <DeleteModel name={model.name} onDelete={() => void app.shelf.remove(model.id)} />
    </section>
  )
}
