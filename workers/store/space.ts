import { type Failure, failure } from '#core/outcome.ts'

/** What the browser would still give, in bytes; undefined where it does not say. */
export async function freeBytes(): Promise<number | undefined> {
  const { quota, usage } = (await asked(async () => await navigator.storage.estimate())) ?? {}
  return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage)
}

/** Whether the browser has promised not to clear what is kept by itself. */
export async function isPersisted(): Promise<boolean> {
  return (await asked(async () => await navigator.storage.persisted())) ?? false
}

/** Undefined where the browser has no such storage, or refuses it. */
async function asked<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch {
    return undefined
  }
}

/** A failure where so many more bytes will surely not fit. */
export async function lackOfSpace(neededBytes: number): Promise<Failure | undefined> {
  const free = await freeBytes()
  if (free === undefined || free >= neededBytes) return undefined
  return failure('storage-full', `${neededBytes} bytes needed, ${free} free`)
}

/** The browser's refusal as a failure; other errors are thrown on. */
export function refusal(error: unknown): Failure {
  if (!(error instanceof DOMException)) throw error
  return failure(error.name === 'QuotaExceededError' ? 'storage-full' : 'storage-refused', error.message)
}
