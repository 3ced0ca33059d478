import { proxy, wrap } from 'comlink'
import { failure, success } from '#core/outcome.ts'
import type { SessionKeeper } from '#core/ports.ts'
import { hasSessions } from '#core/sessions/hasSessions.ts'
import type { SessionNews, SessionWorker } from '#core/sessions/sessionWorker.ts'
import { lifespanOf } from './lifespan.ts'
import { renewedWorker } from './renewedWorker.ts'

/** Starts the worker that keeps sessions. */
function spawnSessionWorker(): Worker {
  return new Worker(new URL('../../workers/session.ts', import.meta.url), { type: 'module', name: 'session' })
}

/** Remembers, for as long as a tab lives and is reloaded, which session it has. */
interface TabMemory {
  read(): unknown
  write(value: unknown): void
}

/** Sessions over a real worker, which is started by the first call, and again after it died: it then has the same session open. */
export function createSessionKeeper(tab: TabMemory, spawn: () => Worker = spawnSessionWorker): SessionKeeper {
  let openId: string | undefined
  let listener: (news: SessionNews) => void = () => {}

  const call = renewedWorker<SessionWorker>(() => {
    const worker = spawn()
    const remote = wrap<SessionWorker>(worker)
    const { started, death } = lifespanOf(worker, remote.start())
    remote.onNews(proxy((news: SessionNews) => listener(news))).catch(() => {})
    const reopened = started.then(async () => {
      if (openId !== undefined) await remote.open(openId)
    })
    return { worker, remote, started: reopened, death }
  })

  /** From now on this is the tab's session. */
  function have(id: string): void {
    openId = id
    tab.write(id)
  }

  return {
    hasAny: hasSessions,
    async resume() {
      const own = tab.read()
      const outcome = await call(async (remote) => await remote.resume(typeof own === 'string' ? own : undefined))
      if (outcome.ok && outcome.value.kind === 'opened') have(outcome.value.opened.session.id)
      return outcome
    },
    async begin(session) {
      const outcome = await call(async (remote) => await remote.begin(session))
      if (outcome.ok) have(session.id)
      return outcome
    },
    async open(id) {
      const outcome = await call(async (remote) => await remote.open(id))
      if (outcome.ok) have(id)
      return outcome
    },
    async remove(id) {
      if (openId === id) openId = undefined
      return await call(async (remote) => await remote.remove(id))
    },
    async forgetAll() {
      openId = undefined
      return await call(async (remote) => await remote.forgetAll())
    },
    list: () => call(async (remote) => await remote.list()),
    rename: (id, name) => call(async (remote) => await remote.rename(id, name)),
    keepFile: (file) => call(async (remote) => await remote.keepFile(file)),
    identify: (file) => call(async (remote) => await remote.identify(file)),
    write: (entries) => call(async (remote) => await remote.write(entries)),
    forgetPhotos: (keys) => call(async (remote) => await remote.forgetPhotos(keys)),
    projectText: (contents) => call(async (remote) => await remote.projectText(contents)),
    readProject: (file) => call(async (remote) => await remote.readProject(file)),
    pictureText: (bitmap) =>
      call(async (remote) => {
        const text = await remote.pictureText(bitmap)
        return text === undefined ? failure('cannot-encode') : success(text)
      }),
    pictures: (texts) => call(async (remote) => success(await remote.pictures(texts))),
    closedBitmap,
    watch: (heard) => {
      listener = heard
    },
  }
}

function closedBitmap(): ImageBitmap {
  const canvas = new OffscreenCanvas(1, 1)
  canvas.getContext('2d')
  const bitmap = canvas.transferToImageBitmap()
  bitmap.close()
  return bitmap
}
