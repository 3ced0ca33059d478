import { readJournal } from '#core/sessions/journal.ts'
import type { AppState } from '#state/initialState.ts'
import { cutoutOf } from '#state/job.ts'
import { progressOf } from './digest.ts'
import { checkAlways, demand, removedJobs } from './promises.ts'
import type { World } from './world.ts'

/** What a person counts on: knows which photos have to be there, and sees to it that none gets lost on the way. */
export class Watch {
  readonly trace: string[] = []
  readonly #world: World
  /** Names by id, and whether the photo was in the list or removed. */
  #photos = new Map<string, { name: string; isListed: boolean }>()
  #mayGo = false
  /** What was seen amid a change, where nothing may be thrown. */
  #broken: string | undefined

  constructor(world: World) {
    this.#world = world
    world.onTurn = () => this.check()
    world.onReload = () => this.#photos.clear()
    world.onChange = (state, before) => this.#see(state, before)
  }

  tell(what: string): void {
    this.trace.push(what)
  }

  /** Photos may leave the page from now on until the next look. */
  expectRemoval(): void {
    this.#mayGo = true
  }

  /** Throws where a promise is broken. */
  check(): void {
    const { state } = this.#world
    demand(this.#broken === undefined, this.#broken ?? '')
    checkAlways(this.#world)
    const all = [...state.jobs, ...removedJobs(state)]
    const now = new Map(all.map((job) => [job.photo.id, { name: job.photo.name, isListed: state.jobs.includes(job) }]))
    // Older notices make room for newer ones, and what they could have brought back goes.
    const mayNoticesGo = state.notices.length >= 4 || this.#world.isLeaving
    for (const [id, { name, isListed }] of this.#photos)
      demand(now.has(id) || this.#mayGo || (mayNoticesGo && !isListed), `${name} is there, or can be brought back`)
    this.#photos = now
    this.#mayGo = false
    const progress = progressOf(state)
    if (this.trace.at(-1) !== progress) this.trace.push(progress)
  }

  /** Where all photos leave the page at once, they are kept: nobody has deleted them. */
  #see(state: AppState, before: AppState): void {
    const hasCleared = before.jobs.length > 0 && state.jobs.length === 0 && state.strokes !== before.strokes
    if (!hasCleared) return
    const mayGo = this.#mayGo || this.#world.isForgetting
    this.#mayGo = true
    if (mayGo) return
    const { current } = before.session
    const read = readJournal(this.#world.device.journals.get(current?.id ?? '') ?? '')
    const kept = read?.photos.map(({ name, finished }) => `${name} ${finished?.cut.mask.id ?? ''}`) ?? []
    const left = before.jobs.map((job) => `${job.photo.name} ${cutoutOf(job)?.cut.mask.id ?? ''}`)
    if (kept.join() !== left.join())
      this.#broken = `photos that leave the page are kept\n  kept ${kept.join()}\n  left ${left.join()}`
  }
}
