import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'

/** Takes a model from the device, after asking. */
export function DeleteModel({ name, onDelete }: { name: string; onDelete(): void }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button look="danger" icon={<Trash2 />} onClick={() => setAsking(true)}>
        Delete this model
      </Button>
      {isAsking ? (
        <Dialog title={`Delete ${name}?`} role="alertdialog" onClose={() => setAsking(false)}>
          <p>
            The model file is taken from this device. To use it again you add the file again. Cutouts stay as they are.
          </p>
          <div className="dialog-actions">
            <Button onClick={() => setAsking(false)}>Keep</Button>
            <Button
              look="danger"
              onClick={() => {
                setAsking(false)
                onDelete()
              }}
            >
              Delete
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
