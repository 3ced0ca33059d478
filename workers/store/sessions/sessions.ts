import { failure, type Outcome, success } from '#core/outcome.ts'
import { filesOf, filesOfPhoto, type SessionContents } from '#core/sessions/contents.ts'
import type { SessionRecord } from '#core/sessions/record.ts'
import type { OpenedSession, Resumed } from '#core/sessions/sessionWorker.ts'
import { HeldSession, takeSession } from './held.ts'
import { isLoose, JournalFile, lookAtJournal, removeJournal, sessionIds } from './journalFile.ts'
import { clearFiles } from './neededFiles.ts'
import { openPlaces, type Places } from './places.ts'

/** A tab that is being reloaded lets its session go within this time; one that was just closed is nearly as quick. */
const patienceMs = { own: 4_000, other: 500 }

/** The sessions on the device, one of which this worker holds. All but `letGo` reject with the browser's DOMException where they are refused. */
export class Sessions {
  held: HeldSession | undefined
  #opening: Promise<Places> | undefined

  places(): Promise<Places> {
    this.#opening ??= openPlaces().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  letGo(): void {
    this.held?.end()
    this.held = undefined
  }

  /** See `SessionWorker.resume`. */
  async resume(ownId: string | undefined): Promise<Resumed> {
    const { journals } = await this.places()
    const ids = await sessionIds(journals)
    const id = ownId !== undefined && ids.includes(ownId) ? ownId : ids[0]
    if (id === undefined) return { kind: 'none' }
    const release = await takeSession(id, id === ownId ? patienceMs.own : patienceMs.other)
    if (release === undefined) return { kind: 'elsewhere' }
    const opened = await this.#open(id, release)
    return opened === undefined ? { kind: 'none' } : { kind: 'opened', opened }
  }

  async begin(session: SessionRecord): Promise<void> {
    const { journals } = await this.places()
    await this.#leave()
    const release = await takeSession(session.id, patienceMs.own)
    if (release === undefined) throw new DOMException('the lock is taken', 'NotAllowedError')
    try {
      const journal = await JournalFile.open(journals, session.id)
      this.held = new HeldSession({ session, photos: [], thumbs: {} }, journal, release)
      this.held.write([{ kind: 'session', session }])
    } catch (error) {
      this.letGo()
      release()
      throw error
    }
  }

  /** Fails with `session-elsewhere` or `session-missing`. */
  async open(id: string): Promise<Outcome<OpenedSession>> {
    const { journals } = await this.places()
    const release = await takeSession(id, patienceMs.other)
    if (release === undefined) return failure('session-elsewhere')
    if (!(await sessionIds(journals)).includes(id)) {
      release()
      return failure('session-missing')
    }
    await this.#leave()
    const opened = await this.#open(id, release)
    return opened === undefined ? failure('session-missing') : success(opened)
  }

  /** Fails as `open` does. */
  async rename(id: string, name: string): Promise<Outcome<null>> {
    const { journals } = await this.places()
    const { held } = this
    if (held?.session.id === id) {
      held.write([{ kind: 'session', session: { ...held.session, name } }])
      return success(null)
    }
    const release = await takeSession(id, patienceMs.other)
    if (release === undefined) return failure('session-elsewhere')
    try {
      const read = await lookAtJournal(journals, id)
      if (read === undefined) return failure('session-missing')
      const journal = await JournalFile.open(journals, id)
      journal.append([{ kind: 'session', session: { ...read.session, name } }])
      journal.close()
    } finally {
      release()
    }
    // The session written last is the one that comes back: that stays this one.
    held?.write([{ kind: 'session', session: held.session }])
    return success(null)
  }

  /** Fails with `session-elsewhere`. */
  async remove(id: string): Promise<Outcome<null>> {
    const places = await this.places()
    const isOwn = this.held?.session.id === id
    if (isOwn) this.letGo()
    const release = await takeSession(id, isOwn ? patienceMs.own : patienceMs.other)
    if (release === undefined) return failure('session-elsewhere')
    try {
      const names = await places.files.names()
      await removeJournal(places.journals, id)
      await clearFiles(names, places, () => this.held)
    } finally {
      release()
    }
    return success(null)
  }

  /** See `SessionWorker.forgetPhotos`. */
  async forgetPhotos(keys: readonly string[]): Promise<Outcome<null>> {
    const places = await this.places()
    if (this.held === undefined) return failure('session-missing')
    const gone = this.held.photosOf(keys).flatMap(filesOfPhoto)
    this.held.write([{ kind: 'gone', keys }])
    // What lay in the journal of them, names and small pictures, goes too.
    await this.held.compact()
    const names = gone.map(({ sha256 }) => sha256)
    await clearFiles(names, places, () => this.held)
    return success(null)
  }

  /** Lets the present session go for another one; one without photos and without a name is not worth keeping. */
  async #leave(): Promise<void> {
    const { held } = this
    this.letGo()
    if (held === undefined || held.photos.length > 0 || held.session.name !== undefined) return
    const { journals } = await this.places()
    await removeJournal(journals, held.session.id)
  }

  /** Opens a session whose lock this worker has been given. */
  async #open(id: string, release: () => void): Promise<OpenedSession | undefined> {
    try {
      const places = await this.places()
      const read = await lookAtJournal(places.journals, id)
      if (read === undefined) {
        release()
        return undefined
      }
      const contents: SessionContents = { ...read, session: { ...read.session, usedAt: Date.now() } }
      const { session, photos, thumbs } = contents
      const kept = await places.files.names()
      this.held = new HeldSession(contents, await JournalFile.open(places.journals, id), release)
      if (isLoose(read)) await this.held.compact()
      else this.held.write([{ kind: 'session', session }])
      const files = await places.files.open(filesOf(contents))
      // What is not needed now was left by an earlier visit; this one's undo never had it.
      const left = kept.filter((name) => !files.has(name))
      if (left.length > 0) void clearFiles(left, places, () => this.held).catch(() => {})
      return { session, photos, thumbs, files }
    } catch (error) {
      this.held = undefined
      release()
      throw error
    }
  }
}
