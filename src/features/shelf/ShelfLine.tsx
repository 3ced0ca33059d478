import { Library } from 'lucide-react'
import { useStore } from 'zustand'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { UnderWay } from './Entry.tsx'
import './shelf.css'

const downloadsOf = (state: AppState) => state.shelf.downloads
const isEmptyOf = (state: AppState) => state.shelf.items.length === 0

/** The way to the shelf, and what is under way to it while one works. */
export function ShelfLine({ app }: { app: App }) {
  const downloads = useStore(app.store, downloadsOf)
  const isEmpty = useStore(app.store, isEmptyOf)
  return (
    <div className="shelf-line" data-testid="shelf-line">
      {downloads.map((download) => (
        <div key={download.id}>
          <span className="label">{download.name}</span>
          <UnderWay app={app} download={download} />
        </div>
      ))}
      <Button icon={<Library />} onClick={() => app.store.setState({ isShelfOpen: true })}>
        {isEmpty && downloads.length === 0 ? 'Get a finer model' : 'Models on this device'}
      </Button>
    </div>
  )
}
