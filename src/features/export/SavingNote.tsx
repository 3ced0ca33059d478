import type { Saving } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Progress } from '#ui/Progress.tsx'

interface SavingNoteProps {
  saving: Saving
  onCancel(): void
}

/** Tells that files are being written, and how far it is. */
export function SavingNote({ saving: { what, done, total }, onCancel }: SavingNoteProps) {
  return (
    <div className="saving">
      <span className="figures">
        {what === 'zip' ? `Writing ${Math.min(done + 1, total)} of ${total}` : 'Writing the file'}
      </span>
      {what === 'zip' ? <Progress label="Writing files" value={done / total} /> : <span />}
      <Button look="plain" aria-label="Cancel the download" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}
