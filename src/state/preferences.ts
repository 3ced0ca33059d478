import { birefnetModels } from '#core/birefnetModel.ts'
import { builtInModels, type Model } from '#core/models.ts'
import type { PreferenceKeeper, Preferences } from '#core/preferences.ts'
import type { AppState } from './initialState.ts'
import type { ModelActions } from './onnxModels.ts'
import type { ShelfActions } from './shelf.ts'
import type { AppStore } from './store.ts'
import { mayUse } from './terms.ts'

interface Remembering {
  store: AppStore
  models: Pick<ModelActions, 'refresh'>
  shelf: Pick<ShelfActions, 'refresh'>
}

/**
 * Puts what the person had set the last time in force, and keeps every change from now on.
 * A model that was chosen then is chosen again as soon as it is known to be on this device; until then, and where it is gone, the app chooses.
 */
export function rememberPreferences({ store, models, shelf }: Remembering, keeper: PreferenceKeeper): void {
  const { modelId, ...plain } = keeper.recall()
  store.setState(plain)
  let wanted = modelId

  function chooseWanted(): void {
    const state = store.getState()
    if (wanted === undefined) return
    const model = state.hasChosenModel ? undefined : available(state).find(({ id }) => id === wanted)
    // Whoever chooses meanwhile has the last word.
    if (state.hasChosenModel || model !== undefined) wanted = undefined
    if (model !== undefined && mayUse(store, model)) store.setState({ model, hasChosenModel: true })
  }

  chooseWanted()
  // Asked at once, so that the first photo finds it.
  if (wanted?.startsWith('onnx-') === true) void models.refresh()
  else if (wanted !== undefined) void shelf.refresh()
  let kept = JSON.stringify(preferencesOf(store.getState(), wanted))
  store.subscribe(() => {
    chooseWanted()
    const preferences = preferencesOf(store.getState(), wanted)
    const text = JSON.stringify(preferences)
    if (text === kept) return
    kept = text
    keeper.keep(preferences)
  })
}

function available(state: AppState): Model[] {
  return [...builtInModels, ...state.onnxModels, ...birefnetModels(state.shelf.items, state.tiers, state)]
}

function preferencesOf(state: AppState, wanted: string | undefined): Preferences {
  const { exportSettings, viewMode, hasLetterKeys, tiers, runsOn, looksAtSubject, agreedTerms } = state
  const { hasChosenModel, model } = state
  const modelId = hasChosenModel ? model.id : wanted
  const rest = { exportSettings, viewMode, hasLetterKeys, tiers, runsOn, looksAtSubject, agreedTerms }
  return modelId === undefined ? rest : { ...rest, modelId }
}
