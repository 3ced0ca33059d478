import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/App.tsx'
import { limitMarkup } from '#core/trustedTypes.ts'
import { abilitiesOf } from '#core/ways/abilities.ts'
import { createLateEngine } from '#engine/lateEngine.ts'
import { createPictureFetcher } from '#engine/pictures.ts'
import { createSessionKeeper } from '#engine/sessions.ts'
import { createShelf } from '#engine/shelf.ts'
import { filesOfInput } from '#platform/droppedFiles.ts'
import { whenIdle } from '#platform/idle.ts'
import { createKeptFiles } from '#platform/keptFiles.ts'
import { beginToSpeak } from '#platform/language.ts'
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
import { createFolderWatcher } from '#platform/watchedFolder.ts'
import { zippedPhotos } from '#platform/zippedPhotos.ts'
import { createApp } from '#state/app.ts'
import { rememberPreferences } from '#state/preferences.ts'
import '#ui/tokens.css'
import '#ui/base.css'

limitMarkup(window)
const language = await beginToSpeak()
const baseUrl = new URL(import.meta.env.BASE_URL, document.baseURI).href
const { hubUrl, mirrorUrl, ownFiles, hosts } = __MODEL_SOURCES__
const recollection = createRecollection()
const files = createKeptFiles()
const engine = createLateEngine({ baseUrl, probe: probeDevice, recollection })
const app = createApp({
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
  folders: createFolderWatcher(),
  outbox: createOutbox(),
  language,
  // In development each change must be seen at once, not the version kept for offline use.
  updates: import.meta.env.PROD
    ? createAppUpdates({ scriptUrl: `${baseUrl}service-worker.js`, entryUrl: import.meta.url, hasWork })
    : noAppUpdates,
})

// The first page is shown without them; photos that come before wait for them.
const recalled = import('#platform/preferenceKeeper.ts').then(({ createPreferenceKeeper }) =>
  rememberPreferences(app, createPreferenceKeeper()),
)
app.cutting.hold(recalled)
void app.sessions.restore().then(app.watching.resume)
watchLaunchedFiles((launched) => app.bring(filesOfInput(launched)))
void takeSharedFiles().then((shared) => app.bring(filesOfInput(shared)))
whenIdle(() => {
  void engine.warm(app.store.getState().runsOn)
  void app.templates.recall()
})

function hasWork(): boolean {
  const { jobs, addingModel, shelf } = app.store.getState()
  return jobs.length > 0 || addingModel !== undefined || shelf.addingFile !== undefined
}

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no #root.')
createRoot(root).render(
  <StrictMode>
    <App app={app} baseUrl={baseUrl} />
  </StrictMode>,
)
