import { failure, type Outcome, success } from '#core/outcome.ts'
import type { FileKeeper } from '#core/ports.ts'
import type { Plan } from '../plan.ts'

/** Photos as people bring them: some are gone when they are read first. What was read once is there for good. */
export class FaultyFiles implements FileKeeper {
  readonly #plan: Plan
  readonly #read = new WeakMap<Blob, Outcome<Blob>>()

  constructor(plan: Plan) {
    this.#plan = plan
  }

  take() {}
  trust() {}

  content: FileKeeper['content'] = async (file) => {
    const outcome = await this.#plan.call(() => success(file), { reasons: ['file-gone'], mayThrow: true })
    // Whoever asked first has the answer for all.
    const first = this.#read.get(file) ?? (outcome.ok ? outcome : failure('file-gone'))
    this.#read.set(file, first)
    return first
  }
}
