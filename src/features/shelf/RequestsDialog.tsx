import { useStore } from 'zustand'
import { say } from '#core/say.ts'
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
    <Dialog title={say(strayed === 0 ? 'shelf.noPhotoLeft' : 'shelf.requestsOfPage')} onClose={onClose}>
      <div className="shelf sources">
        <p>{strayed === 0 ? say('shelf.noPhotoLeft.note') : say('shelf.requestsOfPage.note', { count: strayed })}</p>
        <Requests app={app} />
      </div>
    </Dialog>
  )
}
