import { say } from '#core/say.ts'
import { stageInWords } from '#core/words.ts'
import type { Saving } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Progress } from '#ui/Progress.tsx'

interface SavingNoteProps {
  saving: Saving
  onCancel(): void
}

/** Tells that files are being written, and how far it is. */
export function SavingNote({ saving: { what, done, total, progress }, onCancel }: SavingNoteProps) {
  const isMany = what === 'zip' || what === 'folder'
  const ofOne = progress?.done ?? 0
  return (
    <div className="saving">
      <span className="saving-words figures">
        {isMany
          ? say('export.saving.count', { number: Math.min(done + 1, total), total })
          : stageInWords(progress?.stage ?? 'open')}
      </span>
      <Progress label={say('export.saving')} value={isMany ? Math.min(1, (done + ofOne) / total) : ofOne} />
      <Button look="plain" aria-label={say('export.saving.cancel')} onClick={onCancel}>
        {say('common.cancel')}
      </Button>
    </div>
  )
}
