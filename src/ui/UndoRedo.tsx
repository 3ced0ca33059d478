import { Redo2, Undo2 } from 'lucide-react'
import { say } from '#core/say.ts'
import { IconButton } from './Button.tsx'

export interface UndoRedoProps {
  canUndo: boolean
  canRedo: boolean
  onUndo(): void
  onRedo(): void
}

/** The way back, and forth again. */
export function UndoRedo({ canUndo, canRedo, onUndo, onRedo }: UndoRedoProps) {
  return (
    <>
      <IconButton label={say('common.undo')} tip="none" icon={<Undo2 />} disabled={!canUndo} onClick={onUndo} />
      <IconButton label={say('common.redo')} tip="none" icon={<Redo2 />} disabled={!canRedo} onClick={onRedo} />
    </>
  )
}
