import { useStore } from 'zustand'
import { tierInWords } from '#core/birefnetModel.ts'
import { bytesInWords } from '#core/figures.ts'
import type { BiRefNetModel } from '#core/models.ts'
import { say } from '#core/say.ts'
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
    <section className="onnx" aria-label={say('models.settingsOf', { name: model.name })}>
      <label className="onnx-family">
        <span className="label">{say('models.tier')}</span>
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
        {model.tier > best ? <small>{say('models.tier.tooLarge')}</small> : null}
      </label>
      <label className="onnx-family">
        <span className="label">{say('models.runsOn')}</span>
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
        {model.runsOn === 'webgpu' ? <small>{say('models.runsOn.webgpu')}</small> : null}
        {model.runsOn === 'wasm-int8' ? <small>{say('models.runsOn.int8')}</small> : null}
      </label>
      <LooksAtSubject app={app} />
      <details className="onnx-details">
        <summary>{say('models.details')}</summary>
        <dl className="facts">
          <dt>{say('models.network')}</dt>
          <dd>{say('models.network.birefnet', { backbone: model.backbone })}</dd>
          <dt>{say('models.memory')}</dt>
          <dd>{say('models.memory.about', { size: bytesInWords(heapNeed(model, abilities)) })}</dd>
          <dt>{say('models.file')}</dt>
          <dd data-field="file">{fileInWords(model, item)}</dd>
          {item?.patchOrder === undefined ? null : (
            <>
              <dt>{say('models.patchOrder')}</dt>
              <dd>{say('models.patchOrder.shown', { order: item.patchOrder })}</dd>
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
  return say('models.file.inHalf', { size: bytesInWords(stored.sizeBytes), original: bytesInWords(sizeBytes) })
}
