import { useState } from 'react'
import { say } from '#core/say.ts'
import { forgetStored } from '#platform/forgetStored.ts'
import type { App } from '#state/app.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'

/** Takes everything that a person has brought or set from this device, after asking; models only if that is wanted. */
export function ForgetEverything({ app, onClose }: { app: App; onClose(): void }) {
  const [withModels, setWithModels] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const forget = async () => {
    setBusy(true)
    if (withModels) await app.shelf.removeAll()
    if (await app.sessions.forgetAll()) await forgetStored()
    else setBusy(false)
  }
  return (
    <Dialog title={say('session.forget.question')} role="alertdialog" onClose={onClose}>
      <p>{say('session.forget.note')}</p>
      <label className="session-switch">
        <input type="checkbox" checked={withModels} onChange={(event) => setWithModels(event.currentTarget.checked)} />
        <span>{say('session.forget.models')}</span>
      </label>
      <div className="dialog-actions">
        <Button onClick={onClose}>{say('session.keep')}</Button>
        <Button look="danger" disabled={isBusy} onClick={() => void forget()}>
          {say('session.forget')}
        </Button>
      </div>
    </Dialog>
  )
}
