import { isKept } from '#state/sessionState.ts'
import { keptOf } from '../digest.ts'
import { demand } from '../promises.ts'
import type { World } from '../world.ts'
import type { Act } from './act.ts'

const waits = [1, 30, 250, 1000, 4000]

const sessionAt = ({ device }: World, number: number) =>
  [...device.journals.keys()][number % Math.max(1, device.journals.size)] ?? 'none'

/** Sessions, projects, time that passes, and pages that end. */
export const sessionActs: readonly Act[] = [
  ...[1, 2, 3].map((part) => ({
    name: `wait, ${part}`,
    do: (world: World, number: number) => world.pass(waits[number % waits.length] ?? 1),
  })),
  { name: 'begin afresh', do: (world) => void world.leaving(() => world.app.sessions.startAfresh()) },
  {
    name: 'open a session',
    do: (world, number) => void world.leaving(() => world.app.sessions.open(sessionAt(world, number))),
  },
  {
    name: 'rename a session',
    do: (world, number) => void world.app.sessions.rename(sessionAt(world, number), `name ${number}`),
  },
  {
    name: 'remove a session',
    takesPhotos: true,
    do: (world, number) => void world.forgetting(() => world.app.sessions.remove(sessionAt(world, number))),
  },
  { name: 'look at the sessions', do: ({ app }, number) => app.sessions.setOpen(number % 2 === 0) },
  { name: 'forget all', takesPhotos: true, do: (world) => void world.forgetting(() => world.app.sessions.forgetAll()) },
  {
    name: 'all is forgotten in another tab',
    takesPhotos: true,
    do: ({ visit }, number) => {
      if (number % 4 === 0) visit.keeper.forgetElsewhere()
    },
  },
  { name: 'write a project', do: ({ app }) => void app.projects.save(true) },
  { name: 'open a project', do: (world) => world.openProject() },
  { name: 'load the page anew', takesPhotos: true, do: (world) => world.reload() },
  { name: 'wait and load the page anew', takesPhotos: true, do: loadAnew },
]

/** What was kept when the page ended is there on the next one. */
export async function loadAnew(world: World): Promise<void> {
  await world.pass(1000)
  // A page that ends while one session takes the place of another comes back with either.
  if (world.plan.open > 0) return
  const [before, wasKept] = [keptOf(world.state), isKept(world.state.session)]
  if (!wasKept || world.state.session.current === undefined) return
  await world.plan.calmly(async () => {
    world.reload()
    await world.pass(10_000, (state) => !['asking', 'restoring'].includes(state.session.keeping))
  })
  const after = keptOf(world.state)
  demand(after === before, `what was kept comes back\n  was ${before}\n  is  ${after}`)
}
