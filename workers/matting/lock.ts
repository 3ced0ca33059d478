/** Takes a lock that is held until this worker ends, in whatever way, and gives its name; undefined where there are no locks (plain http). */
export async function holdLock(thread: 'matting' | 'shelf'): Promise<string | undefined> {
  // Absent outside secure contexts, whatever TypeScript's library says.
  const locks: LockManager | undefined = navigator.locks
  if (locks === undefined) return undefined
  const name = `clearcut-${thread}-${crypto.randomUUID()}`
  await new Promise<void>((held) => {
    locks.request(name, () => {
      held()
      return new Promise(() => {})
    })
  })
  return name
}
