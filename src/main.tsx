import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/App.tsx'
import type { Behind } from '#app/behind.tsx'
import { part } from '#app/missingPart.ts'
import type { BroughtFile } from '#platform/droppedFiles.ts'
import { beginToSpeak } from '#platform/language.ts'
import { createFolderWatcher } from '#platform/watchedFolder.ts'
import { createOpening } from '#state/opening.ts'
import { createAppStore } from '#state/store.ts'
import '#ui/tokens.css'
import '#ui/base.css'

/**
 * Draws the first page, and then has the app built behind it.
 * @param hasEarlier are there photos of the last visit?
 * @param takeDropped called when the page listens itself: gives what was dropped before
 */
export async function open(hasEarlier: boolean, takeDropped: () => readonly Promise<BroughtFile[]>[]): Promise<void> {
  const baseUrl = new URL(import.meta.env.BASE_URL, document.baseURI).href
  const language = await beginToSpeak()
  const folders = createFolderWatcher()
  const store = createAppStore()
  const opening = createOpening(store, { language, folders })
  // Who comes back is not to see the empty page before the photos.
  if (hasEarlier) store.setState(({ session }) => ({ session: { ...session, keeping: 'restoring' } }))

  const container = document.querySelector('#root')
  if (container === null) throw new Error('The page has no #root.')
  const root = createRoot(container)
  const show = (behind: Behind | Error | undefined) =>
    root.render(
      <StrictMode>
        <App app={opening.actions} baseUrl={baseUrl} behind={behind} />
      </StrictMode>,
    )

  // The first page takes what a person brings before the app is there.
  show(undefined)
  for (const files of takeDropped()) void files.then(opening.actions.bring)
  try {
    const { start } = await part(() => import('./start.ts'))()
    // The page answers between the reading of it and its work.
    await new Promise((settle) => setTimeout(settle))
    show(start({ baseUrl, entryUrl: import.meta.url, store, opening, language, folders }))
  } catch (error) {
    show(error instanceof Error ? error : new Error(String(error)))
  }
}
