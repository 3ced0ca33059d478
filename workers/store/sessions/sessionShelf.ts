import { heldLocks } from '#core/locks.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { filesOf, type SessionContents } from '#core/sessions/contents.ts'
import { projectText } from '#core/sessions/project.ts'
import type { SessionFacts, SessionNews, SessionWorker } from '#core/sessions/sessionWorker.ts'
import { holdLock } from '#workers/matting/lock.ts'
import { refusal } from '#workers/store/space.ts'
import { openSessionChannel } from './channel.ts'
import { sessionLock } from './held.ts'
import { lookAtJournal, sessionIds } from './journalFile.ts'
import { clearPlaces } from './places.ts'
import { openProject } from './project/openProject.ts'
import { Sessions } from './sessions.ts'
import { identified } from './sharedFiles.ts'
import { pictureOf, pictureText } from './thumbs.ts'

/** Sessions as the main thread sees them. */
export function createSessionShelf(): SessionWorker {
  const sessions = new Sessions()
  const channel = openSessionChannel()
  let listener: (news: SessionNews) => void = () => {}
  channel.listen((news) => {
    if (news.kind === 'forgotten') sessions.letGo()
    listener(news)
  })
  let tail: Promise<unknown> = Promise.resolve()

  /** One after the other: a journal that is being written anew takes no entries. */
  function inTurn<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const turn = tail.then(() => expected(work))
    tail = turn.catch(() => {})
    return turn
  }

  /** Does it, and tells the lists of other tabs. */
  async function changing(work: () => Promise<Outcome<null>>): Promise<Outcome<null>> {
    const outcome = await inTurn(work)
    channel.post({ kind: 'changed' })
    return outcome
  }

  return {
    start: () => holdLock('session'),
    onNews: async (heard) => {
      listener = heard
    },
    resume: (ownId) => inTurn(async () => success(await sessions.resume(ownId))),
    begin: (session) =>
      changing(async () => {
        const { files } = await sessions.places()
        if (!(await files.haveAll(filesOf({ session, photos: [] })))) return failure('file-gone')
        await sessions.begin(session)
        files.settle()
        return success(null)
      }),
    open: (id) => inTurn(() => sessions.open(id)),
    list: () => inTurn(async () => success(await listOf(sessions))),
    rename: (id, name) => changing(() => sessions.rename(id, name)),
    remove: (id) => changing(() => sessions.remove(id)),
    keepFile: (file) =>
      inTurn(async () => {
        const { files } = await sessions.places()
        const read = await identified(file)
        return read.ok ? success(await files.keep(read.value)) : read
      }),
    identify: (file) =>
      expected(async () => {
        const read = await identified(file)
        return read.ok ? success(read.value.ref) : read
      }),
    write: (entries) =>
      inTurn(async () => {
        const { files } = await sessions.places()
        if (sessions.held === undefined) return failure('session-missing')
        if (!(await files.haveAll(sessions.held.newFiles(entries)))) return failure('file-gone')
        sessions.held.write(entries)
        files.settle()
        if (sessions.held.isLoose) await sessions.held.compact()
        return success(null)
      }),
    forgetPhotos: (keys) => inTurn(() => sessions.forgetPhotos(keys)),
    forgetAll: () =>
      inTurn(async () => {
        sessions.letGo()
        channel.post({ kind: 'forgotten' })
        await clearPlaces()
        return success(null)
      }),
    pictureText,
    pictures: async (texts) => await Promise.all(texts.map(pictureOf)),
    projectText: async (contents) => success(projectText(contents)),
    readProject: (file) => expected(() => openProject(file, () => sessions.places())),
  }
}

async function listOf(sessions: Sessions): Promise<SessionFacts[]> {
  const { journals } = await sessions.places()
  const locks = await heldLocks()
  const facts: SessionFacts[] = []
  for (const id of await sessionIds(journals)) {
    const contents = id === sessions.held?.session.id ? sessions.held : await lookAtJournal(journals, id)
    if (contents !== undefined) facts.push(factsOf(contents, locks))
  }
  return facts.sort((one, other) => other.usedAt - one.usedAt)
}

function factsOf(contents: SessionContents, locks: ReadonlySet<string>): SessionFacts {
  const { id, name, createdAt, usedAt } = contents.session
  const bytes = filesOf(contents).reduce((sum, { size }) => sum + size, 0)
  const facts = { id, createdAt, usedAt, photos: contents.photos.length, bytes, isInUse: locks.has(sessionLock(id)) }
  return name === undefined ? facts : { ...facts, name }
}

async function expected<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    return refusal(error)
  }
}
