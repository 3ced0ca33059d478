import { useStore } from 'zustand'
import { countInWords } from '#core/figures.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { Requests } from './Requests.tsx'
import './shelf.css'

const strayedOf = (state: AppState) => state.outsideRequests

/** What stands behind the word that no photo has left: all requests that went to other hosts, and what they were for. */
export function RequestsDialog({ app, onClose }: { app: App; onClose(): void }) {
  const strayed = useStore(app.store, strayedOf)
  return (
    <Dialog title={strayed === 0 ? 'No photo has left this device' : 'Requests of this page'} onClose={onClose}>
      <div className="shelf sources">
        <p>
          {strayed === 0
            ? 'Photos are worked on in this page alone, and the browser lets no part that sees a photo speak to another host. Only models are fetched, and pictures at addresses, each after you agreed.'
            : `The browser counts ${countInWords(strayed, 'request')} of this page to other hosts. An extension may have made them; Clearcut makes none.`}
        </p>
        <Requests app={app} />
      </div>
    </Dialog>
  )
}
