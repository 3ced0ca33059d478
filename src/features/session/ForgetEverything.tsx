import { useState } from 'react'
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
    <Dialog title="Forget everything?" role="alertdialog" onClose={onClose}>
      <p>
        All sessions with their photos, cutouts and strokes, your templates and everything that you have set are deleted
        from this device, in all tabs. Files that you downloaded stay. This cannot be undone.
      </p>
      <label className="session-switch">
        <input type="checkbox" checked={withModels} onChange={(event) => setWithModels(event.currentTarget.checked)} />
        <span>Models that were downloaded or added, too</span>
      </label>
      <div className="dialog-actions">
        <Button onClick={onClose}>Keep</Button>
        <Button look="danger" disabled={isBusy} onClick={() => void forget()}>
          Forget everything
        </Button>
      </div>
    </Dialog>
  )
}
