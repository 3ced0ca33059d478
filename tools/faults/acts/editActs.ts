import { builtInTemplates } from '#core/templates/builtIn.ts'
import { undoableOf } from '../digest.ts'
import { demand } from '../promises.ts'
import { type Act, onPhoto, type PhotoAct } from './act.ts'

const brush = { size: 5, hardnessPercent: 80, opacityPercent: 100, isEdgeAware: false } as const
const natures = ['exact', 'smart', 'hair'] as const

const edits: readonly PhotoAct[] = [
  { name: 'feather', do: ({ app }, number, id) => app.edges.set(id, { featherPixels: number % 9 }) },
  { name: 'invert', do: ({ app }, number, id) => app.edges.set(id, { invert: number % 2 === 0 }) },
  { name: 'reset edges', do: ({ app }, _, id) => app.edges.reset(id) },
  { name: 'edges for all', do: ({ app }, _, id) => app.edges.applyToAll(id) },
  { name: 'refine', do: ({ app }, _, id) => void app.edges.refine(id) },
  {
    name: 'paint',
    do: ({ app }, number, id) =>
      app.brushing.paint(id, {
        ...brush,
        kind: number % 2 === 0 ? 'keep' : 'remove',
        nature: natures[number % 3] ?? 'exact',
        points: [{ x: number % 30, y: 5, pressure: 1 }],
      }),
  },
  { name: 'clear strokes', do: ({ app }, _, id) => app.brushing.clear(id) },
  { name: 'compose one or all', do: ({ app }, number) => app.composing.setScope(number % 2 === 0 ? 'photo' : 'all') },
  {
    name: 'colour behind',
    do: ({ app }, number, id) =>
      app.composing.set(id, {
        backdrop: { kind: 'colour', colour: `#00000${number % 10}` },
      }),
  },
  {
    name: 'picture behind',
    do: ({ app }, number, id) =>
      app.composing.set(id, {
        backdrop: { kind: 'picture', id: `wall ${number}`, name: 'wall.png', picture: new Blob(['wall']), fit: 'fill' },
      }),
  },
  { name: 'flip', do: ({ app }, _, id) => app.composing.flip(id, 'across') },
  { name: 'follow all', do: ({ app }, _, id) => app.composing.follow(id) },
  {
    name: 'template',
    do({ app }, number, id) {
      const template = builtInTemplates[number % builtInTemplates.length]
      if (template !== undefined) app.templates.apply(id, { ...template, files: { format: 'webp' } })
    },
  },
]

/** What a person does to cutouts, and undoes. */
export const editActs: readonly Act[] = [
  ...edits.map(onPhoto),
  { name: 'cancel refining', do: ({ app }) => app.edges.cancelRefine() },
  { name: 'compose one or all', do: ({ app }, number) => app.composing.setScope(number % 2 === 0 ? 'photo' : 'all') },
  { name: 'undo', takesPhotos: true, do: ({ app }) => app.history.undo() },
  { name: 'redo', takesPhotos: true, do: ({ app }) => app.history.redo() },
  {
    name: 'undo and redo',
    takesPhotos: true,
    do(world) {
      const before = undoableOf(world.state)
      const { future } = world.state.history
      world.app.history.undo()
      // What cannot be undone any more is passed over.
      if (world.state.history.future.length === future.length) return
      world.app.history.redo()
      demand(undoableOf(world.state) === before, 'what is done again is as it was before it was undone')
    },
  },
  {
    name: 'undo and redo all',
    takesPhotos: true,
    do(world) {
      const { history } = world.state
      if (history.past.some(({ kind }) => kind === 'removed') || history.future.length > 0) return
      const before = undoableOf(world.state)
      for (let turn = 0; turn < history.past.length; turn++) world.app.history.undo()
      demand(world.state.history.past.length === 0, 'all can be undone')
      for (let turn = 0; turn < history.past.length; turn++) world.app.history.redo()
      demand(undoableOf(world.state) === before, 'all that is done again is as it was before it was undone')
    },
  },
]
