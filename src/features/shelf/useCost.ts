import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { bestTier } from '#core/ways/abilities.ts'
import type { Gpu } from '#core/ways/device.ts'
import { costInWords } from '#core/ways/forecast.ts'
import { probeDevice } from '#platform/probeDevice.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'

const abilitiesOf = (state: AppState) => state.abilities

/** What a photo will cost with this model on this device; undefined until the browser has said what there is, and for models of other families. */
export function useCost(app: App, { kind, backbone, tiers }: CatalogueEntry): string | undefined {
  const abilities = useStore(app.store, abilitiesOf)
  const [gpu, setGpu] = useState<Gpu>()
  useEffect(() => {
    let isWanted = true
    void probeDevice().then((device) => isWanted && setGpu(device.gpu))
    return () => {
      isWanted = false
    }
  }, [])
  if (gpu === undefined || kind !== 'birefnet') return undefined
  const size = backbone === 'swin-t' ? 'lite' : 'large'
  return costInWords({ backbone: size, tier: bestTier(size, tiers, abilities) }, abilities, gpu)
}
