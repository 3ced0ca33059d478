import { nothingRemembered, type Recollection, type Remembered, type Verdict } from '#core/ways/remembered.ts'

/** Bumped when the form changes: what an older version kept is then learnt again. */
const storageKey = 'clearcut-ways-1'

/** Keeps what was learnt about this device in the page's storage, or for the life of the page where there is none. */
export function createRecollection(storage: Storage | undefined = pageStorage()): Recollection {
  let latest: Remembered | undefined
  return {
    read() {
      // Another tab may have learnt something since.
      latest = parse(storage?.getItem(storageKey)) ?? latest
      return latest ?? nothingRemembered
    },
    write(remembered) {
      latest = remembered
      try {
        storage?.setItem(storageKey, JSON.stringify(remembered))
      } catch {
        // The storage is full or refused: it is learnt again after the next start.
      }
    },
  }
}

/** Where a browser blocks storage, even looking at it throws. */
function pageStorage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** What was kept, as far as it has the expected form. */
function parse(text: string | null | undefined): Remembered | undefined {
  if (text === null || text === undefined) return undefined
  const kept = objectOf(text)
  if (kept === undefined) return undefined
  const selfTests = Object.fromEntries(Object.entries(partsOf(kept['selfTests'])).filter(isVerdict))
  const paces = Object.fromEntries(Object.entries(partsOf(kept['paces'])).filter(isPace))
  const { bytes, at } = partsOf(kept['tooMuch'])
  const remembered = { selfTests, paces }
  return isPositive(bytes) && isPositive(at) ? { ...remembered, tooMuch: { bytes, at } } : remembered
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    return partsOf(JSON.parse(text))
  } catch {
    return undefined
  }
}

function partsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function isVerdict(entry: [string, unknown]): entry is [string, Verdict] {
  const { hasPassed, error, at } = partsOf(entry[1])
  return typeof hasPassed === 'boolean' && typeof error === 'number' && isPositive(at)
}

function isPace(entry: [string, unknown]): entry is [string, number] {
  return isPositive(entry[1])
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}
