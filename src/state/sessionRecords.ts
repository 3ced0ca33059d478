import type { CompositionSettings } from '#core/compositionSettings.ts'
import type { Mask } from '#core/cut.ts'
import type { Model } from '#core/models.ts'
import type { Outcome } from '#core/outcome.ts'
import type {
  CompositionRecord,
  FileRef,
  FinishedRecord,
  MaskRecord,
  PhotoRecord,
  SessionRecord,
} from '#core/sessions/record.ts'
import type { AppState } from './initialState.ts'
import { cutoutOf, type Finished, type Job } from './job.ts'
import { Refused } from './refused.ts'
import type { CurrentSession } from './sessionState.ts'
import { editionOf } from './unsaved.ts'

/** How files get their names by content: by being kept, or for a project file only. */
export type Naming = (file: Blob) => Promise<Outcome<FileRef>>

/** Names files, each once for as long as the page holds it, or until the names are forgotten. */
export class FileNames {
  #known = new WeakMap<Blob, FileRef>()
  readonly #nameIt: Naming
  readonly #others: FileNames | undefined

  /** @param others may know names already */
  constructor(nameIt: Naming, others?: FileNames) {
    this.#nameIt = nameIt
    this.#others = others
  }

  /** The name that a file has already. */
  known(file: Blob): FileRef | undefined {
    return this.#known.get(file) ?? this.#others?.known(file)
  }

  learn(file: Blob, ref: FileRef): void {
    this.#known.set(file, ref)
  }

  /** What was kept may not be there any more: from now on each file is kept, and so named, once more. */
  forget(): void {
    this.#known = new WeakMap()
  }

  /** Throws `Refused` where the file cannot be read or kept. */
  async of(file: Blob, subject: string): Promise<FileRef> {
    const known = this.known(file)
    if (known !== undefined) return known
    const outcome = await this.#nameIt(file)
    if (!outcome.ok) throw new Refused(outcome, subject)
    this.#known.set(file, outcome.value)
    return outcome.value
  }

  /** The parts of a mask as one file: they are wanted together. */
  async ofMask({ id, size, packed, fine, holes }: Mask, subject: string): Promise<MaskRecord> {
    const known = this.known(packed)
    const whole = maskFile({ packed, fine, holes })
    const file = known ?? (await this.of(whole, subject))
    this.#known.set(packed, file)
    const parts = {
      packed: packed.size,
      ...(fine === undefined ? {} : { fine: fine.size }),
      ...(holes === undefined ? {} : { open: holes.open.size, closed: holes.closed.size }),
    }
    return { id, size, file, parts }
  }
}

/** All parts of a mask, one after another. */
export function maskFile({
  packed,
  fine,
  holes,
}: Pick<Mask, 'packed'> & { [K in 'fine' | 'holes']?: Mask[K] | undefined }): Blob {
  return new Blob([
    packed,
    ...(fine === undefined ? [] : [fine]),
    ...(holes === undefined ? [] : [holes.open, holes.closed]),
  ])
}

/** All that makes a photo's record what it is: as long as nothing of it changes, the record stays true. */
export function tracesOf(state: AppState, job: Job): readonly unknown[] {
  const { id } = job.photo
  const finished = cutoutOf(job)
  const saved = state.saved[id]
  // Whether a cutout is as it was downloaded depends on what all photos have, too.
  const ofAll = saved === undefined ? [] : [saved, state.edges.usual, state.compositions.usual]
  return [
    statusOf(job),
    'own' in job ? job.own : undefined,
    'reason' in job ? job.reason : undefined,
    finished?.cut.mask,
    finished?.cut.madeWith,
    finished?.model,
    finished?.isPreview,
    finished?.isTaken,
    finished?.isOwnChoice,
    state.strokes[id],
    state.edges.own[id],
    state.compositions.own[id],
    ...ofAll,
  ]
}

/** A photo's record, its files named. Throws `Refused` where one cannot be kept; a photo that cannot be read any more goes without. */
export async function recordOf(state: AppState, job: Job, key: string, names: FileNames): Promise<PhotoRecord> {
  const { id, name, folder, file } = job.photo
  const finished = cutoutOf(job)
  const [edges, composition] = [state.edges.own[id], state.compositions.own[id]]
  const strokes = state.strokes[id]
  const named = await names.of(file, name).catch((error: unknown) => {
    if (error instanceof Refused && error.outcome.reason === 'file-gone') return undefined
    throw error
  })
  return {
    key,
    name: name.slice(0, 1000),
    ...(folder === undefined ? {} : { folder }),
    ...(named === undefined ? {} : { file: named }),
    status: statusOf(job),
    ...(finished === undefined ? {} : { finished: await finishedRecord(finished, names, name) }),
    ...('own' in job && job.own !== undefined ? { own: kept(job.own) } : {}),
    ...(job.status === 'failed' ? { failure: failureOf(job) } : {}),
    ...(strokes === undefined ? {} : { strokes }),
    ...(edges === undefined ? {} : { edges }),
    ...(composition === undefined ? {} : { composition: await compositionRecord(composition, names) }),
    ...(isSaved(state, job) ? { isSaved: true } : {}),
  }
}

/** The session's own record. Throws `Refused` where the picture behind all photos cannot be kept. */
export async function sessionRecordOf(
  { edges, compositions }: AppState,
  { id, name, createdAt }: CurrentSession,
  selectedKey: string | undefined,
  names: FileNames,
): Promise<SessionRecord> {
  return {
    version: 1,
    id,
    ...(name === undefined ? {} : { name }),
    createdAt,
    usedAt: Date.now(),
    edges: edges.usual,
    composition: await compositionRecord(compositions.usual, names),
    ...(selectedKey === undefined ? {} : { selectedKey }),
  }
}

async function finishedRecord(finished: Finished, names: FileNames, subject: string): Promise<FinishedRecord> {
  const { cut, model, ...rest } = finished
  const { mask, thumbnail: _, proof: __, madeWith, ...facts } = cut
  const { subject: found, ...made } = madeWith
  const placed = found === undefined ? made : { ...made, subject: { box: found.box, share: found.share } }
  return { ...rest, model: kept(model), cut: { ...facts, mask: await names.ofMask(mask, subject), madeWith: placed } }
}

async function compositionRecord(settings: CompositionSettings, names: FileNames): Promise<CompositionRecord> {
  const { backdrop, ...rest } = settings
  if (backdrop.kind !== 'picture') return { ...rest, backdrop }
  const { picture, ...behind } = backdrop
  return { ...rest, backdrop: { ...behind, file: await names.of(picture, behind.name) } }
}

/** A model that only this tab has is known by its name later on. */
function kept(model: Model): Model {
  if (model.kind !== 'onnx' || model.file === undefined) return model
  const { file: _, ...rest } = model
  return rest
}

/** What runs now starts again at the next visit. */
function statusOf({ status }: Job): PhotoRecord['status'] {
  return status === 'working' ? 'waiting' : status
}

function failureOf({ reason, detail }: Extract<Job, { status: 'failed' }>): NonNullable<PhotoRecord['failure']> {
  return detail === undefined ? { reason } : { reason, detail }
}

function isSaved(state: AppState, job: Job): boolean {
  const saved = state.saved[job.photo.id]
  return saved !== undefined && saved === editionOf(state, job)
}
