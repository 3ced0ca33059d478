/** Names files, each by one name for as long as anybody holds it: between threads a file loses who it is. */
export class FileIds {
  readonly #ids = new WeakMap<Blob, string>()
  #count = 0

  of(file: Blob): string {
    const known = this.#ids.get(file)
    if (known !== undefined) return known
    this.#count += 1
    const id = `file ${this.#count}`
    this.#ids.set(file, id)
    return id
  }
}
