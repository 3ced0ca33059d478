import { useStore } from 'zustand'
import { tierInWords } from '#core/birefnetModel.ts'
import { bytesInWords } from '#core/figures.ts'
import type { BiRefNetModel } from '#core/models.ts'
import type { ShelfItem } from '#core/shelf.ts'
import { bestTier, heapNeed } from '#core/ways/abilities.ts'
import { runsOn } from '#core/ways/way.ts'
import { runsOnInWords } from '#core/words.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { DeleteModel } from './DeleteModel.tsx'
import { LooksAtSubject } from './LooksAtSubject.tsx'

const itemsOf = (state: AppState) => state.shelf.items
const abilitiesOf = (state: AppState) => state.abilities

/** The size that a BiRefNet checkpoint is run at, and a way to delete it. */
export function BiRefNetSettings({ app, model }: { app: App; model: BiRefNetModel }) {
  const abilities = useStore(app.store, abilitiesOf)
  const item = useStore(app.store, itemsOf).find(({ id }) => id === model.id)
  const best = bestTier(model.backbone, { default: model.tier, allowed: model.tiers }, abilities)
  return (
    <section className="onnx" aria-label={`Settings of ${model.name}`}>
      <label className="onnx-family">
        <span className="label">Size it works at</span>
        <select
          data-testid="tier"
          value={model.tier}
          onChange={(event) => app.models.setTier(model, Number(event.currentTarget.value))}
        >
          {model.tiers.map((tier) => (
            <option key={tier} value={tier}>
              {`${tier} × ${tier}`}
            </option>
          ))}
        </select>
        <small>{tierInWords(model.tier)}</small>
        {model.tier > best ? (
          <small>More than this device is likely to manage: a smaller size is taken if it fails.</small>
        ) : null}
      </label>
      <label className="onnx-family">
        <span className="label">Runs on</span>
        <select
          data-testid="runs-on"
          value={model.runsOn}
          onChange={(event) => app.models.setRunsOn(runsOn.find((one) => one === event.currentTarget.value) ?? 'auto')}
        >
          {runsOn.map((one) => (
            <option key={one} value={one}>
              {runsOnInWords(one)}
            </option>
          ))}
        </select>
        {model.runsOn === 'webgpu' ? <small>Where it fails, the processor takes over.</small> : null}
        {model.runsOn === 'wasm-int8' ? (
          <small>Up to twice as quick, with less memory; faint details may come out a little different.</small>
        ) : null}
      </label>
      <LooksAtSubject app={app} />
      <details className="onnx-details">
        <summary>Details</summary>
        <dl className="facts">
          <dt>Network</dt>
          <dd>{`BiRefNet, ${model.backbone}`}</dd>
          <dt>Memory it takes</dt>
          <dd>{`about ${bytesInWords(heapNeed(model, abilities))}`}</dd>
          <dt>File</dt>
          <dd data-field="file">{fileInWords(model, item)}</dd>
          {item?.patchOrder === undefined ? null : (
            <>
              <dt>Tile order</dt>
              <dd>{`${item.patchOrder}, as its weights show`}</dd>
            </>
          )}
        </dl>
      </details>
      <DeleteModel name={model.name} onDelete={() => void app.shelf.remove(model.id)} />
    </section>
  )
}

function fileInWords({ sizeBytes }: BiRefNetModel, item: ShelfItem | undefined): string {
  const stored = item?.stored
  if (stored === undefined) return bytesInWords(sizeBytes)
  return `kept as ${bytesInWords(stored.sizeBytes)} (half precision; the original has ${bytesInWords(sizeBytes)})`
}
