import {
  nothingRemembered,
  type PrecisionProbe,
  type Recollection,
  type Remembered,
  type Verdict,
} from '#core/ways/remembered.ts'
import { storedJson } from './storedJson.ts'

/** Bumped when the form changes: what an older version kept is then learnt again. */
const storageKey = 'clearcut-ways-1'

/** Keeps what was learnt about this device in the page's storage, or for the life of the page where there is none. */
export function createRecollection(storage?: Storage): Recollection {
  const stored = storedJson(storageKey, storage && (() => storage))
  let latest: Remembered | undefined
  return {
    read() {
      // Another tab may have learnt something since.
      const kept = stored.read()
      if (kept !== undefined) latest = soundPartsOf(kept)
      return latest ?? nothingRemembered
    },
    write(remembered) {
      latest = remembered
      stored.write(remembered)
    },
  }
}

/** What was kept, as far as it has the expected form. */
function soundPartsOf(value: unknown): Remembered {
  const kept = partsOf(value)
  const selfTests = Object.fromEntries(Object.entries(partsOf(kept['selfTests'])).filter(isVerdict))
  const paces = Object.fromEntries(Object.entries(partsOf(kept['paces'])).filter(isPace))
  const { bytes, at } = partsOf(kept['tooMuch'])
  const probes = Object.entries(partsOf(kept['precisions'])).filter(isProbe)
  const precisions = probes.length > 0 ? { precisions: Object.fromEntries(probes) } : {}
  // Times have the form of paces: numbers above 0.
  const times = Object.entries(partsOf(kept['hung'])).filter(isPace)
  const hung = times.length > 0 ? { hung: Object.fromEntries(times) } : {}
  const remembered = { selfTests, paces, ...precisions, ...hung }
  return isPositive(bytes) && isPositive(at) ? { ...remembered, tooMuch: { bytes, at } } : remembered
}

function partsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function isVerdict(entry: [string, unknown]): entry is [string, Verdict] {
  const { hasPassed, error, at } = partsOf(entry[1])
  return typeof hasPassed === 'boolean' && typeof error === 'number' && isPositive(at)
}

function isProbe(entry: [string, unknown]): entry is [string, PrecisionProbe] {
  const { int8Ratio, secondsPerBillion, ms, at } = partsOf(entry[1])
  return isPositive(int8Ratio) && isPositive(secondsPerBillion) && isPositive(ms) && isPositive(at)
}

function isPace(entry: [string, unknown]): entry is [string, number] {
  return isPositive(entry[1])
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}
