import type { AnsweredStroke, HintAnswer, Hinted, HintRequest } from '#core/hints.ts'
import { isSmart } from '#core/hints.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { Queue } from './queue.ts'

/** Masks whose answers are kept: that of the photo that is looked at, those that its neighbours have, and those before a re-cut. */
const mostMasks = 12

/** A stroke after those that lead to it; the first has none before it. */
interface Node {
  answer?: HintAnswer
  next: Map<string, Node>
}

/**
 * Keeps what smart strokes come to and has the worker look into those that are new. An answer belongs to a mask and to all strokes up to its own, so an undo
 * and what follows it find theirs again.
 */
export class Answering {
  readonly #look: (request: HintRequest) => Promise<Outcome<Hinted>>
  readonly #queue = new Queue()
  readonly #known = new Map<string, Node>()

  /** @param look works out the smart strokes of a request that have no answer; never called twice at a time */
  constructor(look: (request: HintRequest) => Promise<Outcome<Hinted>>) {
    this.#look = look
  }

  /** The strokes with the answers to all smart ones among them. Fails as `MattingWorker.hint` does. */
  async answered(request: HintRequest): Promise<Outcome<readonly AnsweredStroke[]>> {
    if (!request.strokes.some(isSmart)) return success(request.strokes)
    const known = this.#answered(request)
    if (known.every(isAnswered)) return success(known)
    return await this.#queue.enqueue(async () => {
      // Whoever came before may have asked the same.
      const strokes = this.#answered(request)
      if (strokes.every(isAnswered)) return success(strokes)
      const { file, mask } = request
      const hinted = await this.#look({ file, mask, strokes })
      if (!hinted.ok) return hinted
      this.#keep(request, hinted.value)
      return success(this.#answered(request))
    }, never)
  }

  #answered({ mask, strokes }: HintRequest): AnsweredStroke[] {
    let node = this.#known.get(mask.id)
    return strokes.map((stroke) => {
      node = node?.next.get(stroke.id)
      return node?.answer === undefined ? stroke : { ...stroke, answer: node.answer }
    })
  }

  #keep({ mask, strokes }: HintRequest, { answers }: Hinted): void {
    let node = this.#known.get(mask.id) ?? { next: new Map<string, Node>() }
    // The one used last is the last to go.
    this.#known.delete(mask.id)
    this.#known.set(mask.id, node)
    for (const id of [...this.#known.keys()].slice(0, -mostMasks)) this.#known.delete(id)
    for (const { id } of strokes) {
      const next = node.next.get(id) ?? { next: new Map<string, Node>() }
      node.next.set(id, next)
      const answer = answers[id]
      if (answer !== undefined) next.answer = answer
      node = next
    }
  }
}

function isAnswered(stroke: AnsweredStroke): boolean {
  return !isSmart(stroke) || stroke.answer !== undefined
}

/** Ending the worker would cost more than an answer that nobody waits for any more. */
const never = new AbortController().signal
