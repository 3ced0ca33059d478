import { type BiRefNetModel, builtInModels, type FamilyId, type Model, type OnnxModel } from '#core/models.ts'
import { modelInWords } from '#core/modelWords.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Engine, Outbox } from '#core/ports.ts'
import { say } from '#core/say.ts'
import type { RunsOn } from '#core/ways/way.ts'
import { runsOnInWords } from '#core/words.ts'
import { newId } from './id.ts'
import { type AppStore, addNotice, speak } from './store.ts'
import { isTold } from './tellFailure.ts'
import { agreeTo, mayUse } from './terms.ts'

export interface ModelActions {
  /** Chooses the model that the next cut uses; where its licence forbids commercial work, the person is asked first, once. */
  choose(model: Model): void
  /** The person's answer to the licence that they were asked about; the model is chosen where they agree. */
  answerTerms(hasAgreed: boolean): void
  /** Asks the device which ONNX models it keeps. */
  refresh(): Promise<void>
  /** Reads ONNX files (`parts` may hold weights of theirs), keeps them, and chooses the last one that can be used. */
  addFiles(files: File[], parts?: readonly File[]): Promise<void>
  /** Stops reading, and takes no more of the files that were to be read. */
  stopAdding(): void
  /** Chooses the size that a checkpoint is run at, one of its `tiers`; the checkpoint is chosen with it. */
  setTier(model: BiRefNetModel, tier: number): void
  /** Chooses what BiRefNets run on. */
  setRunsOn(runsOn: RunsOn): void
  /** Chooses whether larger networks look at the subject's part of the photo only, where that is small. */
  setLooksAtSubject(looksAtSubject: boolean): void
  correct(id: string, family: FamilyId): Promise<void>
  remove(id: string): Promise<void>
  /** Deletes all of them. */
  removeAll(): Promise<void>
  /** Hands the file of a kept model to the browser's downloads. */
  save(id: string): Promise<void>
}

/** Models that the page itself holds, because the browser keeps nothing. */
function ofThisTab(models: readonly OnnxModel[]): OnnxModel[] {
  return models.filter(({ file }) => file !== undefined)
}

/** Other calls are short and never cancelled. */
const never = new AbortController().signal

export function createModels(store: AppStore, engine: Engine, outbox: Outbox): ModelActions {
  const adding = new Set<AbortController>()

  function isOk<T>(outcome: Outcome<T>, subject: string): outcome is { ok: true; value: T } {
    return isTold(store, outcome, subject)
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
  async function addOne(
    file: File,
    parts: readonly File[],
    signal: AbortSignal,
  ): Promise<Outcome<OnnxModel> | undefined> {
    try {
      return await engine.addModel(file, parts, signal)
    } catch (error) {
      if (signal.aborted) return undefined
      throw error
    }
  }

  const nameOf = (id: string) => store.getState().onnxModels.find((model) => model.id === id)?.name ?? id

  function choose(model: Model): boolean {
    if (!mayUse(store, model)) return false
    store.setState({ model, hasChosenModel: true })
    return true
  }

  function forget(gone: readonly string[]): void {
    store.setState(({ onnxModels, model }) => ({
      onnxModels: onnxModels.filter(({ id }) => !gone.includes(id)),
      model: gone.includes(model.id) ? builtInModels[0] : model,
    }))
  }

  /** Takes one from the device; false, and told, where that is refused. */
  async function removeOne(id: string): Promise<boolean> {
    const isHeld = ofThisTab(store.getState().onnxModels).some((model) => model.id === id)
    const isGone = isOk(isHeld ? success(null) : await engine.removeModel(id, never), nameOf(id))
    if (isGone) forget([id])
    return isGone
  }

  return {
    choose(model) {
      if (choose(model)) speak(store, say('news.model.chosen', { name: modelInWords(model) }))
    },
    answerTerms(hasAgreed) {
      const asked = store.getState().termsAsked
      store.setState({ termsAsked: undefined })
      if (asked === undefined || !hasAgreed) return
      agreeTo(store, asked.licence.url)
      if (choose(asked.model)) speak(store, say('news.model.chosen', { name: modelInWords(asked.model) }))
    },
    setTier(model, tier) {
      store.setState(({ tiers }) => ({
        tiers: { ...tiers, [model.id]: tier },
        model: { ...model, tier },
        hasChosenModel: true,
      }))
      speak(store, say('news.model.size', { tier: String(tier) }))
    },
    setRunsOn(runsOn) {
      store.setState(({ model }) => ({ runsOn, model: model.kind === 'birefnet' ? { ...model, runsOn } : model }))
      speak(store, say('news.model.runsOn', { place: runsOnInWords(runsOn) }))
    },
    setLooksAtSubject: (looksAtSubject) => store.setState({ looksAtSubject }),
    async refresh() {
      const outcome = await engine.listModels(never)
      // A device without storage simply keeps no models; that is no news to interrupt a person with.
      if (outcome.ok) store.setState(({ onnxModels }) => ({ onnxModels: [...outcome.value, ...ofThisTab(onnxModels)] }))
    },
    async addFiles(files, parts = []) {
      const controller = new AbortController()
      adding.add(controller)
      for (const file of files) {
        store.setState({ addingModel: file.name })
        const outcome = await addOne(file, parts, controller.signal).finally(() =>
          store.setState({ addingModel: undefined }),
        )
        if (outcome === undefined) return speak(store, say('news.model.notAdded', { name: file.name }))
        if (!isOk(outcome, file.name)) continue
        keep(outcome.value)
        const choice = choose(outcome.value) ? 'chosen' : 'other'
        const { name, file: held } = outcome.value
        const text = say(held === undefined ? 'news.model.kept' : 'news.model.held', { name, choice })
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
      const outcome = held === undefined ? await engine.correctModel(id, family, never) : success({ ...held, family })
      if (!isOk(outcome, nameOf(id))) return
      keep(outcome.value)
      // What it is now taken for may have terms of its own.
      const isChosen = store.getState().model.id === id
      if (isChosen && !mayUse(store, outcome.value)) store.setState({ model: builtInModels[0] })
    },
    async remove(id) {
      const name = nameOf(id)
      if (await removeOne(id)) speak(store, say('news.model.deleted', { name }))
    },
    async removeAll() {
      for (const { id } of store.getState().onnxModels) await removeOne(id)
    },
    async save(id) {
      const held = ofThisTab(store.getState().onnxModels).find((model) => model.id === id)
      const outcome = held?.file === undefined ? await engine.openModel(id, never) : success(held.file)
      if (isOk(outcome, nameOf(id))) outbox.save(outcome.value, `${nameOf(id)}.onnx`)
    },
  }
}
