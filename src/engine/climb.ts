import type { Cut, CutRequest } from '#core/cut.ts'
import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import type { Progress, Stage } from '#core/progress.ts'
import type { Device } from '#core/ways/device.ts'
import { type Climber, isByProbe, isOfTheWay, type Ladder, nextWay, reasonsFor } from '#core/ways/ladder.ts'
import { patienceSeconds } from '#core/ways/patience.ts'
import type { Recollection } from '#core/ways/remembered.ts'
import { backendOf, type Way } from '#core/ways/way.ts'
import { withAttempts } from './attempts.ts'
import type { Climbed, Task } from './climbing.ts'
import { ofAge, stagesOfTheWay } from './failing.ts'
import { failedWay, Learning } from './learning.ts'
import { Pacing } from './pacing.ts'
import type { Thread } from './thread.ts'
import { Watchdog } from './watchdog.ts'

/** What choosing a way needs to know and to keep. */
export interface Knowledge {
  probe(): Promise<Device>
  recollection: Recollection
}

/** Runs a network in the best way that works: what fails is tried another way, in a fresh worker, with the same photo. */
export class Climb {
  readonly #thread: Thread
  readonly #probe: Knowledge['probe']
  readonly #learning: Learning
  readonly #secondMs: number

  /** @param secondMs what counts as a second where a card is waited for */
  constructor(thread: Thread, { probe, recollection }: Knowledge, secondMs: number) {
    this.#thread = thread
    this.#probe = probe
    this.#secondMs = secondMs
    this.#learning = new Learning(recollection)
  }

  /** Cuts a photo. Fails as `MattingWorker.cut` does, with the last way's reason. Rejects with the signal's reason. */
  async cut(
    request: CutRequest,
    climber: Climber,
    signal: AbortSignal,
    report: (progress: Progress) => void,
  ): Promise<Outcome<Cut>> {
    const climbed = await this.#climb({
      ...{ climber, signal, report },
      use: async (remote, way) => await remote.cut({ ...request, way }),
    })
    if (!climbed.ok) return climbed
    const { value, way, ladder, failures } = climbed.value
    this.#learning.keepRun(way, climber, value.madeWith.stageMs.run)
    const why = reasonsFor(way, climber, ladder, failures)
    return success({ ...value, madeWith: { ...value.madeWith, why } })
  }

  /** Makes the built-in network ready in the way that the next photo will be cut. Fails as `MattingWorker.warm` does. */
  async warm(climber: Climber, signal: AbortSignal): Promise<Outcome<null>> {
    const use: Task<null>['use'] = async (remote, way) => await remote.warm(way)
    const climbed = await this.#climb({ climber, use, signal, report() {} })
    return climbed.ok ? success(null) : climbed
  }

  /** Learns how quick the processor is, where that is not known. Fails as `MattingWorker.probePrecisions` does. */
  async measure(climber: Climber, signal: AbortSignal): Promise<Outcome<null>> {
    const device = await this.#probe()
    if (this.#learning.probe(device) !== undefined) return success(null)
    const way = this.#learning.ladder({ ...climber, runsOn: 'wasm' }, device).ways[0]
    if (way === undefined) return success(null)
    this.#thread.fit(`${way.rung} ${way.threads}`)
    const ready = await this.#thread.ready(way, signal)
    if (!ready.ok) return ready
    const probed = await this.#thread.call(async (remote) => await remote.probePrecisions(way), signal)
    if (!probed.ok) return probed
    this.#learning.keepProbe(device, probed.value)
    return success(null)
  }

  async #climb<T>({ climber, use, signal, report }: Task<T>): Promise<Outcome<Climbed<T>>> {
    const device = await this.#probe()
    let ladder = this.#learning.ladder(climber, device)
    const failures = this.#learning.given(ladder, climber)
    let told = 0
    // Another way begins from the start; what the person has seen does not go back.
    const tell = (progress: Progress) => {
      told = Math.max(told, progress.done)
      report({ ...progress, done: told })
    }
    let last: Failure = failure('unexpected', 'no way was tried')
    for (;;) {
      const way = nextWay(ladder, failures, climber.backbone)
      if (way === undefined) return withAttempts(last, failures)
      const isWarm = this.#thread.fit(`${way.rung} ${way.threads}`)
      if (
        isByProbe(climber) &&
        way.precision === 'fp32' &&
        backendOf(way.rung) === 'wasm' &&
        ladder.int8Ratio === undefined
      ) {
        ladder = await this.#probed(way, climber, device, signal)
        continue
      }
      const { outcome, stage } = await this.#try({ climber, use, signal, report: tell }, way, device)
      if (outcome.ok) return success({ value: outcome.value, way, ladder, failures })
      if (isWarm && ofAge.has(outcome.reason)) {
        this.#thread.end()
        continue
      }
      if (!isOfTheWay(outcome.reason, way.rung) || !stagesOfTheWay.has(stage)) return outcome
      last = outcome
      const failed = failedWay(way, outcome)
      failures.push(failed)
      this.#learning.keepFailure(failed, climber)
      this.#thread.end()
    }
  }

  /** The ladder as it is once both precisions were tried on this processor. A probe that fails decides for full precision this time; the cut will tell why. */
  async #probed(way: Way, model: Climber, device: Device, signal: AbortSignal): Promise<Ladder> {
    const ready = await this.#thread.ready(way, signal)
    const probed = !ready.ok
      ? ready
      : await this.#thread.call(async (remote) => await remote.probePrecisions(way), signal)
    if (!probed.ok) return this.#learning.ladder(model, device, 1)
    this.#learning.keepProbe(device, probed.value)
    return this.#learning.ladder(model, device, probed.value.int8Ratio)
  }

  /** One way: the self-test where it is due, then the photo. */
  async #try<T>(
    { climber, use, signal, report }: Task<T>,
    way: Way,
    device: Device,
  ): Promise<{ outcome: Outcome<T>; stage: Stage }> {
    const { ms, isMeasured } = this.#learning.expected(way, climber, device)
    const pacing = new Pacing(report, ms, isMeasured)
    const isGpu = backendOf(way.rung) === 'webgpu'
    const watchdog = new Watchdog(isGpu ? patienceSeconds(ms, isMeasured) : Number.POSITIVE_INFINITY, this.#secondMs)
    const either = AbortSignal.any([signal, watchdog.signal])
    let stage: Stage = 'decode'
    // Of a test the card does the most, whatever its stages are called.
    let isTesting = true
    const hear = (progress: Progress) => {
      stage = progress.stage
      watchdog.hear(isTesting || stage === 'run')
      pacing.hear(progress)
    }
    try {
      const distrust = await this.#distrust(way, either, hear, watchdog)
      // A worker that dies before its test begins would do so on any way: its script could not be loaded.
      if (distrust?.reason === 'worker-died') return { outcome: distrust, stage }
      if (distrust !== undefined) return { outcome: distrust, stage: 'load' }
      isTesting = false
      watchdog.hear(false)
      return { outcome: await this.#thread.call((remote) => use(remote, way), either, hear), stage }
    } catch (error) {
      if (signal.aborted || !watchdog.signal.aborted) throw error
      return { outcome: failure('gpu-hung'), stage: stagesOfTheWay.has(stage) ? stage : 'load' }
    } finally {
      watchdog.stop()
      pacing.stop()
    }
  }

  /** Why the way does not begin or is not to be trusted, if it is so. */
  async #distrust(
    way: Way,
    signal: AbortSignal,
    hear: (progress: Progress) => void,
    watchdog: Watchdog,
  ): Promise<Failure | undefined> {
    const ready = await this.#thread.ready(way, signal)
    if (!ready.ok) return ready
    const known = this.#learning.verdicts()
    watchdog.hear(true)
    const tested = await this.#thread.call(async (remote) => await remote.selfTest(way, known), signal, hear)
    if (!tested.ok) return tested
    const { key, verdict } = tested.value
    if (known[key] === undefined) this.#learning.keepVerdict(key, verdict)
    const percent = (share: number) => `${(share * 100).toPrecision(2)} %`
    return verdict.hasPassed ? undefined : failure('self-test-failed', `off by ${percent(verdict.error)}`)
  }
}
