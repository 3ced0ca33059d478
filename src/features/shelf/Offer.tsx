import { Download } from 'lucide-react'
import { useStore } from 'zustand'
import { findEntry } from '#core/catalogue/catalogue.ts'
import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Woven } from '#ui/Woven.tsx'

const lite = findEntry('birefnet-lite')

/** Whether the small BiRefNet should be offered: nothing of its kind is here or under way, and it can be fetched. */
export function isOfferedOf({ shelf, isOnline }: AppState): boolean {
  const isKnown = shelf.storage !== undefined
  return isKnown && isOnline && shelf.items.length === 0 && shelf.downloads.length === 0
}

/** Offers the small BiRefNet, once, in a line; it comes while one works on. */
export function Offer({ app }: { app: App }) {
  const isOffered = useStore(app.store, isOfferedOf)
  if (!isOffered || lite?.sizeBytes === undefined || app.shelf.orderOf(lite).sources.length === 0) return null
  return (
    <div className="offer" data-testid="offer">
      <p className="offer-words">
        <Woven
          text={say('news.shelf.offer', { name: lite.name })}
          parts={{ b: (words) => <b translate="no">{words}</b> }}
        />
      </p>
      <Button icon={<Download />} onClick={() => app.shelf.ask(lite.id)}>
        {say('news.shelf.download', { size: bytesInWords(lite.sizeBytes) })}
      </Button>
    </div>
  )
}
