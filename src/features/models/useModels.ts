import { useStore } from 'zustand'
import { birefnetModels } from '#core/birefnetModel.ts'
import { builtInModels, type Model } from '#core/models.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'

const onnxOf = (state: AppState) => state.onnxModels
const itemsOf = (state: AppState) => state.shelf.items
const abilitiesOf = (state: AppState) => state.abilities
const runsOnOf = (state: AppState) => state.runsOn
const tiersOf = (state: AppState) => state.tiers

/** All models that can be chosen now. */
export function useModels({ store }: App): Model[] {
  const onnxModels = useStore(store, onnxOf)
  const items = useStore(store, itemsOf)
  const tiers = useStore(store, tiersOf)
  const abilities = useStore(store, abilitiesOf)
  const runsOn = useStore(store, runsOnOf)
  return [...builtInModels, ...onnxModels, ...birefnetModels(items, tiers, { abilities, runsOn })]
}
