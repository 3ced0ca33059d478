import type { Device } from './device.ts'

/** What earlier runs on this device have shown. Times are milliseconds since 1970. */
export interface Remembered {
  /** Verdicts of self-tests, by what was tested (device, graph, precision, version of the runtime). */
  selfTests: Readonly<Record<string, Verdict>>
  /** Seconds that a billion multiply-adds took, by what ran them. */
  paces: Readonly<Record<string, number>>
  /** Which precision is quicker, by what computes (device and threads). */
  precisions?: Readonly<Record<string, PrecisionProbe>>
  /** When the graphics card last hung, by what ran on it (as paces are named). */
  hung?: Readonly<Record<string, number>>
  /** The smallest heap that was tried and did not fit. */
  tooMuch?: { bytes: number; at: number }
}

/** What a probe of both precisions found. */
export interface PrecisionProbe {
  /** Time that 8 bits take, as a share of what full precision takes. */
  int8Ratio: number
  /** What a billion multiply-adds of the whole network will take in full precision. */
  secondsPerBillion: number
  /** How long the probe took. */
  ms: number
  at: number
}

/** How a self-test ended. */
export interface Verdict {
  hasPassed: boolean
  /** Root mean square of the difference to the known answer, as a share of the answer's own; NaN is told as 1. */
  error: number
  at: number
}

/** Where what was learnt is kept; keeping may fail silently, it is learnt again then. */
export interface Recollection {
  read(): Remembered
  write(remembered: Remembered): void
}

export const nothingRemembered: Remembered = { selfTests: {}, paces: {} }

const dayMs = 24 * 60 * 60 * 1000

/** A driver may have been mended: what failed a week ago is tested again. */
const failureLastsMs = 7 * dayMs

/** A browser's new version may compile better. */
const probeLastsMs = 30 * dayMs

/** Other programs may have been closed: what did not fit this morning may fit now. */
const tooMuchLastsMs = dayMs / 4

/** The verdicts that still hold. */
export function lastingVerdicts({ selfTests }: Remembered, now: number): Record<string, Verdict> {
  const lasting = Object.entries(selfTests).filter(
    ([, { hasPassed, at }]) => hasPassed || (now - at >= 0 && now - at < failureLastsMs),
  )
  return Object.fromEntries(lasting)
}

/** Whether what is named so hung lately. */
export function hasHung({ hung }: Remembered, key: string, now: number): boolean {
  const at = hung?.[key]
  return at !== undefined && now - at >= 0 && now - at < failureLastsMs
}

/** With the news that the graphics card hung over what is named so. */
export function withHung(remembered: Remembered, key: string, now: number): Remembered {
  return { ...remembered, hung: { ...remembered.hung, [key]: now } }
}

/** The heap that lately did not fit, in bytes. */
export function lastingTooMuch({ tooMuch }: Remembered, now: number): number | undefined {
  return tooMuch !== undefined && now - tooMuch.at >= 0 && now - tooMuch.at < tooMuchLastsMs ? tooMuch.bytes : undefined
}

/** With the news that a heap of so many bytes did not fit. */
export function withTooMuch(remembered: Remembered, bytes: number, now: number): Remembered {
  const least = Math.min(bytes, lastingTooMuch(remembered, now) ?? Infinity)
  return { ...remembered, tooMuch: { bytes: least, at: now } }
}

/** With a measured pace, in seconds for a billion multiply-adds; what was known before counts as much as the news. */
export function withPace(remembered: Remembered, key: string, seconds: number): Remembered {
  const known = remembered.paces[key]
  return { ...remembered, paces: { ...remembered.paces, [key]: known === undefined ? seconds : (known + seconds) / 2 } }
}

export function withVerdict(remembered: Remembered, key: string, verdict: Verdict): Remembered {
  return { ...remembered, selfTests: { ...remembered.selfTests, [key]: verdict } }
}

/** Names what a probe of the processor holds for. */
export function processorKey({ isIsolated, cores }: Pick<Device, 'isIsolated' | 'cores'>): string {
  return `processor/${isIsolated ? cores : 1}`
}

/** What is known of the precisions, undefined where they are to be probed. */
export function lastingProbe({ precisions }: Remembered, key: string, now: number): PrecisionProbe | undefined {
  const known = precisions?.[key]
  return known !== undefined && now - known.at >= 0 && now - known.at < probeLastsMs ? known : undefined
}

export function withProbe(remembered: Remembered, key: string, probe: PrecisionProbe): Remembered {
  return { ...remembered, precisions: { ...remembered.precisions, [key]: probe } }
}
