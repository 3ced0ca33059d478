import { hasSessions } from '#core/sessions/hasSessions.ts'
import { limitMarkup } from '#core/trustedTypes.ts'
import { type BroughtFile, filesOfDrop } from '#platform/droppedFiles.ts'
import { serviceWorkers } from '#platform/serviceWorkers.ts'
import { markLanguage, wantedLanguage } from '#platform/wantedLanguage.ts'

/** How long the first page may wait to know whether there are photos of the last visit, in milliseconds: browsers that answer do so at once. */
const patienceMs = 300

/** How long the app waits for the first picture of the page, in milliseconds; of a page in the background there is none. */
const pictureMs = 100

limitMarkup(window)
const language = wantedLanguage()
markLanguage(language)
const hasEarlier = Promise.race([hasSessions(), after(patienceMs).then(() => false)])
const dropped: Promise<BroughtFile[]>[] = []
const listening = new AbortController()
const { signal } = listening

// Without these the browser would go to the file that is dropped.
addEventListener('dragover', (event) => event.preventDefault(), { signal })
addEventListener(
  'drop',
  (event) => {
    event.preventDefault()
    if (event.dataTransfer !== null) dropped.push(filesOfDrop(event.dataTransfer))
  },
  { signal },
)

// Not awaited here: the app's files import from this one.
void begin()

/** Shows the first page as it was written, and has the app take its place. */
async function begin(): Promise<void> {
  const written = document.querySelector<HTMLTemplateElement>(`#first-${language}`)
  // Who comes back has the app's files here, and is not to see the empty page before the photos.
  if (written !== null && !serviceWorkers()?.controller && !(await hasEarlier)) {
    document.querySelector('#root')?.prepend(written.content)
    await Promise.race([new Promise((settle) => requestAnimationFrame(() => setTimeout(settle))), after(pictureMs)])
  }
  const { open } = await import('./main.tsx')
  await open(await hasEarlier, () => {
    listening.abort()
    return dropped
  })
}

function after(ms: number): Promise<void> {
  return new Promise((settle) => setTimeout(settle, ms))
}
