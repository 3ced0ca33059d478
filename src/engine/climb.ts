import type { Remote } from 'comlink'
import type { MattingWorker } from '#core/contract.ts'
import type { Cut, CutRequest } from '#core/cut.ts'
import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import type { Progress, Stage } from '#core/progress.ts'
import { billionsOf, needBytes } from '#core/ways/cost.ts'
import type { Device } from '#core/ways/device.ts'
import {
  type Climber,
  type FailedWay,
  isByProbe,
  isOfTheWay,
  type Ladder,
  ladderOf,
  nextWay,
  reasonsFor,
} from '#core/ways/ladder.ts'
import { expectedSeconds, paceKey } from '#core/ways/pace.ts'
import {
  lastingProbe,
  lastingTooMuch,
  lastingVerdicts,
  type Recollection,
  withPace,
  withProbe,
  withTooMuch,
  withVerdict,
} from '#core/ways/remembered.ts'
import { backendOf, rungs, type Way } from '#core/ways/way.ts'
import { rungInWords } from '#core/ways/why.ts'
import { ofAge, patience, stagesOfTheWay } from './failing.ts'
import { Pacing } from './pacing.ts'
import type { Thread } from './thread.ts'

/** What choosing a way needs to know and to keep. */
export interface Knowledge {
  probe(): Promise<Device>
  recollection: Recollection
}

/** What is to be done in a way, and with whom it may be told. */
interface Task<T> {
  climber: Climber
  use(remote: Remote<MattingWorker>, way: Way): Promise<Outcome<T>>
  signal: AbortSignal
  report(progress: Progress): void
}

/** What was done, in which way, and what else there was. */
interface Climbed<T> {
  value: T
  way: Way
  ladder: Ladder
  failures: readonly FailedWay[]
}

/** Runs a network in the best way that works: what fails is tried another way, in a fresh worker, with the same photo. */
export class Climb {
  readonly #thread: Thread
  readonly #knowledge: Knowledge
  /** Ways of the graphics card that failed while this page is open. */
  #failedHere: FailedWay[] = []

  constructor(thread: Thread, knowledge: Knowledge) {
    this.#thread = thread
    this.#knowledge = knowledge
  }

  /** Cuts a photo. Fails as `MattingWorker.cut` does, with the last way's reason. Rejects with the signal's reason. */
  async cut(
    request: CutRequest,
    climber: Climber,
    signal: AbortSignal,
    report: (progress: Progress) => void,
  ): Promise<Outcome<Cut>> {
    const { recollection } = this.#knowledge
    const climbed = await this.#climb({
      ...{ climber, signal, report },
      use: async (remote, way) => await remote.cut({ ...request, way }),
    })
    if (!climbed.ok) return climbed
    const { value, way, ladder, failures } = climbed.value
    const seconds = value.madeWith.stageMs.run / 1000 / billionsOf(climber.backbone, way.tier)
    recollection.write(withPace(recollection.read(), paceKey(way, climber.backbone), seconds))
    const why = reasonsFor(way, climber, ladder, failures)
    return success({ ...value, madeWith: { ...value.madeWith, why } })
  }

  /** Makes the built-in network ready in the way that the next photo will be cut. Fails as `MattingWorker.warm` does. */
  async warm(climber: Climber, signal: AbortSignal): Promise<Outcome<null>> {
    const use: Task<null>['use'] = async (remote, way) => await remote.warm(way)
    const climbed = await this.#climb({ climber, use, signal, report() {} })
    return climbed.ok ? success(null) : climbed
  }

  async #climb<T>({ climber, use, signal, report }: Task<T>): Promise<Outcome<Climbed<T>>> {
    const device = await this.#knowledge.probe()
    let ladder = this.#ladder(climber, device)
    const failures = this.#given()
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
      const { reason, detail } = outcome
      const failed = { way, reason, ...(detail === undefined ? {} : { detail }) }
      failures.push(failed)
      this.#remember(failed, climber)
      this.#thread.end()
    }
  }

  #ladder(model: Climber, device: Device, int8Ratio?: number): Ladder {
    const remembered = this.#knowledge.recollection.read()
    const now = Date.now()
    const key = processorKey(device)
    return ladderOf(
      model,
      device,
      lastingTooMuch(remembered, now),
      int8Ratio ?? lastingProbe(remembered, key, now)?.int8Ratio,
    )
  }

  /** The ladder as it is once both precisions were tried on this processor. A probe that fails decides for full precision this time; the cut will tell why. */
  async #probed(way: Way, model: Climber, device: Device, signal: AbortSignal): Promise<Ladder> {
    const { recollection } = this.#knowledge
    const probed = await this.#thread.call(async (remote) => await remote.probePrecisions(way), signal)
    if (!probed.ok) return this.#ladder(model, device, 1)
    recollection.write(withProbe(recollection.read(), processorKey(device), probed.value))
    return this.#ladder(model, device, probed.value.int8Ratio)
  }

  /** One way: the self-test where it is due, then the photo. */
  async #try<T>(
    { climber, use, signal, report }: Task<T>,
    way: Way,
    device: Device,
  ): Promise<{ outcome: Outcome<T>; stage: Stage }> {
    const { recollection } = this.#knowledge
    const { backbone } = climber
    const remembered = recollection.read()
    const expectedMs = 1000 * expectedSeconds(way, backbone, remembered, device.gpu)
    const pacing = new Pacing(report, expectedMs, remembered.paces[paceKey(way, backbone)] !== undefined)
    let stage: Stage = 'decode'
    const hear = (progress: Progress) => {
      stage = progress.stage
      pacing.hear(progress)
    }
    try {
      const distrust = await this.#distrust(way, signal, hear)
      // A worker that dies before its test begins would do so on any way: its script could not be loaded.
      if (distrust?.reason === 'worker-died') return { outcome: distrust, stage }
      if (distrust !== undefined) return { outcome: distrust, stage: 'load' }
      return { outcome: await this.#thread.call((remote) => use(remote, way), signal, hear), stage }
    } finally {
      pacing.stop()
    }
  }

  /** Why the way is not to be trusted, if it is not. */
  async #distrust(way: Way, signal: AbortSignal, hear: (progress: Progress) => void): Promise<Failure | undefined> {
    const { recollection } = this.#knowledge
    const known = lastingVerdicts(recollection.read(), Date.now())
    const tested = await this.#thread.call(async (remote) => await remote.selfTest(way, known), signal, hear)
    if (!tested.ok) return tested
    const { key, verdict } = tested.value
    if (known[key] === undefined) recollection.write(withVerdict(recollection.read(), key, verdict))
    const percent = (share: number) => `${(share * 100).toPrecision(2)} %`
    return verdict.hasPassed ? undefined : failure('self-test-failed', `off by ${percent(verdict.error)}`)
  }

  /** What is known to fail before anything is tried. */
  #given(): FailedWay[] {
    return rungs.flatMap((rung): FailedWay[] => {
      const ofRung = this.#failedHere.filter(({ way }) => way.rung === rung)
      const latest = ofRung.at(-1)
      const isLasting = latest?.reason === 'self-test-failed' || ofRung.length >= patience
      return latest !== undefined && isLasting ? [{ ...latest, isRemembered: true }] : []
    })
  }

  #remember(failed: FailedWay, { backbone }: Climber): void {
    const { way, reason } = failed
    const { recollection } = this.#knowledge
    // What could not be loaded now is there once the network is back.
    if (backendOf(way.rung) === 'webgpu' && reason !== 'runtime-missing') this.#failedHere.push(failed)
    // A worker that died may have died of anything.
    if (backendOf(way.rung) === 'wasm' && reason === 'out-of-memory')
      recollection.write(withTooMuch(recollection.read(), needBytes(backbone, way), Date.now()))
  }
}

/** Names what a probe of the precisions holds for. */
function processorKey({ isIsolated, cores }: Device): string {
  return `processor/${isIsolated ? cores : 1}`
}

/** The last failure, with all that was tried told in its detail. */
function withAttempts(last: Failure, failures: readonly FailedWay[]): Failure {
  const attempts = failures.map(
    ({ way, reason, detail }) => `${rungInWords(way.rung, way.precision)} at ${way.tier}: ${detail ?? reason}`,
  )
  return failure(last.reason, attempts.join('\n'))
}
