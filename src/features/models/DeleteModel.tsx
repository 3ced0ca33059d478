import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { say } from '#core/say.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'

/** Takes a model from the device, after asking. */
export function DeleteModel({ name, onDelete }: { name: string; onDelete(): void }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button look="danger" icon={<Trash2 />} onClick={() => setAsking(true)}>
        {say('models.delete.this')}
      </Button>
      {isAsking ? (
        <Dialog title={say('models.delete.question', { name })} role="alertdialog" onClose={() => setAsking(false)}>
          <p>{say('models.delete.note')}</p>
          <div className="dialog-actions">
            <Button onClick={() => setAsking(false)}>{say('models.keep')}</Button>
            <Button
              look="danger"
              onClick={() => {
                setAsking(false)
                onDelete()
              }}
            >
              {say('models.delete')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
