/** Waiting things of several clients. Each client's turn comes in order, whoever has brought most; within a client the oldest goes first. */
export class FairQueue<T> {
  readonly #lines = new Map<string, T[]>()

  get length(): number {
    return [...this.#lines.values()].reduce((sum, line) => sum + line.length, 0)
  }

  push(client: string, item: T): void {
    const line = this.#lines.get(client)
    if (line === undefined) this.#lines.set(client, [item])
    else line.push(item)
  }

  /** The next one. Its client goes to the end of the line of clients. */
  take(): T | undefined {
    const [first] = this.#lines
    if (first === undefined) return undefined
    const [client, line] = first
    const item = line.shift()
    this.#lines.delete(client)
    if (line.length > 0) this.#lines.set(client, line)
    return item
  }

  /** Takes one out of its turn; false where it does not wait. */
  remove(item: T): boolean {
    for (const [client, line] of this.#lines) {
      const at = line.indexOf(item)
      if (at < 0) continue
      line.splice(at, 1)
      if (line.length === 0) this.#lines.delete(client)
      return true
    }
    return false
  }

  /** How many will be taken before this one; undefined where it does not wait. */
  position(item: T): number | undefined {
    const lines = [...this.#lines.values()]
    for (const [index, line] of lines.entries()) {
      const at = line.indexOf(item)
      if (at < 0) continue
      const before = lines.map((other, place) => Math.min(other.length, place < index ? at + 1 : at))
      return before.reduce((sum, count) => sum + count, 0)
    }
    return undefined
  }
}
