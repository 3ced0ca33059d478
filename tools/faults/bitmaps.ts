/** Pictures that have to be closed by whoever owns them. Node has none; the state looks at their size and closes them. */
export class Bitmaps {
  readonly #open = new Set<ImageBitmap>()
  readonly #pending = new WeakSet<ImageBitmap>()

  make(): ImageBitmap {
    const close = () => {
      Object.assign(made, { width: 0, height: 0 })
      this.#open.delete(made)
    }
    const made: ImageBitmap = { width: 4, height: 3, close }
    this.#open.add(made)
    return made
  }

  /** Stands for one that is still to come. */
  pending(): ImageBitmap {
    const made = this.make()
    made.close()
    this.#pending.add(made)
    return made
  }

  isPending(bitmap: ImageBitmap): boolean {
    return this.#pending.has(bitmap)
  }

  /** Those that nobody has closed. */
  get open(): ReadonlySet<ImageBitmap> {
    return this.#open
  }
}
