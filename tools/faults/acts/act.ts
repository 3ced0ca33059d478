import type { Job } from '#state/job.ts'
import type { World } from '../world.ts'

/** Something that a person does; `number` chooses which photo, how much, and the like. */
export interface Act {
  name: string
  /** May photos leave the page by it? */
  takesPhotos?: boolean
  do(world: World, number: number): void | Promise<void>
}

/** One of the photos on the page. */
export function jobAt({ state }: World, number: number): Job | undefined {
  return state.jobs[number % Math.max(1, state.jobs.length)]
}

/** The id of one of the photos on the page; there may be none. */
export function idAt(world: World, number: number): string {
  return jobAt(world, number)?.photo.id ?? 'none'
}

/** Something that a person does to one photo. */
export interface PhotoAct {
  name: string
  do(world: World, number: number, id: string): void
}

/** Nothing is done where there is no photo. */
export function onPhoto(act: PhotoAct): Act {
  return {
    name: act.name,
    do(world, number) {
      const job = jobAt(world, number)
      if (job !== undefined) act.do(world, number, job.photo.id)
    },
  }
}
