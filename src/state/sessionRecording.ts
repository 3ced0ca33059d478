import type { Outcome } from '#core/outcome.ts'
import type { FileKeeper, SessionKeeper } from '#core/ports.ts'
import type { Reason } from '#core/reasons.ts'
import type { PhotoRecord } from '#core/sessions/record.ts'
import { newKey } from './id.ts'
import type { AppState } from './initialState.ts'
import { Refused } from './refused.ts'
import { FileNames, recordOf, sessionRecordOf } from './sessionRecords.ts'
import type { CurrentSession, SessionState } from './sessionState.ts'
import { type Due, SessionTold } from './sessionTold.ts'
import { type AppStore, releaseNotice } from './store.ts'

/** What comes in quick succession is written at once. */
const restMs = 200

/** When a write is tried again that failed for no reason of its own, such as a worker's end, or for want of room. */
const againMs = { usual: 2_000, full: 30_000 }

/** Failures for no reason of their own in a row, after which this browser counts as one that keeps nothing. */
const mostFailures = 5

export interface Recording {
  /** Names files by keeping them. */
  readonly names: FileNames
  /** Takes up a session that was just opened or begun, with the photos that are in it; without one, one is begun with the first photo. */
  follow(session: CurrentSession | undefined, photos: readonly { photoId: string; record: PhotoRecord }[]): void
  /** See `SessionTold`. */
  hasPictured(photoId: string, thumbnail: ImageBitmap): void
  /** Resolves once all is on the disk, or cannot be brought there. */
  flush(): Promise<void>
  /** Writes what is left, then follows nothing any more: what becomes of the photos on the page is no part of the session. */
  leave(): Promise<void>
  /** There may be room again. */
  retry(): void
}

interface RecordingOptions {
  keeper: SessionKeeper
  files: FileKeeper
  /** Hears that nothing can be kept, when that begins. */
  onRefused(why: 'full' | 'refused'): void
}

/** Writes what changes into the journal of the present session: each photo as it comes, then what is made of it, one small record at a time. */
export function createRecording(store: AppStore, { keeper, files, onRefused }: RecordingOptions): Recording {
  const names = new FileNames(async (file) => {
    const content = await files.content(file)
    return content.ok ? await keeper.keepFile(content.value) : content
  })
  const told = new SessionTold()
  let isLeft = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined

  const set = (change: Partial<SessionState>) =>
    store.setState(({ session }) => ({ session: { ...session, ...change } }))

  function next(state: AppState): Due | undefined {
    const { keeping } = state.session
    return isLeft || (keeping !== 'on' && keeping !== 'full') ? undefined : told.next(state)
  }

  async function write(due: Due, state: AppState): Promise<Outcome<unknown>> {
    const { current } = state.session
    if (due.kind === 'begin' || current === undefined) {
      const begun = { id: newKey(), createdAt: Date.now() }
      const outcome = await keeper.begin(await sessionRecordOf(state, begun, undefined, names))
      if (outcome.ok) set({ current: begun })
      return outcome
    }
    switch (due.kind) {
      case 'order':
        return await keeper.write([due])
      case 'photo': {
        const photo = await recordOf(state, due.job, told.keyOf(due.job.photo.id), names)
        return await keeper.write([{ kind: 'photo', photo }])
      }
      case 'session': {
        const key = state.selectedId === undefined ? undefined : told.keyOf(state.selectedId)
        return await keeper.write([{ kind: 'session', session: await sessionRecordOf(state, current, key, names) }])
      }
      case 'picture': {
        const text = await keeper.pictureText(due.thumbnail)
        // One that was closed meanwhile has been followed by another.
        return text.ok
          ? await keeper.write([{ kind: 'thumb', key: told.keyOf(due.photoId), thumb: text.value }])
          : { ok: true, value: null }
      }
      case 'gone':
        return await keeper.forgetPhotos(due.photoIds.map((photoId) => told.keyOf(photoId)))
    }
  }

  async function run(): Promise<void> {
    try {
      for (;;) {
        const state = store.getState()
        const due = next(state)
        if (due === undefined) break
        const outcome = await write(due, state)
        if (!outcome.ok) throw new Refused(outcome, '')
        told.tell(due, state)
        failures = 0
        if (state.session.keeping === 'full') set({ keeping: 'on' })
      }
      if (store.getState().session.isBehind) set({ isBehind: false })
    } catch (error) {
      // A worker that died takes along what it had kept and no journal named yet.
      names.forget()
      fail(error instanceof Refused ? error.outcome.reason : 'unexpected')
    }
  }

  function fail(reason: Reason): void {
    failures += 1
    const isFull = reason === 'storage-full'
    if (!isFull && reason !== 'storage-refused' && failures < mostFailures) {
      if (!store.getState().session.isBehind) set({ isBehind: true })
      schedule(againMs.usual)
      return
    }
    const keeping = isFull ? 'full' : 'refused'
    const isNews = store.getState().session.keeping !== keeping
    set({ keeping, isBehind: true })
    if (isNews) onRefused(keeping)
    if (isFull) schedule(againMs.full)
  }

  function schedule(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      void flush()
    }, ms)
  }

  async function flush(): Promise<void> {
    running ??= run().finally(() => {
      running = undefined
      // What changed after the last look, while the work came to its end.
      if (timer === undefined && next(store.getState()) !== undefined) schedule(restMs)
    })
    await running
  }

  const parts = ['jobs', 'strokes', 'edges', 'compositions', 'selectedId', 'saved', 'notices'] as const
  store.subscribe((state, before) => {
    const { session } = state
    const isSame = session.current === before.session.current && session.keeping === before.session.keeping
    if (isSame && parts.every((part) => state[part] === before[part])) return
    const isComing = running !== undefined || timer !== undefined
    if ((isComing && session.isBehind) || next(state) === undefined) return
    if (!session.isBehind) set({ isBehind: true })
    if (!isComing) schedule(restMs)
  })

  return {
    names,
    follow(current, photos) {
      isLeft = false
      set(current === undefined ? { current } : { current, keeping: 'on', isBehind: false })
      told.begin(store.getState(), photos)
      // Photos that came before it was known which session this is.
      schedule(restMs)
    },
    hasPictured: (photoId, thumbnail) => told.hasPictured(photoId, thumbnail),
    flush,
    async leave() {
      const { notices } = store.getState()
      for (const notice of notices) releaseNotice(store, notice)
      // What was removed cannot be brought back into another session.
      store.setState({ notices: notices.filter(({ kind }) => kind !== 'removed') })
      await running
      await flush()
      isLeft = true
      // What this session alone had may go with it.
      names.forget()
      clearTimeout(timer)
      timer = undefined
    },
    retry() {
      if (store.getState().session.keeping === 'full') schedule(0)
    },
  }
}
