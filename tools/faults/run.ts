import fc from 'fast-check'
import { canRetry } from '#core/reasons.ts'
import type { Act } from './acts/act.ts'
import { editActs } from './acts/editActs.ts'
import { networkActs } from './acts/networkActs.ts'
import { outActs } from './acts/outActs.ts'
import { photoActs } from './acts/photoActs.ts'
import { loadAnew, sessionActs } from './acts/sessionActs.ts'
import { Clock } from './clock.ts'
import { checkAtRest, demand } from './promises.ts'
import { Watch } from './watch.ts'
import { type Beginning, World } from './world.ts'

/** One act of a run, which fast-check makes, leaves out and tells of. */
class Step implements fc.AsyncCommand<Watch, World> {
  readonly #act: Act
  readonly #number: number

  constructor(act: Act, number: number) {
    this.#act = act
    this.#number = number
  }

  check(): boolean {
    return true
  }

  async run(watch: Watch, world: World): Promise<void> {
    watch.tell(this.toString())
    if (this.#act.takesPhotos === true) watch.expectRemoval()
    await this.#act.do(world, this.#number)
    await world.pass(0)
    watch.check()
  }

  toString(): string {
    return `${this.#act.name} (${this.#number})`
  }
}

const acts = [...photoActs, ...photoActs.slice(0, 2), ...editActs, ...outActs, ...networkActs, ...sessionActs]

/** A way in which the outside behaves, and what a person does meanwhile. */
export const runs = fc.tuple(
  fc.record<Beginning>({ seed: fc.nat(), rate: fc.constantFrom(0, 0.05, 0.2, 0.5) }),
  fc.commands(
    acts.map((act) => fc.nat(20).map((number) => new Step(act, number))),
    { maxCommands: 50, size: 'max' },
  ),
)

export type Run = typeof runs extends fc.Arbitrary<infer T> ? T : never

/** Does all of it, and then lets everything come to rest. Throws where the app breaks a promise. Gives a trace of what happened. */
export async function play([beginning, steps]: Run): Promise<readonly string[]> {
  const clock = new Clock()
  return await clock.during(async () => {
    const world = new World(beginning, clock)
    const watch = new Watch(world)
    try {
      await fc.asyncModelRun(() => ({ model: watch, real: world }), steps)
      watch.tell('all comes to rest')
      await comeToRest(world, watch)
    } catch (error) {
      throw new Error(`${String(error)}\nWhat happened:\n${watch.trace.join('\n')}`, { cause: error })
    }
    return watch.trace
  })
}

async function comeToRest(world: World, watch: Watch): Promise<void> {
  world.plan.calm()
  world.app.cutting.goOn()
  world.app.asking.drop()
  await world.pass(100_000)
  watch.check()
  checkAtRest(world)
  const again = world.state.jobs.filter(
    (job) => job.status === 'cancelled' || (job.status === 'failed' && canRetry(job.reason)),
  )
  world.app.cutting.cutAgain(again.map(({ photo }) => photo.id))
  await world.pass(100_000)
  watch.check()
  checkAtRest(world)
  const ends = new Map(world.state.jobs.map((job) => [job.photo.id, job]))
  for (const { photo } of again) {
    const job = ends.get(photo.id)
    // One that can no longer be read shows only now.
    const isSettled = job?.status === 'done' || (job?.status === 'failed' && !canRetry(job.reason))
    demand(isSettled, `${photo.name} is done once it is tried again`)
  }
  await loadAnew(world)
}
