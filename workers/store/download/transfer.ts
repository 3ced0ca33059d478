import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import type { DownloadSource, DownloadState } from '#core/shelf.ts'
import { askForFacts, type Facts } from './ask.ts'
import { attempt } from './attempt.ts'
import { backoffMs, longestRetryAfterMs, type Patience } from './backoff.ts'
import type { Network } from './network.ts'
import type { Progression } from './progression.ts'

/** A file that arrived whole and right. */
export interface Arrival {
  from: DownloadSource['from']
  sha256: string
  sizeBytes: number
}

export interface TransferOptions {
  network: Network
  patience: Patience
  onState(state: DownloadState): void
  signal: AbortSignal
}

/**
 * Fetches what is missing from the first source that gives the right file.
 * Fails with a `download-...` reason; rejects with the signal's reason, or with the `QuotaExceededError` of a full disk.
 */
export async function transfer(progression: Progression, options: TransferOptions): Promise<Outcome<Arrival>> {
  const facts = await askForFacts(progression.order, options.network, options.signal)
  if (!facts.ok) return facts
  progression.totalBytes = facts.value.sizeBytes ?? progression.totalBytes
  let gravest: Failure = failure('download-unavailable', 'there is no source')
  for (const source of progression.sources) {
    const outcome = await fetchFrom(source, facts.value, progression, options)
    if (outcome.ok) return outcome
    gravest = gravity(outcome) >= gravity(gravest) ? outcome : gravest
  }
  return gravest
}

/** Of several sources' failures the person hears the one that says most. */
function gravity({ reason }: Failure): number {
  return ['download-unavailable', 'download-interrupted', 'download-wrong'].indexOf(reason)
}

async function fetchFrom(
  source: DownloadSource,
  facts: Facts,
  progression: Progression,
  options: TransferOptions,
): Promise<Outcome<Arrival>> {
  const { network, patience, onState, signal } = options
  // The app's own host usually has no models, and while it is down the others may be up.
  const tries = source.from === 'own' ? Math.min(2, patience.tries) : patience.tries
  let failures = 0
  let secondChance = true
  for (;;) {
    if (!network.isOnline()) {
      onState({ status: 'waiting', until: 'online' })
      await network.untilOnline(signal)
    }
    const before = progression.part.bytes
    onState({ status: 'starting' })
    const step = isWhole(progression, facts)
      ? ({ kind: 'ended' } as const)
      : await attempt(source, progression, network, patience.stallMs, signal)
    if (step.kind === 'absent') return failure('download-unavailable', step.detail)
    if (step.kind === 'wrong') return failure('download-wrong', step.detail)
    if (step.kind === 'retry') {
      failures = progression.part.bytes > before ? 1 : failures + 1
      if (failures >= tries) return failure('download-interrupted', step.detail)
      if ((step.afterMs ?? 0) > longestRetryAfterMs) return failure('download-unavailable', step.detail)
      onState({ status: 'waiting', until: 'retry' })
      await network.wait(step.afterMs ?? backoffMs(failures, patience), signal)
      continue
    }
    if (step.kind === 'ended') {
      onState({ status: 'verifying' })
      const { bytes } = progression.part
      if ((await progression.part.digest(signal)) === facts.sha256) {
        return success({ from: source.from, sha256: facts.sha256, sizeBytes: bytes })
      }
    }
    // What is there is not, or not all, of the file. Where it came from two responses it may be a mixture: one more try from nothing.
    const mayBeMixture = step.kind === 'changed' || (step.kind === 'ended' && progression.isMixed)
    await progression.restart()
    if (!mayBeMixture || !secondChance) {
      return failure('download-wrong', step.kind === 'spoilt' ? step.detail : `wrong checksum, ${source.url}`)
    }
    secondChance = false
  }
}

function isWhole({ part }: Progression, { sizeBytes }: Facts): boolean {
  return sizeBytes !== undefined && part.bytes === sizeBytes
}
