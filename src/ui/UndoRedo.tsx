import { Redo2, Undo2 } from 'lucide-react'
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
      <IconButton label="Undo" tip="none" icon={<Undo2 />} disabled={!canUndo} onClick={onUndo} />
      <IconButton label="Redo" tip="none" icon={<Redo2 />} disabled={!canRedo} onClick={onRedo} />
    </>
  )
}
