import type { FileKeeper, SessionKeeper } from '#core/ports.ts'
import { say } from '#core/say.ts'
import { longestSessionName } from '#core/sessions/record.ts'
import { newId, newKey } from './id.ts'
import { createClearing, type Stoppable } from './sessionClearing.ts'
import { createFilling } from './sessionFilling.ts'
import type { SessionParts } from './sessionParts.ts'
import { createRecording } from './sessionRecording.ts'
import { sessionRecordOf } from './sessionRecords.ts'
import { isKept, type SessionState } from './sessionState.ts'
import { type AppStore, addNotice, speak } from './store.ts'
import { isTold } from './tellFailure.ts'
import type { Thumbnails } from './thumbnails.ts'
import { createTurns } from './turns.ts'

export interface SessionActions {
  /** Brings back the photos of the last visit, and keeps what is done from now on. Never fails. */
  restore(): Promise<void>
  setOpen(isOpen: boolean): void
  /** Learns which sessions are kept. */
  refresh(): Promise<void>
  /** Begins a session without photos; the present one stays among those that are kept. */
  startAfresh(): Promise<void>
  /** Opens a session in the place of the present one, which stays kept. */
  open(id: string): Promise<void>
  /** Names a session; without a name it goes by its date. */
  rename(id: string, name: string): Promise<void>
  /** Deletes a session with its photos; of the present one the photos leave the page, too. */
  remove(id: string): Promise<void>
  /** Deletes all sessions from the device; the photos leave the page, too. False where the browser refuses. */
  forgetAll(): Promise<boolean>
}

interface SessionOptions {
  keeper: SessionKeeper
  files: FileKeeper
  cutting: Stoppable
  thumbnails: Pick<Thumbnails, 'assume'>
}

export function createSessions(
  store: AppStore,
  { keeper, files, cutting, thumbnails }: SessionOptions,
): SessionActions & SessionParts {
  const inTurn = createTurns()
  const set = (change: Partial<SessionState>) =>
    store.setState(({ session }) => ({ session: { ...session, ...change } }))
  const info = (text: string) => {
    addNotice(store, { kind: 'info', id: newId(), text })
    speak(store, text)
  }
  const recording = createRecording(store, {
    keeper,
    files,
    onRefused: (why) => {
      if (why === 'full') addNotice(store, { kind: 'failure', id: newId(), reason: 'session-full' })
      else info(say('news.session.notKept'))
    },
  })
  const clear = createClearing(store, cutting)
  const fill = createFilling(store, { keeper, files, recording, thumbnails })

  async function refresh(): Promise<void> {
    const listed = await keeper.list()
    set({ list: listed.ok ? listed.value : [] })
  }

  async function canLeave(): Promise<boolean> {
    await recording.flush()
    const { jobs, session } = store.getState()
    return jobs.length === 0 || isKept(session)
  }

  async function leave(): Promise<void> {
    await recording.leave()
    clear()
  }

  /** Leaves, unless photos would be lost, which is told. */
  async function mayLeave(): Promise<boolean> {
    const isSafe = await canLeave()
    if (isSafe) await leave()
    else addNotice(store, { kind: 'failure', id: newId(), reason: 'session-full' })
    return isSafe
  }

  async function begin(name?: string): Promise<boolean> {
    const current = { id: newKey(), createdAt: Date.now(), ...(name === undefined ? {} : { name }) }
    // The picture behind all photos may be one that cannot be kept now.
    const hasBegun = await sessionRecordOf(store.getState(), current, undefined, recording.names).then(
      async (record) => (await keeper.begin(record)).ok,
      () => false,
    )
    if (!hasBegun) recording.names.forget()
    recording.follow(hasBegun ? current : undefined, [])
    return hasBegun
  }

  keeper.watch((news) => {
    if (news.kind === 'changed' && store.getState().session.isOpen) void refresh()
    if (news.kind !== 'forgotten') return
    clear()
    recording.names.forget()
    recording.follow(undefined, [])
    set({ list: undefined })
    info(say('news.session.forgotten'))
  })

  return {
    recording,
    fill,
    canLeave,
    leave,
    begin,
    inTurn,
    refresh,
    restore: () =>
      inTurn(async () => {
        if (!(await keeper.hasAny())) return set({ keeping: 'on' })
        set({ keeping: 'restoring' })
        const resumed = await keeper.resume()
        if (!resumed.ok) return set({ keeping: resumed.reason === 'storage-refused' ? 'refused' : 'on' })
        if (resumed.value.kind === 'elsewhere') info(say('news.session.elsewhere'))
        if (resumed.value.kind !== 'opened') return set({ keeping: 'on' })
        const { opened } = resumed.value
        await fill(opened, true)
        const count = opened.photos.length
        if (count > 0) {
          const text = say('news.session.restored', { count })
          addNotice(store, { kind: 'restored', id: newId(), text })
          speak(store, text)
        }
        cutting.start()
      }),
    setOpen(isOpen) {
      set({ isOpen })
      if (isOpen) void refresh()
    },
    startAfresh: () =>
      inTurn(async () => {
        if (!(await mayLeave())) return
        await begin()
        await refresh()
        speak(store, say('news.session.begun'))
      }),
    open: (id) =>
      inTurn(async () => {
        if (id === store.getState().session.current?.id || !(await mayLeave())) return
        const opened = await keeper.open(id)
        if (isTold(store, opened, say('news.session.name'))) {
          await fill(opened.value, true)
          speak(store, say('news.session.opened', { count: opened.value.photos.length }))
          cutting.start()
        } else await begin()
        await refresh()
      }),
    async rename(id, name) {
      const short = name.trim().slice(0, longestSessionName)
      if (short === '') return
      const isRenamed = isTold(store, await keeper.rename(id, short), say('news.session.name'))
      // Another one may have been opened meanwhile.
      const { current } = store.getState().session
      if (isRenamed && current?.id === id) set({ current: { ...current, name: short } })
      await refresh()
    },
    remove: (id) =>
      inTurn(async () => {
        const isCurrent = id === store.getState().session.current?.id
        if (isCurrent) await leave()
        isTold(store, await keeper.remove(id), say('news.session.name'))
        if (isCurrent) await begin()
        recording.retry()
        await refresh()
      }),
    forgetAll: () =>
      inTurn(async () => {
        await leave()
        const outcome = await keeper.forgetAll()
        // Where it was refused the page stays, and photos that come now are kept as ever.
        recording.follow(undefined, [])
        set({ list: undefined })
        // Where nothing can be kept there is nothing to forget.
        return (!outcome.ok && outcome.reason === 'storage-refused') || isTold(store, outcome, say('news.session.name'))
      }),
  }
}
