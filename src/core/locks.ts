/** Which lock is wanted; `work` is told false where `ifAvailable` found it taken. */
interface LockWish {
  mode?: LockMode
  ifAvailable?: boolean
  signal?: AbortSignal
}

/** How long a browser may take to say that it refuses a lock that nobody else can hold, in milliseconds. */
const patienceMs = 3_000

/**
 * Runs the work while this lock of the origin is held. Browsers without locks (plain http) and those that refuse them together with all site data
 * let no other tab at the same files either: there the work runs without. Rejects as the work does, or with the signal's reason.
 */
export async function underLock<T>(name: string, wish: LockWish, work: (isHeld: boolean) => Promise<T>): Promise<T> {
  let hasBegun = false
  const begin = (lock: Lock | null) => {
    hasBegun = true
    return work(lock !== null)
  }
  const locks = lockManager()
  if (locks === undefined) return await work(true)
  try {
    return await locks.request(name, wish, begin)
  } catch (error) {
    if (hasBegun || wish.signal?.aborted === true) throw error
    return await work(true)
  }
}

/** Takes a lock, whose name nobody else uses, until this thread ends in whatever way. Tells whether it is held. */
export async function holdForLife(name: string): Promise<boolean> {
  const locks = lockManager()
  if (locks === undefined) return false
  return await new Promise<boolean>((settle) => {
    const timer = setTimeout(() => settle(false), patienceMs)
    const held = () => {
      clearTimeout(timer)
      settle(true)
      return new Promise<never>(() => {})
    }
    asked(() => locks.request(name, held)).catch(() => settle(false))
  })
}

/** Resolves once whoever holds the lock for life is gone; never where this browser does not tell. */
export async function endOf(name: string): Promise<void> {
  const locks = lockManager()
  try {
    if (locks !== undefined) return await locks.request(name, () => {})
  } catch {
    // Refused: nothing is known of its end.
  }
  return await new Promise<never>(() => {})
}

/** Names of the locks that are held by any tab; none where this browser does not tell. */
export async function heldLocks(): Promise<Set<string>> {
  const snapshot = await asked(async () => await lockManager()?.query()).catch(() => undefined)
  return new Set(snapshot?.held?.flatMap(({ name }) => name ?? []))
}

/** Absent outside secure contexts, whatever TypeScript's library says; where everything is refused, even looking may throw. */
function lockManager(): LockManager | undefined {
  try {
    return globalThis.navigator?.locks
  } catch {
    return undefined
  }
}

/** A refusal that is thrown counts as one that is answered. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  return await ask()
}
