import type { NamedFile } from '#core/folders.ts'
import type { FileKeeper, Outbox, SessionKeeper } from '#core/ports.ts'
import { say } from '#core/say.ts'
import { projectEnding, projectFolder, projectName } from '#core/sessions/projectFile.ts'
import { longestSessionName, type PhotoRecord } from '#core/sessions/record.ts'
import type { OpenedSession } from '#core/sessions/sessionWorker.ts'
import { newId, newKey } from './id.ts'
import type { AppState } from './initialState.ts'
import { cutoutOf, type Job } from './job.ts'
import { Refused } from './refused.ts'
import type { SessionParts } from './sessionParts.ts'
import { FileNames, maskFile, recordOf, sessionRecordOf } from './sessionRecords.ts'
import type { SessionState } from './sessionState.ts'
import { type AppStore, addNotice, speak } from './store.ts'
import { isTold } from './tellFailure.ts'

export interface ProjectActions {
  /** Writes all photos and what was made of them into one file and downloads that. Without the photos themselves it is small, and opens where these are. */
  save(withPhotos: boolean): Promise<void>
  /** Opens a project file as a session of its own; where none can be kept, its photos come to those that are on the page. */
  open(file: File): Promise<void>
}

interface ProjectOptions {
  keeper: SessionKeeper
  files: FileKeeper
  outbox: Outbox
  sessions: SessionParts
  cutting: { start(): void }
}

export function createProjects(
  store: AppStore,
  { keeper, files, outbox, sessions, cutting }: ProjectOptions,
): ProjectActions {
  const set = (project: SessionState['project']) =>
    store.setState(({ session }) => ({ session: { ...session, project } }))

  /** Runs one after another was ended; a failure is told. */
  async function doing(what: 'saving' | 'opening', subject: string, work: () => Promise<string | undefined>) {
    if (store.getState().session.project !== undefined) return
    set(what)
    try {
      const said = await work()
      if (said !== undefined) speak(store, said)
    } catch (error) {
      const failed = error instanceof Refused ? error.outcome.reason : 'unexpected'
      addNotice(store, { kind: 'failure', id: newId(), reason: failed, subject })
    } finally {
      set(undefined)
    }
  }

  /** All files of the project: the description, then each file that it names, once. */
  async function* packed(state: AppState, withPhotos: boolean): AsyncGenerator<NamedFile> {
    const names = new FileNames(async (file) => {
      const content = await files.content(file)
      return content.ok ? await keeper.identify(content.value) : content
    }, sessions.recording.names)
    const blobs = new Map<string, Blob>()
    const [photos, thumbs]: [PhotoRecord[], Record<string, string>] = [[], {}]
    let selectedKey: string | undefined
    for (const job of state.jobs) {
      const record = await recordOf(state, job, newKey(), names)
      photos.push(record)
      if (job.photo.id === state.selectedId) selectedKey = record.key
      const thumb = await thumbOf(job)
      if (thumb !== undefined) thumbs[record.key] = thumb
      for (const [sha256, blob] of blobsOf(state, job, record)) blobs.set(sha256, blob)
      const content = record.file !== undefined && withPhotos ? await files.content(job.photo.file) : undefined
      if (record.file !== undefined && content?.ok === true) blobs.set(record.file.sha256, content.value)
    }
    const { name } = state.session.current ?? {}
    const current = { id: newKey(), createdAt: Date.now(), ...(name === undefined ? {} : { name }) }
    const session = await sessionRecordOf(state, current, selectedKey, names)
    const { backdrop } = state.compositions.usual
    if (backdrop.kind === 'picture') blobs.set((await names.of(backdrop.picture, '')).sha256, backdrop.picture)
    const text = await keeper.projectText({ session, photos, thumbs })
    if (!text.ok) throw new Refused(text, projectName)
    yield { name: projectName, blob: new Blob([text.value]) }
    for (const [sha256, blob] of blobs) yield { name: projectFolder + sha256, blob }
  }

  async function thumbOf(job: Job): Promise<string | undefined> {
    const thumbnail = cutoutOf(job)?.cut.thumbnail
    if (thumbnail === undefined || thumbnail.width === 0) return undefined
    const text = await keeper.pictureText(thumbnail)
    return text.ok ? text.value : undefined
  }

  return {
    save: (withPhotos) =>
      doing('saving', say('news.project.name'), async () => {
        const state = store.getState()
        const name = fileNameOf(state.session.current?.name ?? '')
        outbox.save(await outbox.zip(packed(state, withPhotos)), name)
        return say('news.save.downloaded', { name })
      }),
    open: (file) =>
      doing('opening', file.name, async () => {
        const read = await keeper.readProject(file)
        if (!isTold(store, read, file.name)) return undefined
        const opened = read.value
        await sessions.inTurn(async () => {
          if (await sessions.canLeave()) {
            await sessions.leave()
            await sessions.begin(nameOf(opened, file))
            await sessions.fill(opened, false)
          } else await sessions.fill(ownedBy(opened, store.getState()), false)
        })
        cutting.start()
        return say('news.project.opened', { count: opened.photos.length, file: file.name })
      }),
  }
}

/** The mask and the picture behind a photo, by their names. */
function* blobsOf(state: AppState, job: Job, record: PhotoRecord): Generator<[string, Blob]> {
  const mask = cutoutOf(job)?.cut.mask
  if (mask !== undefined && record.finished !== undefined)
    yield [record.finished.cut.mask.file.sha256, maskFile({ packed: mask.packed, fine: mask.fine, holes: mask.holes })]
  const behind = state.compositions.own[job.photo.id]?.backdrop
  if (behind?.kind === 'picture' && record.composition?.backdrop.kind === 'picture')
    yield [record.composition.backdrop.file.sha256, behind.picture]
}

/** Photos that come to others keep what all photos of their project had; what the others have stays theirs. */
function ownedBy(opened: OpenedSession, { edges, compositions }: AppState): OpenedSession {
  const { session, photos } = opened
  const { backdrop } = compositions.usual
  const usual = {
    ...compositions.usual,
    backdrop: backdrop.kind === 'picture' ? ({ kind: 'transparent' } as const) : backdrop,
  }
  return {
    ...opened,
    session: { ...session, edges: edges.usual, composition: usual },
    photos: photos.map((photo) => ({ edges: session.edges, composition: session.composition, ...photo })),
  }
}

function nameOf({ session }: OpenedSession, file: File): string {
  return (
    session.name ??
    (file.name
      .replace(/\.clearcut$/i, '')
      .trim()
      .slice(0, longestSessionName) ||
      say('news.project.name'))
  )
}

/** What no file system takes for a name is left out; without a name there is a usual one. */
function fileNameOf(name: string): string {
  return `${name.replace(/[/\\:*?"<>|\p{Cc}]+/gu, ' ').trim() || say('news.project.fileName')}${projectEnding}`
}
