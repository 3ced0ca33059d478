import { holdForLife } from '#core/locks.ts'

/** Takes a lock that is held until this worker ends, in whatever way, and gives its name; undefined where there are no locks (plain http), or none are allowed. */
export async function holdLock(thread: 'matting' | 'shelf' | 'session'): Promise<string | undefined> {
  const name = `clearcut-${thread}-${[...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-')}`
  return (await holdForLife(name)) ? name : undefined
}
