/** Those who wait for anything to change of a task. */
export class Watchers {
  readonly #waiting = new Map<string, Set<() => void>>()

  /** Resolves with the next change. */
  changed(id: string): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(id) ?? new Set()
      this.#waiting.set(id, waiting.add(resolve))
    })
  }

  tell(id: string): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    for (const resolve of waiting ?? []) resolve()
  }
}
