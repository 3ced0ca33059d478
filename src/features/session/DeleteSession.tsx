import { bytesInWords, countInWords } from '#core/figures.ts'
import type { SessionFacts } from '#core/sessions/sessionWorker.ts'
import type { App } from '#state/app.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { sessionName } from './sessionWords.ts'

/** Deletes a session, after asking: nothing brings it back. */
export function DeleteSession({ app, facts, onClose }: { app: App; facts: SessionFacts; onClose(): void }) {
  const { id, photos, bytes } = facts
  return (
    <Dialog title={`Delete “${sessionName(facts)}”?`} role="alertdialog" onClose={onClose}>
      <p>
        {`${countInWords(photos, 'photo')} and all that was made of them are taken from this device, which frees up to ${bytesInWords(bytes)}. Files that you downloaded stay. This cannot be undone.`}
      </p>
      <div className="dialog-actions">
        <Button onClick={onClose}>Keep</Button>
        <Button
          look="danger"
          onClick={() => {
            void app.sessions.remove(id)
            onClose()
          }}
        >
          Delete
        </Button>
      </div>
    </Dialog>
  )
}
