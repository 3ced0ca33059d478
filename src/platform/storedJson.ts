/** One value in the page's storage. Where there is none (private windows, blocked or full storage), nothing is read and nothing is kept. */
export interface StoredJson {
  /** What was written last, by whichever tab or version, so it may be anything; undefined where there is nothing that can be read. */
  read(): unknown
  write(value: unknown): void
}

/** @param storage asked each time: where a browser blocks storage, even looking at it throws */
export function storedJson(key: string, storage: () => Storage = () => localStorage): StoredJson {
  return {
    read() {
      try {
        const text = storage().getItem(key)
        return text === null ? undefined : JSON.parse(text)
      } catch {
        return undefined
      }
    },
    write(value) {
      try {
        storage().setItem(key, JSON.stringify(value))
      } catch {
        // Whoever writes goes on with what it has until the page is closed.
      }
    },
  }
}
