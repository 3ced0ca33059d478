import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { say } from '#core/say.ts'
import { bestTier } from '#core/ways/abilities.ts'
import type { Gpu } from '#core/ways/device.ts'
import { costInWords } from '#core/ways/forecast.ts'
import { probeDevice } from '#platform/probeDevice.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'

const abilitiesOf = (state: AppState) => state.abilities

/** The engine may be busy with photos, or the device slow: then a guess serves. */
const patienceMs = 4_000

/** What a photo will cost with this model on this device, or that it is being found out; undefined for models of other families. */
export function useCost(app: App, { kind, backbone, tiers }: CatalogueEntry): string | undefined {
  const abilities = useStore(app.store, abilitiesOf)
  const [gpu, setGpu] = useState<Gpu>()
  const isAsked = kind === 'birefnet'
  useEffect(() => {
    let isWanted = isAsked
    const measure = async () => {
      const device = await probeDevice()
      const hasCard = device.gpu.kind === 'adapter' && !device.gpu.isSoftware
      // On a graphics card the processor's speed counts for nothing.
      if (!hasCard) await Promise.race([app.measureDevice(), new Promise((resolve) => setTimeout(resolve, patienceMs))])
      if (isWanted) setGpu(device.gpu)
    }
    if (isAsked) void measure()
    return () => {
      isWanted = false
    }
  }, [app, isAsked])
  if (!isAsked) return undefined
  if (gpu === undefined) return say('shelf.trying')
  const size = backbone === 'swin-t' ? 'lite' : 'large'
  return costInWords({ backbone: size, tier: bestTier(size, tiers, abilities) }, abilities, gpu)
}
