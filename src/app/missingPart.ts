/** A part of the page could not be fetched: without a network, or while a host has only half of a new version. */
export class MissingPart extends Error {
  override readonly name = 'MissingPart'
}

/** Loads a part of the page; rejects with a `MissingPart`. */
export function part<T>(load: () => Promise<T>): () => Promise<T> {
  return () =>
    load().catch((error: unknown) => {
      throw new MissingPart(String(error), { cause: error })
    })
}
