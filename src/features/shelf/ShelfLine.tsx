import { Library } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import { laterWords } from '#platform/language.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { isOfferedOf, Offer } from './Offer.tsx'
import './shelf.css'

/** Said in words that follow those of the first page. Without them it is shown all the same: it can be stopped. */
const Coming = lazy(async () => {
  const [{ UnderWay }] = await Promise.all([import('./UnderWay.tsx'), laterWords().catch(() => {})])
  return { default: UnderWay }
})

const downloadsOf = (state: AppState) => state.shelf.downloads
const isEmptyOf = (state: AppState) => state.shelf.items.length === 0

/** The way to the shelf, what it offers, and what is under way to it while one works. */
export function ShelfLine({ app }: { app: App }) {
  const downloads = useStore(app.store, downloadsOf)
  const isEmpty = useStore(app.store, isEmptyOf)
  const isOffered = useStore(app.store, isOfferedOf)
  return (
    <div className="shelf-line" data-testid="shelf-line">
      <Suspense>
        {downloads.map((download) => (
          <div key={download.id} className="shelf-download">
            <span className="label">{download.name}</span>
            <Coming app={app} download={download} />
          </div>
        ))}
      </Suspense>
      <Offer app={app} />
      <Button icon={<Library />} onClick={() => app.store.setState({ isShelfOpen: true })}>
        {isEmpty && downloads.length === 0
          ? say(isOffered ? 'news.shelf.others' : 'news.shelf.get')
          : say('news.shelf.here')}
      </Button>
    </div>
  )
}
