import { type BiRefNetModel, builtInModels, type FamilyId, type Model, type OnnxModel } from '#core/models.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Engine } from '#core/ports.ts'
import type { RunsOn } from '#core/ways/way.ts'
import { runsOnWords } from '#core/words.ts'
import { newId } from './id.ts'
import { type AppStore, addNotice, speak } from './store.ts'

export interface ModelActions {
  /** Chooses the model that the next cut uses. */
  choose(model: Model): void
  /** Asks the device which ONNX models it keeps. */
  refresh(): Promise<void>
  /** Reads ONNX files, keeps them, and chooses the last one that can be used. */
  addFiles(files: File[]): Promise<void>
  /** Stops reading, and takes no more of the files that were to be read. */
  stopAdding(): void
  /** Chooses the size that a checkpoint is run at, one of its `tiers`; the checkpoint is chosen with it. */
  setTier(model: BiRefNetModel, tier: number): void
  /** Chooses what BiRefNets run on. */
  setRunsOn(runsOn: RunsOn): void
  correct(id: string, family: FamilyId): Promise<void>
  remove(id: string): Promise<void>
}

/** Models that the page itself holds, because the browser keeps nothing. */
function ofThisTab(models: readonly OnnxModel[]): OnnxModel[] {
  return models.filter(({ file }) => file !== undefined)
}

/** Other calls are short and never cancelled. */
const never = new AbortController().signal

export function createModels(store: AppStore, engine: Engine): ModelActions {
  const adding = new Set<AbortController>()

  function isOk<T>(outcome: Outcome<T>, subject: string): outcome is { ok: true; value: T } {
    if (!outcome.ok) addNotice(store, { kind: 'failure', id: newId(), reason: outcome.reason, subject })
    return outcome.ok
  }

  /** Puts the model into the list, in the place of the one with the same id, and keeps the choice pointing at it. */
  function keep(model: OnnxModel): void {
    store.setState((state) => {
      const isKnown = state.onnxModels.some((other) => other.id === model.id)
      const replaced = state.onnxModels.map((other) => (other.id === model.id ? model : other))
      return {
        onnxModels: isKnown ? replaced : [...state.onnxModels, model],
        model: state.model.id === model.id ? model : state.model,
      }
    })
  }

  /** What became of the file; undefined where the person stopped it. */
  async function addOne(file: File, signal: AbortSignal): Promise<Outcome<OnnxModel> | undefined> {
    try {
      return await engine.addModel(file, signal)
    } catch (error) {
      if (signal.aborted) return undefined
      throw error
    }
  }

  const nameOf = (id: string) => store.getState().onnxModels.find((model) => model.id === id)?.name ?? id

  return {
    choose(model) {
      store.setState({ model, hasChosenModel: true })
      speak(store, `Model: ${model.name}`)
    },
    setTier(model, tier) {
      store.setState(({ tiers }) => ({
        tiers: { ...tiers, [model.id]: tier },
        model: { ...model, tier },
        hasChosenModel: true,
      }))
      speak(store, `Size: ${tier}`)
    },
    setRunsOn(runsOn) {
      store.setState(({ model }) => ({ runsOn, model: model.kind === 'birefnet' ? { ...model, runsOn } : model }))
      speak(store, `Runs on: ${runsOnWords[runsOn]}`)
    },
    async refresh() {
      const outcome = await engine.listModels(never)
      // A device without storage simply keeps no models; that is no news to interrupt a person with.
      if (outcome.ok) store.setState(({ onnxModels }) => ({ onnxModels: [...outcome.value, ...ofThisTab(onnxModels)] }))
    },
    async addFiles(files) {
      const controller = new AbortController()
      adding.add(controller)
      for (const file of files) {
        store.setState({ addingModel: file.name })
        const outcome = await addOne(file, controller.signal).finally(() => store.setState({ addingModel: undefined }))
        if (outcome === undefined) return speak(store, `${file.name} was not added`)
        if (!isOk(outcome, file.name)) continue
        keep(outcome.value)
        store.setState({ model: outcome.value, hasChosenModel: true })
        const { name, file: held } = outcome.value
        const text =
          held === undefined
            ? `${name} is kept on this device and chosen`
            : `${name} is chosen, until this tab is closed: this browser does not let Clearcut keep files`
        addNotice(store, { kind: 'info', id: newId(), text })
        speak(store, text)
      }
    },
    stopAdding: () => {
      for (const controller of adding) controller.abort()
      adding.clear()
    },
    async correct(id, family) {
      const held = ofThisTab(store.getState().onnxModels).find((model) => model.id === id)
      if (held !== undefined) return keep({ ...held, family })
      const outcome = await engine.correctModel(id, family, never)
      if (isOk(outcome, nameOf(id))) keep(outcome.value)
    },
    async remove(id) {
      const name = nameOf(id)
      const isHeld = ofThisTab(store.getState().onnxModels).some((model) => model.id === id)
      const outcome = isHeld ? success(null) : await engine.removeModel(id, never)
      if (!isOk(outcome, name)) return
      store.setState((state) => ({
        onnxModels: state.onnxModels.filter((model) => model.id !== id),
        model: state.model.id === id ? builtInModels[0] : state.model,
      }))
      speak(store, `${name} is deleted from this device`)
    },
  }
}
