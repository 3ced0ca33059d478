/** Hands out names that are unique within a graph; the first taker gets the wanted name, the next ones `name_2`, `name_3`, ... */
export class Names {
  readonly #taken = new Set<string>()
  readonly #next = new Map<string, number>()

  take(wanted: string): string {
    let name = wanted
    while (this.#taken.has(name)) {
      const count = (this.#next.get(wanted) ?? 1) + 1
      this.#next.set(wanted, count)
      name = `${wanted}_${count}`
    }
    this.#taken.add(name)
    return name
  }
}
