import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/App.tsx'
import type { Behind } from '#app/behind.tsx'
import { part } from '#app/missingPart.ts'
import { hasSessions } from '#core/sessions/hasSessions.ts'
import { limitMarkup } from '#core/trustedTypes.ts'
import { beginToSpeak } from '#platform/language.ts'
import { createFolderWatcher } from '#platform/watchedFolder.ts'
import { createOpening } from '#state/opening.ts'
import { createAppStore } from '#state/store.ts'
import '#ui/tokens.css'
import '#ui/base.css'

/** How long the first page may wait to know whether there are photos of the last visit, in milliseconds: browsers that answer do so at once. */
const patienceMs = 300

limitMarkup(window)
const hasEarlier = Promise.race([hasSessions(), new Promise((settle) => setTimeout(settle, patienceMs))])
const baseUrl = new URL(import.meta.env.BASE_URL, document.baseURI).href
const language = await beginToSpeak()
const folders = createFolderWatcher()
const store = createAppStore()
const opening = createOpening(store, { language, folders })
// Who comes back is not to see the empty page before the photos.
if (await hasEarlier) store.setState(({ session }) => ({ session: { ...session, keeping: 'restoring' } }))

const container = document.querySelector('#root')
if (container === null) throw new Error('The page has no #root.')
const root = createRoot(container)

function show(behind: Behind | Error | undefined): void {
  root.render(
    <StrictMode>
      <App app={opening.actions} baseUrl={baseUrl} behind={behind} />
    </StrictMode>,
  )
}

// The first page takes what a person brings before the app is there.
show(undefined)
part(() => import('./start.ts'))()
  .then(({ start }) => show(start({ baseUrl, entryUrl: import.meta.url, store, opening, language, folders })))
  .catch((error: unknown) => show(error instanceof Error ? error : new Error(String(error))))
