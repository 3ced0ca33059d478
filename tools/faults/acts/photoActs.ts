import { builtInModels, type Model } from '#core/models.ts'
import { ownModel } from '#tests/fixtures/ownModel.ts'
import { type Act, idAt, jobAt, onPhoto } from './act.ts'

const models = [...builtInModels, ownModel, { ...ownModel, family: 'isnet' as const }]
const modelAt = (number: number): Model => models[number % models.length] ?? ownModel

/** Bringing, cutting, ordering and removing photos. */
export const photoActs: readonly Act[] = [
  {
    name: 'bring photos',
    do(world, number) {
      const names = Array.from({ length: 1 + (number % 3) }, () => {
        world.brought += 1
        return `photo ${world.brought}.jpg`
      })
      world.app.bring(names.map((name) => ({ name, file: new File([name], name) })))
    },
  },
  {
    name: 'bring one again',
    do(world, number) {
      const name = jobAt(world, number)?.photo.name ?? 'photo 0.jpg'
      world.app.bring([{ name, file: new File([`${name} again`], name) }])
    },
  },
  {
    name: 'bring what cannot be read',
    do: ({ app }) => app.bring([{ name: 'lost.jpg', file: undefined, reason: 'file-gone' }]),
  },
  onPhoto({ name: 'select', do: ({ app }, _, id) => app.photos.select(id) }),
  { name: 'remove', takesPhotos: true, do: (world, number) => world.app.photos.remove([idAt(world, number)]) },
  {
    name: 'remove several',
    takesPhotos: true,
    do: (world, number) => world.app.photos.remove([idAt(world, number), idAt(world, number + 2)]),
  },
  { name: 'remove all', takesPhotos: true, do: ({ app }) => app.photos.removeAll() },
  { name: 'bring back', do: ({ app }) => app.photos.undoRemove() },
  {
    name: 'bring back what one notice tells of',
    do: ({ app, state }, number) => app.photos.undoRemove(state.notices[number % 4]?.id ?? ''),
  },
  {
    name: 'dismiss a notice',
    takesPhotos: true,
    do: ({ app, state }, number) => app.photos.dismissNotice(state.notices[number % 4]?.id ?? ''),
  },
  { name: 'cut again', do: (world, number) => world.app.cutting.cutAgain([idAt(world, number)]) },
  {
    name: 'cut one with another model',
    do: (world, number) => world.app.cutting.cutAgainWith(idAt(world, number), modelAt(number)),
  },
  { name: 'cut all again', do: ({ app }) => app.cutting.cutAllAgain() },
  { name: 'cancel', do: (world, number) => world.app.cutting.cancel([idAt(world, number)]) },
  {
    name: 'cancel and cut again',
    do(world, number) {
      world.app.cutting.cancel([idAt(world, number)])
      world.app.cutting.cutAgain([idAt(world, number)])
    },
  },
  { name: 'cancel all', do: ({ app }) => app.cutting.cancelAll() },
  { name: 'cut first', do: (world, number) => world.app.cutting.first([idAt(world, number)]) },
  { name: 'pause', do: ({ app }) => app.cutting.pause() },
  { name: 'go on', do: ({ app }) => app.cutting.goOn() },
  { name: 'take as it is', do: (world, number) => world.app.reviewing.take(idAt(world, number)) },
  { name: 'review', do: ({ app }) => app.reviewing.start() },
  { name: 'choose a model', do: ({ app }, number) => app.models.choose(modelAt(number)) },
  {
    name: 'move',
    do: (world, number) => world.app.ordering.move([idAt(world, number)], 'after', idAt(world, number + 1)),
  },
  { name: 'move by', do: (world, number) => world.app.ordering.moveBy(idAt(world, number), (number % 5) - 2) },
]
