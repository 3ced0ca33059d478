import type { Cut, CutRequest } from '#core/cut.ts'
import type { OnnxModel } from '#core/models.ts'
import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import type { Progress, Stage } from '#core/progress.ts'
import type { Reason } from '#core/reasons.ts'
import type { Device } from '#core/ways/device.ts'
import { isOfTheWay, mostThreads } from '#core/ways/ladder.ts'
import { patienceSeconds } from '#core/ways/patience.ts'
import { hasHung, lastingVerdicts, type Verdict, withHung, withVerdict } from '#core/ways/remembered.ts'
import type { Way } from '#core/ways/way.ts'
import type { Why } from '#core/ways/why.ts'
import type { Knowledge } from './climb.ts'
import { ofAge, patience, stagesOfTheWay } from './failing.ts'
import type { Thread } from './thread.ts'
import { Watchdog } from './watchdog.ts'

type OwnRequest = CutRequest & { model: OnnxModel }

/** Failures that say nothing of the network on this card: they may be gone tomorrow. */
const passing: ReadonlySet<Reason> = new Set<Reason>([
  'gpu-lost',
  'out-of-memory',
  'worker-died',
  'runtime-missing',
  'unexpected',
])

/**
 * Cuts with a person's own network: on the graphics card, where its first mask there was the processor's, else on the processor.
 * What was found out is remembered for each card and network.
 */
export class OwnNetworks {
  readonly #thread: Thread
  readonly #knowledge: Knowledge
  readonly #secondMs: number
  /** How often the card failed while this page is open. */
  #failures = 0

  /** @param secondMs what counts as a second where a card is waited for */
  constructor(thread: Thread, knowledge: Knowledge, secondMs: number) {
    this.#thread = thread
    this.#secondMs = secondMs
    this.#knowledge = knowledge
  }

  /** Fails as `MattingWorker.cut` does on the processor. Rejects with the signal's reason. */
  async cut(request: OwnRequest, signal: AbortSignal, report: (progress: Progress) => void): Promise<Outcome<Cut>> {
    const device = await this.#knowledge.probe()
    const way = wayOf(device)
    if (way === undefined) return await this.#onProcessor(request, signal, report)
    const key = `${way.device}/${request.model.id}/${request.model.family}`
    const known = lastingVerdicts(this.#knowledge.recollection.read(), Date.now())[key]
    if (known?.hasPassed === false)
      return await this.#onProcessor(request, signal, report, why(way, differing(known), true))
    if (hasHung(this.#knowledge.recollection.read(), key, Date.now()))
      return await this.#onProcessor(request, signal, report, why(way, failure('gpu-hung'), true))
    if (this.#failures >= patience) return await this.#onProcessor(request, signal, report)
    let told = 0
    let stage: Stage = 'decode'
    const tell = (progress: Progress) => {
      stage = progress.stage
      // Another way begins from the start; what the person has seen does not go back.
      told = Math.max(told, progress.done)
      report({ ...progress, done: told })
    }
    const onCard = async () => {
      const isWarm = this.#thread.fit(`${way.rung} ${way.threads}`)
      const wish = { ...request, way, mustProve: known === undefined }
      const ready = await this.#thread.ready(way, signal)
      if (!ready.ok) stage = 'load'
      const outcome = ready.ok ? await this.#watched(wish, signal, tell) : ready
      return { outcome, isWarm }
    }
    let { outcome, isWarm } = await onCard()
    if (!outcome.ok && isWarm && ofAge.has(outcome.reason)) {
      this.#thread.end()
      ;({ outcome, isWarm } = await onCard())
    }
    if (outcome.ok) return success(this.#learnt(outcome.value, way, key))
    if (!isOfTheWay(outcome.reason, way.rung) || !stagesOfTheWay.has(stage)) return outcome
    this.#thread.end()
    if (outcome.reason === 'gpu-hung') this.#rememberHung(key)
    else if (passing.has(outcome.reason)) this.#failures += outcome.reason === 'runtime-missing' ? 0 : 1
    else this.#remember(key, { hasPassed: false, error: 1, at: Date.now() })
    return await this.#onProcessor(request, signal, tell, why(way, outcome, false))
  }

  /** A cut on the card, which fails with `gpu-hung` where it gives no answer for far too long. */
  async #watched(request: OwnRequest, signal: AbortSignal, tell: (progress: Progress) => void): Promise<Outcome<Cut>> {
    // How long a network of somebody's takes is not known beforehand.
    const watchdog = new Watchdog(patienceSeconds(0, false), this.#secondMs)
    const either = AbortSignal.any([signal, watchdog.signal])
    const hear = (progress: Progress) => {
      watchdog.hear(progress.stage === 'run')
      tell(progress)
    }
    try {
      return await this.#thread.call(async (remote) => await remote.cut(request), either, hear)
    } catch (error) {
      if (signal.aborted || !watchdog.signal.aborted) throw error
      return failure('gpu-hung')
    } finally {
      watchdog.stop()
    }
  }

  async #onProcessor(
    request: OwnRequest,
    signal: AbortSignal,
    report: (progress: Progress) => void,
    ...reasons: Why[]
  ): Promise<Outcome<Cut>> {
    const ready = await this.#thread.ready(undefined, signal)
    if (!ready.ok) return ready
    const outcome = await this.#thread.call(async (remote) => await remote.cut(request), signal, report)
    return outcome.ok ? success(withWhy(outcome.value, reasons)) : outcome
  }

  /** Remembers how the proof ended, where there was one. */
  #learnt({ proof, ...cut }: Cut, way: Way, key: string): Cut {
    if (proof === undefined) return cut
    this.#remember(key, proof)
    return proof.hasPassed ? cut : withWhy(cut, [why(way, differing(proof), false)])
  }

  #rememberHung(key: string): void {
    const { recollection } = this.#knowledge
    recollection.write(withHung(recollection.read(), key, Date.now()))
  }

  #remember(key: string, verdict: Verdict): void {
    const { recollection } = this.#knowledge
    recollection.write(withVerdict(recollection.read(), key, verdict))
  }
}

/** The way on the graphics card. One that the processor plays is slower than WebAssembly. */
function wayOf({ gpu, isIsolated, cores }: Device): Way | undefined {
  if (gpu.kind !== 'adapter' || gpu.isSoftware) return undefined
  const threads = isIsolated ? Math.min(mostThreads, cores) : 1
  return { rung: 'webgpu-fp32', precision: 'fp32', tier: 0, threads, limitBytes: Infinity, device: gpu.name }
}

function differing({ error }: Verdict): Failure {
  return failure('self-test-failed', `its mask differs from the processor’s by ${(error * 100).toPrecision(2)} %`)
}

function why({ rung, precision }: Way, { reason, detail }: Failure, isRemembered: boolean): Why {
  return { kind: 'failed', rung, precision, reason, isRemembered, ...(detail === undefined ? {} : { detail }) }
}

function withWhy(cut: Cut, reasons: Why[]): Cut {
  return reasons.length === 0 ? cut : { ...cut, madeWith: { ...cut.madeWith, why: reasons } }
}
