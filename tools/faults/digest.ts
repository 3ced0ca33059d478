import { type CompositionSettings, compositionFingerprint } from '#core/compositionSettings.ts'
import { edgesFingerprint } from '#core/edges.ts'
import type { AppState } from '#state/initialState.ts'
import { cutoutOf, type Job } from '#state/job.ts'

/** What a person could undo, as one text: the order of photos, their masks, edges, strokes and what is made of them. */
export function undoableOf(state: AppState): string {
  const photos = state.jobs.map((job) => [job.photo.name, maskOf(job), ...editsOf(state, job)])
  const { edges, compositions } = state
  return JSON.stringify([photos, edgesFingerprint(edges.usual), compositionFingerprint(compositions.usual)])
}

/** What another visit has to find, as one text; what runs now begins anew then. */
export function keptOf(state: AppState): string {
  const photos = state.jobs.map((job) => [
    job.photo.name,
    job.status === 'working' ? 'waiting' : job.status,
    job.status === 'failed' ? job.reason : '',
    maskOf(job),
    ...editsOf(state, job),
  ])
  const selected = state.jobs.find(({ photo }) => photo.id === state.selectedId)?.photo.name
  return JSON.stringify([photos, selected, edgesFingerprint(state.edges.usual), madeOf(state.compositions.usual)])
}

/** How far the photos are, for a trace that two runs have in common; ids differ from run to run. */
export function progressOf({ jobs, notices, saving, refining, session }: AppState): string {
  const photos = jobs.map((job) => `${job.photo.name} ${job.status} ${maskOf(job)}`)
  return [
    ...photos,
    notices.map(({ kind }) => kind).join(),
    saving?.what ?? '',
    refining === undefined ? '' : 'refining',
    session.keeping,
    session.isBehind,
  ].join('; ')
}

function maskOf(job: Job): string {
  return cutoutOf(job)?.cut.mask.id ?? ''
}

function editsOf({ edges, strokes, compositions }: AppState, { photo }: Job): string[] {
  const [own, composition] = [edges.own[photo.id] ?? edges.usual, compositions.own[photo.id] ?? compositions.usual]
  const painted =
    strokes[photo.id]?.map(({ kind, nature, size, points }) => [
      kind,
      nature,
      size,
      ...points.map(({ x, y }) => [x, y]),
    ]) ?? []
  return [edgesFingerprint(own), JSON.stringify(painted), madeOf(composition)]
}

/** A picture is known by its content once it was kept. */
function madeOf(composition: CompositionSettings): string {
  const { backdrop } = composition
  return compositionFingerprint(
    backdrop.kind === 'picture' ? { ...composition, backdrop: { ...backdrop, id: '' } } : composition,
  )
}
