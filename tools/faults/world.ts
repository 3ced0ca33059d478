import { success } from '#core/outcome.ts'
import { usualShelfSettings } from '#core/shelfSettings.ts'
import { unknownAbilities } from '#core/ways/abilities.ts'
import { type App, createApp } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Bitmaps } from './bitmaps.ts'
import type { Clock } from './clock.ts'
import { Plan } from './plan.ts'
import { Device } from './ports/device.ts'
import { FaultyEngine } from './ports/engine.ts'
import { FaultyFiles } from './ports/files.ts'
import { FaultyKeeper } from './ports/keeper.ts'
import { FaultyNetwork } from './ports/network.ts'
import { FaultyOutbox } from './ports/outside.ts'

/** What a run begins with. */
export interface Beginning {
  seed: number
  /** The share of calls to the outside that go wrong, 0 to 1. */
  rate: number
}

/** One visit: a page with the ports that it has. */
export interface Visit {
  app: App
  engine: FaultyEngine
  keeper: FaultyKeeper
  outbox: FaultyOutbox
  network: FaultyNetwork
  bitmaps: Bitmaps
}

/** A device, time, and the page that a person has open there. */
export class World {
  readonly clock: Clock
  readonly device = new Device()
  readonly plan: Plan
  visit: Visit
  /** Called after whatever answered. */
  onTurn = () => {}
  /** Called after each change of the page's state. */
  onChange: (state: AppState, before: AppState) => void = () => {}
  /** Called after a page has taken the place of another. */
  onReload = () => {}
  #forgetting = 0
  #leaving = 0
  #pages = 0
  /** How many photos were brought, by whose number they are called. */
  brought = 0

  /** @param clock the time that is in force */
  constructor({ seed, rate }: Beginning, clock: Clock) {
    this.clock = clock
    this.plan = new Plan(seed, rate, this.clock)
    this.visit = this.#open()
  }

  get app(): App {
    return this.visit.app
  }

  get state(): AppState {
    return this.visit.app.store.getState()
  }

  /** Is a session being deleted, so that its photos may go? */
  get isForgetting(): boolean {
    return this.#forgetting > 0
  }

  /** Is one session taking the place of another, so that what was removed cannot be brought back any more? */
  get isLeaving(): boolean {
    return this.#leaving > 0
  }

  async leaving(work: () => Promise<unknown>): Promise<void> {
    this.#leaving += 1
    await work()
    // What it did is looked at first.
    await this.clock.wait(1)
    this.#leaving -= 1
  }

  async forgetting(work: () => Promise<unknown>): Promise<void> {
    this.#forgetting += 1
    await this.leaving(work)
    this.#forgetting -= 1
  }

  /** Lets so many milliseconds pass, or fewer where it comes to what is waited for. */
  async pass(ms: number, until: (state: AppState) => boolean = () => false): Promise<void> {
    const end = this.clock.now + ms
    const stepMs = 100
    do await this.clock.advance(Math.min(stepMs, end - this.clock.now), () => this.onTurn())
    while (this.clock.now < end && !until(this.state))
  }

  /** Opens the project that was written last. */
  async openProject(): Promise<void> {
    const { outbox, keeper } = this.visit
    const text = await outbox.packed.find(({ name }) => name === 'project.json')?.blob.text()
    if (text === undefined) return
    const files = outbox.packed.map(({ name, blob }) => [name.replace('files/', ''), blob] as const)
    void this.leaving(() => this.app.projects.open(keeper.projectOf(text, new Map(files))))
  }

  /** The page ends as it is, and another one is opened; what the first one still does is lost with it. */
  reload(): void {
    this.visit.keeper.end()
    this.visit = this.#open()
    this.onReload()
  }

  #open(): Visit {
    this.#pages += 1
    const { plan } = this
    const bitmaps = new Bitmaps()
    const files = new FaultyFiles(plan)
    const engine = new FaultyEngine(plan, bitmaps, files, this.#pages)
    const keeper = new FaultyKeeper(this.device, plan, bitmaps)
    const outbox = new FaultyOutbox(plan)
    const network = new FaultyNetwork(plan, this.device)
    const app = createApp({
      ...{ engine, outbox, sessions: keeper, files },
      pictures: network.pictures,
      shelf: network.shelf,
      sources: { appUrl: 'https://app.example/', ownFiles: [], hubUrl: 'https://hub.example/', hosts: [] },
      memory: { recall: () => usualShelfSettings, remember() {} },
      templates: { recall: async () => [], keep() {} },
      language: { spoken: 'en', choose: async () => true },
      zips: { async *photos() {} },
      folders: { isPossible: false, choose: async () => success(undefined), recall: async () => undefined },
      updates: { watchUpdates() {}, applyUpdate() {} },
      abilities: () => unknownAbilities,
    })
    app.store.subscribe((state, before) => {
      if (app === this.visit.app) this.onChange(state, before)
    })
    void app.sessions.restore()
    return { app, engine, keeper, outbox, network, bitmaps }
  }
}
