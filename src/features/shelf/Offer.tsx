import { Download } from 'lucide-react'
import { useStore } from 'zustand'
import { findEntry } from '#core/catalogue/catalogue.ts'
import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import { Button } from '#ui/Button.tsx'
import { Woven } from '#ui/Woven.tsx'
import { isOfferedOf } from './offered.ts'

const lite = findEntry('birefnet-lite')

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
