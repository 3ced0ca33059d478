import { Library } from 'lucide-react'
import { useStore } from 'zustand'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { UnderWay } from './Entry.tsx'
import { isOfferedOf, Offer } from './Offer.tsx'
import './shelf.css'

const downloadsOf = (state: AppState) => state.shelf.downloads
const isEmptyOf = (state: AppState) => state.shelf.items.length === 0

/** The way to the shelf, what it offers, and what is under way to it while one works. */
export function ShelfLine({ app }: { app: App }) {
  const downloads = useStore(app.store, downloadsOf)
  const isEmpty = useStore(app.store, isEmptyOf)
  const isOffered = useStore(app.store, isOfferedOf)
  return (
    <div className="shelf-line" data-testid="shelf-line">
      {downloads.map((download) => (
        <div key={download.id} className="shelf-download">
          <span className="label">{download.name}</span>
          <UnderWay app={app} download={download} />
        </div>
      ))}
      <Offer app={app} />
      <Button icon={<Library />} onClick={() => app.store.setState({ isShelfOpen: true })}>
        {isEmpty && downloads.length === 0
          ? isOffered
            ? 'Other models'
            : 'Get a finer model'
          : 'Models on this device'}
      </Button>
    </div>
  )
}
