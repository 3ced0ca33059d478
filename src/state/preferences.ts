import { birefnetModels } from '#core/birefnetModel.ts'
import { findEntry } from '#core/catalogue/catalogue.ts'
import { builtInModels, type Model } from '#core/models.ts'
import { modelInWords } from '#core/modelWords.ts'
import type { PreferenceKeeper, Preferences } from '#core/preferences.ts'
import { say } from '#core/say.ts'
import type { CuttingActions } from './cutting.ts'
import { newId } from './id.ts'
import type { AppState } from './initialState.ts'
import type { ModelActions } from './onnxModels.ts'
import type { ShelfActions } from './shelf.ts'
import { type AppStore, addNotice } from './store.ts'
import { mayUse } from './terms.ts'

interface Remembering {
  store: AppStore
  models: Pick<ModelActions, 'refresh'>
  shelf: Pick<ShelfActions, 'refresh'>
  cutting: Pick<CuttingActions, 'hold'>
}

/** A device that does not answer must not hold back photos for longer. */
const patienceMs = 5_000

/**
 * Puts what the person had set the last time in force, and keeps every change from now on.
 * A model that was in use then is chosen again as soon as it is known to be on this device: photos that are dropped before that wait for it,
 * and are cut with it and not with another. Where it is gone, the app chooses, and says so.
 */
export function rememberPreferences({ store, models, shelf, cutting }: Remembering, keeper: PreferenceKeeper): void {
  const { modelId, composition, ...plain } = keeper.recall()
  const recalled = composition === undefined ? plain : { ...plain, compositions: { usual: composition, own: {} } }
  store.setState(untouched(store, recalled))
  let wanted = modelId === undefined ? undefined : (renamed[modelId] ?? modelId)

  function chooseWanted(): void {
    const state = store.getState()
    if (wanted === undefined) return
    const model = state.hasChosenModel ? undefined : available(state).find(({ id }) => id === wanted)
    // Whoever chooses meanwhile has the last word.
    if (state.hasChosenModel || model !== undefined) wanted = undefined
    if (model !== undefined && mayUse(store, model)) store.setState({ model, hasChosenModel: true })
  }

  chooseWanted()
  if (wanted !== undefined) cutting.hold(find(wanted))

  /** Asks the device at once, so that the first photo finds its model. */
  async function find(id: string): Promise<void> {
    const answer = id.startsWith('onnx-') ? models.refresh() : shelf.refresh()
    await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, patienceMs))])
    const { jobs, model } = store.getState()
    if (wanted !== id || jobs.length === 0) return
    const name = findEntry(id)?.name
    const text =
      name === undefined
        ? say('news.model.lastNotFound', { model: modelInWords(model) })
        : say('news.model.notFound', { name, model: modelInWords(model) })
    addNotice(store, { kind: 'info', id: newId(), text })
  }

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

/** Without what the person has set since the page began: that is newer. */
function untouched(store: AppStore, recalled: Partial<AppState>): Partial<AppState> {
  const [state, initial] = [store.getState(), store.getInitialState()]
  const isUntouched = (name: string) => state[name as keyof AppState] === initial[name as keyof AppState]
  return Object.fromEntries(Object.entries(recalled).filter(([name]) => isUntouched(name)))
}

/** Models that have given way to others, by the id that older versions have kept. */
const renamed: Readonly<Record<string, string>> = { instant: 'nano' }

function available(state: AppState): Model[] {
  return [...builtInModels, ...state.onnxModels, ...birefnetModels(state.shelf.items, state.tiers, state)]
}

function preferencesOf(state: AppState, wanted: string | undefined): Preferences {
  const { exportSettings, viewMode, hasLetterKeys, tiers, runsOn, looksAtSubject, agreedTerms } = state
  const { hasChosenModel, model } = state
  const modelId = hasChosenModel || model.kind === 'birefnet' ? model.id : wanted
  const rest = {
    exportSettings,
    composition: state.compositions.usual,
    viewMode,
    hasLetterKeys,
    tiers,
    runsOn,
    looksAtSubject,
    agreedTerms,
  }
  return modelId === undefined ? rest : { ...rest, modelId }
}
