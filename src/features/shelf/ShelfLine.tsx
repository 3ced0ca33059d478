import { Library } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { isOfferedOf } from './offered.ts'
import './shelfLine.css'

interface ShelfLineProps {
  app: Pick<App, 'store'>
  /** What is offered and under way, `ShelfNews`; the first page is there before it. */
  children: ReactNode
}

const isUnusedOf = ({ shelf }: AppState) => shelf.items.length === 0 && shelf.downloads.length === 0

/** The way to the shelf, below its news. */
export function ShelfLine({ app, children }: ShelfLineProps) {
  const isUnused = useStore(app.store, isUnusedOf)
  const isOffered = useStore(app.store, isOfferedOf)
  return (
    <div className="shelf-line" data-testid="shelf-line">
      {children}
      <Button icon={<Library />} onClick={() => app.store.setState({ isShelfOpen: true })}>
        {isUnused ? say(isOffered ? 'news.shelf.others' : 'news.shelf.get') : say('news.shelf.here')}
      </Button>
    </div>
  )
}
