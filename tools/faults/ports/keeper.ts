import { failure, type Outcome, success } from '#core/outcome.ts'
import type { SessionKeeper } from '#core/ports.ts'
import type { Reason } from '#core/reasons.ts'
import { filesOf, filesOfPhoto, type SessionContents } from '#core/sessions/contents.ts'
import { compactJournal, type JournalEntry, journalLine, readJournal } from '#core/sessions/journal.ts'
import { projectOf, projectText } from '#core/sessions/project.ts'
import type { OpenedSession, SessionNews } from '#core/sessions/sessionWorker.ts'
import type { Bitmaps } from '../bitmaps.ts'
import type { Plan } from '../plan.ts'
import type { Device } from './device.ts'

const writing: readonly Reason[] = ['storage-full', 'unexpected', 'storage-full', 'unexpected', 'storage-refused']
const reading: readonly Reason[] = ['unexpected']

/** The keeper of one page over a device: its calls meet what the plan has for them, and one whose worker died opens its session anew, as the real one does. */
export class FaultyKeeper implements SessionKeeper {
  readonly #device: Device
  readonly #plan: Plan
  readonly #bitmaps: Bitmaps
  #id: string | undefined
  #hasEnded = false
  #listener: (news: SessionNews) => void = () => {}
  /** Calls are done one after the other, as by a worker. */
  #tail: Promise<unknown> = Promise.resolve()

  constructor(device: Device, plan: Plan, bitmaps: Bitmaps) {
    this.#device = device
    this.#plan = plan
    this.#bitmaps = bitmaps
  }

  /** The page is gone, and its worker with it. */
  end(): void {
    this.#hasEnded = true
  }

  /** Another tab has forgotten everything. */
  forgetElsewhere(): void {
    this.#id = undefined
    this.#device.journals.clear()
    this.#device.files.clear()
    this.#listener({ kind: 'forgotten' })
  }

  hasAny = async () => this.#device.journals.size > 0

  resume = () =>
    this.#call(reading, () => {
      const opened = this.#device.last === undefined ? undefined : this.#opened(this.#device.last)
      return success(opened === undefined ? ({ kind: 'none' } as const) : ({ kind: 'opened', opened } as const))
    })

  begin: SessionKeeper['begin'] = (session) =>
    this.#call(writing, () => {
      if (!this.#haveAll([{ kind: 'session', session }])) return failure('file-gone')
      this.#leave()
      this.#id = session.id
      this.#device.last = session.id
      return this.#append([{ kind: 'session', session }])
    })

  open: SessionKeeper['open'] = (id) =>
    this.#call(['session-elsewhere'], () => {
      if (!this.#device.journals.has(id)) return failure('session-missing')
      this.#leave()
      const opened = this.#opened(id)
      return opened === undefined ? failure('session-missing') : success(opened)
    })

  list = () =>
    this.#call(reading, () =>
      success(
        [...this.#device.journals.keys()].flatMap((id) => {
          const read = this.#read(id)
          if (read === undefined) return []
          const { name, createdAt, usedAt } = read.session
          const facts = { id, createdAt, usedAt, photos: read.photos.length, bytes: 0, isInUse: id === this.#id }
          return [name === undefined ? facts : { ...facts, name }]
        }),
      ),
    )

  rename: SessionKeeper['rename'] = (id, name) =>
    this.#call(writing, () => {
      const read = this.#read(id)
      if (read === undefined) return failure('session-missing')
      this.#device.journals.set(
        id,
        (this.#device.journals.get(id) ?? '') + journalLine({ kind: 'session', session: { ...read.session, name } }),
      )
      return success(null)
    })

  remove: SessionKeeper['remove'] = (id) =>
    this.#call(['session-elsewhere'], () => {
      this.#device.journals.delete(id)
      if (this.#id === id) this.#id = undefined
      this.#device.clear()
      return success(null)
    })

  keepFile: SessionKeeper['keepFile'] = (file) =>
    this.#call(writing, () => {
      const ref = this.#device.refOf(file)
      this.#device.files.set(ref.sha256, file)
      return success(ref)
    })

  identify: SessionKeeper['identify'] = (file) => this.#call([], () => success(this.#device.refOf(file)))

  write: SessionKeeper['write'] = (entries) =>
    this.#call(writing, () => (this.#haveAll(entries) ? this.#append(entries) : failure('file-gone')))

  forgetPhotos: SessionKeeper['forgetPhotos'] = (keys) =>
    this.#call(writing, () => {
      const written = this.#append([{ kind: 'gone', keys }])
      const read = this.#id === undefined ? undefined : this.#read(this.#id)
      if (!written.ok || read === undefined || this.#id === undefined) return written
      const removed = read.removed.map((photo) => journalLine({ kind: 'photo', photo })).join('')
      this.#device.journals.set(this.#id, compactJournal(read) + removed)
      this.#device.clear()
      return success(null)
    })

  forgetAll = () =>
    this.#call(reading, () => {
      this.#id = undefined
      this.#device.journals.clear()
      this.#device.files.clear()
      return success(null)
    })

  projectText: SessionKeeper['projectText'] = (contents) => this.#call(reading, () => success(projectText(contents)))

  readProject: SessionKeeper['readProject'] = (file) =>
    this.#call(['project-damaged'], () => {
      const contents = this.#projects.get(file)
      return contents === undefined ? failure('project-damaged') : success(contents)
    })

  pictureText = () => this.#call(['cannot-encode'], () => success('image/png;base64,AAAA'))
  pictures: SessionKeeper['pictures'] = async (texts) => {
    const drawn = await this.#call(reading, () => success(null))
    if (!drawn.ok) return drawn
    return success(texts.map(() => (this.#plan.happens(0.9) ? this.#bitmaps.make() : undefined)))
  }
  closedBitmap = () => this.#bitmaps.pending()
  watch = (listener: (news: SessionNews) => void) => {
    this.#listener = listener
  }

  readonly #projects = new WeakMap<Blob, OpenedSession>()

  /** A project file that holds this: the description, and the files that it names. */
  projectOf(text: string, files: ReadonlyMap<string, Blob>): File {
    const file = new File(['project'], 'shelf.clearcut')
    const contents = projectOf(text)
    if (contents.ok) this.#projects.set(file, { ...contents.value, files })
    return file
  }

  #call<T>(reasons: readonly Reason[], work: () => Outcome<T>): Promise<Outcome<T>> {
    const turn = this.#tail.then(async () => {
      const alive = () => (this.#hasEnded ? failure('worker-died') : work())
      const outcome = await this.#plan.call(alive, { reasons, isInWorker: true })
      if (!this.#hasEnded && !outcome.ok && outcome.reason === 'worker-died') this.#reopen()
      return outcome
    })
    this.#tail = turn.catch(() => {})
    return turn
  }

  /** The next worker opens the session that the one before it had. */
  #reopen(): void {
    if (this.#id !== undefined && !this.#device.journals.has(this.#id)) this.#id = undefined
    this.#device.clear()
  }

  /** Lets the present session go; one without photos and without a name is not worth keeping. */
  #leave(): void {
    const read = this.#id === undefined ? undefined : this.#read(this.#id)
    if (this.#id !== undefined && read?.photos.length === 0 && read.session.name === undefined)
      this.#device.journals.delete(this.#id)
    this.#id = undefined
  }

  #read(id: string) {
    return readJournal(this.#device.journals.get(id) ?? '')
  }

  #opened(id: string): OpenedSession | undefined {
    const read = this.#read(id)
    if (read === undefined) return undefined
    this.#id = id
    this.#device.last = id
    const { session, photos, thumbs } = read
    this.#device.journals.set(id, compactJournal(read))
    this.#device.clear()
    return { session, photos, thumbs, files: new Map(this.#filesOf({ session, photos, thumbs })) }
  }

  #filesOf(contents: SessionContents): [string, Blob][] {
    return filesOf(contents).flatMap(({ sha256 }) => {
      const file = this.#device.files.get(sha256)
      return file === undefined ? [] : [[sha256, file] as [string, Blob]]
    })
  }

  /** Is all there that these entries name? */
  #haveAll(entries: readonly JournalEntry[]): boolean {
    const named = entries.flatMap((entry) => {
      if (entry.kind === 'photo') return filesOfPhoto(entry.photo)
      return entry.kind === 'session' ? filesOf({ session: entry.session, photos: [] }) : []
    })
    return named.every(({ sha256 }) => this.#device.files.has(sha256))
  }

  #append(entries: readonly JournalEntry[]): Outcome<null> {
    if (this.#id === undefined) return failure('session-missing')
    const text = this.#device.journals.get(this.#id) ?? ''
    this.#device.journals.set(this.#id, text + entries.map(journalLine).join(''))
    return success(null)
  }

  /** Files that a record names and that are not there. */
  lostFiles(): string[] {
    return [...this.#device.journals.keys()].flatMap((id) => {
      const photos = this.#read(id)?.photos ?? []
      return photos.flatMap(filesOfPhoto).flatMap(({ sha256 }) => (this.#device.files.has(sha256) ? [] : [sha256]))
    })
  }
}
