import { catalogue } from '#core/catalogue/catalogue.ts'
import type { Act } from './act.ts'

const entryIds = catalogue.filter(({ kind }) => kind === 'birefnet').map(({ id }) => id)
const entryAt = (number: number) => entryIds[number % entryIds.length] ?? ''

/** Pictures from addresses, and models from the hub. */
export const networkActs: readonly Act[] = [
  {
    name: 'paste addresses',
    do(world, number) {
      const addresses = Array.from({ length: 1 + (number % 3) }, () => {
        world.brought += 1
        return `https://pictures.example/photo ${world.brought}.jpg`
      })
      world.app.addresses.ask(addresses)
      void world.app.addresses.agree()
    },
  },
  { name: 'paste addresses, and think better of it', do: ({ app }) => app.addresses.drop() },
  { name: 'download a model', do: ({ app }, number) => void app.shelf.download(entryAt(number)) },
  { name: 'begin a download anew', do: ({ app }, number) => void app.shelf.tryAgain(entryAt(number)) },
  { name: 'give up a download', do: ({ app }, number) => void app.shelf.cancel(entryAt(number)) },
  { name: 'delete a model', do: ({ app }, number) => void app.shelf.remove(entryAt(number)) },
  { name: 'look at the shelf', do: ({ app }) => void app.shelf.refresh() },
  {
    name: 'the network comes and goes',
    do: ({ app }, number) => app.store.setState({ isOnline: number % 2 === 0 }),
  },
]
