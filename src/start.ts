import { type Behind, behindOf } from '#app/behind.tsx'
import { loadWorkspace } from '#app/lateParts.ts'
import type { FolderWatcher } from '#core/folders.ts'
import type { LanguagePort } from '#core/ports.ts'
import { abilitiesOf } from '#core/ways/abilities.ts'
import { createLateEngine } from '#engine/lateEngine.ts'
import { createPictureFetcher } from '#engine/pictures.ts'
import { createSessionKeeper } from '#engine/sessions.ts'
import { createShelf } from '#engine/shelf.ts'
import { filesOfInput } from '#platform/droppedFiles.ts'
import { whenIdle } from '#platform/idle.ts'
import { createKeptFiles } from '#platform/keptFiles.ts'
import { watchLaunchedFiles } from '#platform/launchedFiles.ts'
import { openingEngine } from '#platform/openingEngine.ts'
import { createOutbox } from '#platform/outbox.ts'
import { probeDevice, processorFacts } from '#platform/probeDevice.ts'
import { createRecollection } from '#platform/recollection.ts'
import { createAppUpdates, noAppUpdates } from '#platform/serviceWorker.ts'
import { takeSharedFiles } from '#platform/sharedFiles.ts'
import { shelfMemory } from '#platform/shelfMemory.ts'
import { storedJson } from '#platform/storedJson.ts'
import { createTemplateKeeper } from '#platform/templateKeeper.ts'
import { zippedPhotos } from '#platform/zippedPhotos.ts'
import { createApp } from '#state/app.ts'
import type { Opening } from '#state/opening.ts'
import { rememberPreferences } from '#state/preferences.ts'
import type { AppStore } from '#state/store.ts'

/** What the first page has already. */
interface FirstPage {
  baseUrl: string
  /** Address of the page's entry script, which names its version. */
  entryUrl: string
  store: AppStore
  opening: Opening
  language: LanguagePort
  folders: FolderWatcher
}

/** Builds the app behind the first page, which then does what was asked for meanwhile. */
export function start({ baseUrl, entryUrl, store, opening, language, folders }: FirstPage): Behind {
  const { hubUrl, mirrorUrl, ownFiles, hosts } = __MODEL_SOURCES__
  const recollection = createRecollection()
  const files = createKeptFiles()
  const engine = createLateEngine({ baseUrl, probe: probeDevice, recollection })
  const ports = {
    files,
    pictures: createPictureFetcher(),
    shelf: createShelf(baseUrl),
    // The storage of a tab lives as long as it does, reloads included.
    sessions: createSessionKeeper(storedJson('clearcut-session', () => sessionStorage)),
    sources: { appUrl: baseUrl, ownFiles, hubUrl, hosts, ...(mirrorUrl === '' ? {} : { mirrorUrl }) },
    memory: shelfMemory,
    templates: createTemplateKeeper(),
    engine: openingEngine(engine, files),
    abilities: () => abilitiesOf(processorFacts(), recollection.read(), Date.now()),
    zips: { photos: zippedPhotos },
    folders,
    outbox: createOutbox(),
    language,
    // In development each change must be seen at once, not the version kept for offline use.
    updates: import.meta.env.PROD
      ? createAppUpdates({ scriptUrl: `${baseUrl}service-worker.js`, entryUrl, hasWork: () => hasWork(store) })
      : noAppUpdates,
  }
  const app = createApp(ports, store)

  // The first page is shown without them; photos that come before wait for them.
  const recalled = import('#platform/preferenceKeeper.ts').then(({ createPreferenceKeeper }) =>
    rememberPreferences(app, createPreferenceKeeper()),
  )
  app.cutting.hold(recalled)
  void app.sessions.restore().then(app.watching.resume)
  opening.handOver(app)
  watchLaunchedFiles((launched) => app.bring(filesOfInput(launched)))
  void takeSharedFiles().then((shared) => app.bring(filesOfInput(shared)))
  // What shows the first photo goes before what cuts it: it is small, and nothing is seen of a cut without it.
  whenIdle(async () => {
    await loadWorkspace().catch(() => {})
    whenIdle(() => void engine.warm(store.getState().runsOn))
    whenIdle(() => void app.templates.recall())
  })
  return behindOf(app)
}

function hasWork(store: AppStore): boolean {
  const { jobs, addingModel, shelf } = store.getState()
  return jobs.length > 0 || addingModel !== undefined || shelf.addingFile !== undefined
}
