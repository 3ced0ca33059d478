import type { Cut, CutRequest } from '#core/cut.ts'
import type { Model } from '#core/models.ts'
import { success } from '#core/outcome.ts'
import type { Engine, FileKeeper } from '#core/ports.ts'
import type { Reason } from '#core/reasons.ts'
import { ownModel } from '#tests/fixtures/ownModel.ts'
import type { Bitmaps } from '../bitmaps.ts'
import type { Plan } from '../plan.ts'

const cutReasons: readonly Reason[] = [
  'damaged',
  'not-an-image',
  'file-gone',
  'out-of-memory',
  'unexpected',
  'runtime-missing',
  'no-webassembly',
  'gpu-lost',
  'gpu-hung',
  'model-missing',
  'model-failed',
  'miscalculated',
  'self-test-failed',
]

const never = new AbortController().signal

/** An engine whose calls meet what the plan has for them. */
export class FaultyEngine implements Engine {
  readonly #plan: Plan
  readonly #bitmaps: Bitmaps
  #masks = 0
  readonly #files: FileKeeper
  readonly #page: number
  /** The photos that are being cut. */
  readonly cutting = new Set<Blob>()

  /** @param page its number: masks of one page are no masks of another */
  constructor(plan: Plan, bitmaps: Bitmaps, files: FileKeeper, page: number) {
    this.#files = files
    this.#page = page
    this.#plan = plan
    this.#bitmaps = bitmaps
  }

  cut: Engine['cut'] = async ({ file, model }, { signal, onStart, onProgress }) => {
    this.cutting.add(file)
    onStart()
    onProgress({ stage: 'load', done: 0.1 })
    try {
      const content = await this.#files.content(file)
      signal.throwIfAborted()
      if (!content.ok) return content
      const outcome = await this.#plan.call(() => success(null), {
        ...{ reasons: cutReasons, isInWorker: true, mayThrow: true, signal },
      })
      return outcome.ok ? success(this.#cutOf(file, model)) : outcome
    } finally {
      this.cutting.delete(file)
      // A word that was on its way comes late.
      if (this.#plan.happens(0.2)) onProgress({ stage: 'run', done: 0.9 })
    }
  }

  refine: Engine['refine'] = async ({ mask }, signal, onProgress) => {
    onProgress({ stage: 'refine', done: 0.2 })
    const refined = { ms: 1, mask: { ...mask, id: this.#newMask(), packed: new Blob([this.#newMask()]) } }
    try {
      return await this.#call(() => refined, ['out-of-memory', 'damaged'], signal)
    } finally {
      if (this.#plan.happens(0.2)) onProgress({ stage: 'refine', done: 0.9 })
    }
  }

  encode: Engine['encode'] = (_, signal, onProgress) => {
    onProgress?.({ stage: 'open', done: 0.1 })
    const stageMs = { open: 0, edges: 0, colours: 0, compose: 0, encode: 1 }
    const encoded = { blob: new Blob(['written']), size: { width: 30, height: 20 }, stageMs }
    return this.#call(() => encoded, ['cannot-encode', 'too-large-to-write', 'out-of-memory'], signal)
  }

  warm = () => this.#call(() => null, ['runtime-missing'])
  measure = () => this.#call(() => null, ['runtime-missing'])
  view: Engine['view'] = (_, signal) =>
    this.#call(() => ({ photo: this.#bitmaps.make(), cutout: this.#bitmaps.make() }), ['damaged'], signal)
  preview: Engine['preview'] = (_, signal) =>
    this.#call(() => ({ photo: this.#bitmaps.make(), size: { width: 30, height: 20 } }), ['damaged'], signal)
  retouch: Engine['retouch'] = (_, signal) =>
    this.#call(() => ({ cutout: this.#bitmaps.make() }), ['damaged', 'file-gone'], signal)
  compose: Engine['compose'] = (_, signal) =>
    this.#call(
      () => ({ picture: this.#bitmaps.make(), size: { width: 3, height: 2 }, isExact: true }),
      ['damaged'],
      signal,
    )
  hint: Engine['hint'] = () => this.#call(() => ({ answers: {} }), ['runtime-missing', 'out-of-memory'])
  addModel: Engine['addModel'] = (_, __, signal) => this.#call(() => ownModel, ['model-unreadable'], signal)
  listModels = () => this.#call(() => [ownModel], ['storage-refused'])
  correctModel: Engine['correctModel'] = (_, family) => this.#call(() => ({ ...ownModel, family }), ['model-missing'])
  openModel: Engine['openModel'] = (id) => this.#call(() => new File(['graph'], `${id}.onnx`), ['model-missing'])
  removeModel = () => this.#call(() => null, ['model-in-use'])

  async #call<T>(work: () => T, reasons: readonly Reason[], signal = never) {
    const outcome = await this.#plan.call(() => success(null), { reasons, isInWorker: true, signal })
    // What a worker that died had made is gone with it.
    return outcome.ok ? success(work()) : outcome
  }

  #newMask(): string {
    this.#masks += 1
    return `mask ${this.#page}.${this.#masks}`
  }

  #cutOf(file: CutRequest['file'], model: Model): Cut {
    const id = this.#newMask()
    const size = { width: 30, height: 20 }
    const verdict = this.#plan.pick(['good', 'good', 'doubtful', 'empty'] as const)
    return {
      ...{ size, type: file.type, colourSpace: 'srgb', hasCameraData: false },
      notes: verdict === 'empty' ? ['nothing-found'] : [],
      mask: { id, size, packed: new Blob([id]) },
      thumbnail: this.#bitmaps.make(),
      madeWith: {
        ...{ model: { id: model.id, name: model.name }, backend: 'wasm', threads: 2, totalMs: 1, heapBytes: 0 },
        ...(verdict === 'doubtful' ? { auto: { choice: 'joined', sure: false } } : {}),
        stageMs: { load: 0, decode: 0, prepare: 0, run: 1, upsample: 0, finish: 0 },
      },
    }
  }
}
