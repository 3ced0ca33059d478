import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { SessionFacts } from '#core/sessions/sessionWorker.ts'
import type { App } from '#state/app.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { sessionName } from './sessionWords.ts'

/** Deletes a session, after asking: nothing brings it back. */
export function DeleteSession({ app, facts, onClose }: { app: App; facts: SessionFacts; onClose(): void }) {
  const { id, photos, bytes } = facts
  return (
    <Dialog title={say('session.delete.question', { name: sessionName(facts) })} role="alertdialog" onClose={onClose}>
      <p>{say('session.delete.note', { count: photos, size: bytesInWords(bytes) })}</p>
      <div className="dialog-actions">
        <Button onClick={onClose}>{say('session.keep')}</Button>
        <Button
          look="danger"
          onClick={() => {
            void app.sessions.remove(id)
            onClose()
          }}
        >
          {say('session.delete')}
        </Button>
      </div>
    </Dialog>
  )
}
