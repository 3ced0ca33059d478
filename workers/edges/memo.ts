/** Keeps the last result of each of some steps, by the fingerprint of what made it. */
export class Memo<Results extends object> {
  readonly #kept = new Map<keyof Results, { fingerprint: string; result: Results[keyof Results] }>()

  /** The step's last result if it was made of the same, or a new one. */
  get<Step extends keyof Results>(step: Step, fingerprint: string, make: () => Results[Step]): Results[Step] {
    const kept = this.#kept.get(step)
    // What is kept under a step's name was made by that step.
    if (kept?.fingerprint === fingerprint) return kept.result as Results[Step]
    return this.put(step, make(), fingerprint)
  }

  /** Keeps a result that was made otherwise. */
  put<Step extends keyof Results>(step: Step, result: Results[Step], fingerprint = ''): Results[Step] {
    this.#kept.set(step, { fingerprint, result })
    return result
  }

  /** The step's last result, whatever it was made of. */
  last<Step extends keyof Results>(step: Step): Results[Step] | undefined {
    return this.#kept.get(step)?.result as Results[Step] | undefined
  }
}
