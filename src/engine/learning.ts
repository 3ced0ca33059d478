import type { Failure } from '#core/outcome.ts'
import { billionsOf, needBytes } from '#core/ways/cost.ts'
import type { Device } from '#core/ways/device.ts'
import { type Climber, type FailedWay, type Ladder, ladderOf } from '#core/ways/ladder.ts'
import { expectedSeconds, paceKey } from '#core/ways/pace.ts'
import {
  hasHung,
  lastingProbe,
  lastingTooMuch,
  lastingVerdicts,
  type PrecisionProbe,
  processorKey,
  type Recollection,
  type Verdict,
  withHung,
  withPace,
  withProbe,
  withTooMuch,
  withVerdict,
} from '#core/ways/remembered.ts'
import { backendOf, rungs, type Way } from '#core/ways/way.ts'
import { patience } from './failing.ts'

/** What climbing has shown of this device: kept on it, or for as long as the page is open. */
export class Learning {
  readonly #recollection: Recollection
  /** Ways of the graphics card that failed while this page is open. */
  #failedHere: FailedWay[] = []

  constructor(recollection: Recollection) {
    this.#recollection = recollection
  }

  /** The ways to run a model here. `int8Ratio` stands for what a probe would say, where none has been made. */
  ladder(model: Climber, device: Device, int8Ratio?: number): Ladder {
    const remembered = this.#recollection.read()
    const tooMuch = lastingTooMuch(remembered, Date.now())
    return ladderOf(model, device, tooMuch, int8Ratio ?? this.probe(device)?.int8Ratio)
  }

  /** What a probe of the processor found, if that still holds. */
  probe(device: Device): PrecisionProbe | undefined {
    return lastingProbe(this.#recollection.read(), processorKey(device), Date.now())
  }

  keepProbe(device: Device, probe: PrecisionProbe): void {
    this.#recollection.write(withProbe(this.#recollection.read(), processorKey(device), probe))
  }

  /** How long a run will take, and whether an earlier one says so. */
  expected(way: Way, { backbone }: Climber, { gpu }: Device): { ms: number; isMeasured: boolean } {
    const remembered = this.#recollection.read()
    const ms = 1000 * expectedSeconds(way, backbone, remembered, gpu)
    return { ms, isMeasured: remembered.paces[paceKey(way, backbone)] !== undefined }
  }

  keepRun(way: Way, { backbone }: Climber, ms: number): void {
    const seconds = ms / 1000 / billionsOf(backbone, way.tier)
    this.#recollection.write(withPace(this.#recollection.read(), paceKey(way, backbone), seconds))
  }

  verdicts(): Record<string, Verdict> {
    return lastingVerdicts(this.#recollection.read(), Date.now())
  }

  keepVerdict(key: string, verdict: Verdict): void {
    this.#recollection.write(withVerdict(this.#recollection.read(), key, verdict))
  }

  /** What is known to fail before anything is tried: ways of this ladder over which the card hung lately, and rungs that failed again and again. */
  given(ladder: Ladder, { backbone }: Climber): FailedWay[] {
    const remembered = this.#recollection.read()
    const hung = ladder.ways
      .filter((way) => hasHung(remembered, paceKey(way, backbone), Date.now()))
      .map((way): FailedWay => ({ way, reason: 'gpu-hung', isRemembered: true }))
    // One of several sizes tells all that there is to tell.
    const told = hung.filter(({ way }, index) => hung.findIndex((other) => other.way.rung === way.rung) === index)
    return [...told, ...this.#givenHere()]
  }

  #givenHere(): FailedWay[] {
    return rungs.flatMap((rung): FailedWay[] => {
      const ofRung = this.#failedHere.filter(({ way }) => way.rung === rung)
      const latest = ofRung.at(-1)
      const isLasting = latest?.reason === 'self-test-failed' || ofRung.length >= patience
      return latest !== undefined && isLasting ? [{ ...latest, isRemembered: true }] : []
    })
  }

  keepFailure(failed: FailedWay, { backbone }: Climber): void {
    const { way, reason } = failed
    if (reason === 'gpu-hung')
      this.#recollection.write(withHung(this.#recollection.read(), paceKey(way, backbone), Date.now()))
    // What could not be loaded now is there once the network is back.
    else if (backendOf(way.rung) === 'webgpu' && reason !== 'runtime-missing') this.#failedHere.push(failed)
    // A worker that died may have died of anything.
    if (backendOf(way.rung) === 'wasm' && reason === 'out-of-memory')
      this.#recollection.write(withTooMuch(this.#recollection.read(), needBytes(backbone, way), Date.now()))
  }
}

/** The failure of a way as it is kept. */
export function failedWay(way: Way, { reason, detail }: Failure): FailedWay {
  return { way, reason, ...(detail === undefined ? {} : { detail }) }
}
