import { X } from 'lucide-react'
import { useStore } from 'zustand'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Progress } from '#ui/Progress.tsx'

const readingOf = (state: AppState) => state.addingModel
const copyingOf = (state: AppState) => state.shelf.addingFile

/** The model file that is being read or copied: how far it is, and the way to stop it. */
export function AddingModel({ app }: { app: App }) {
  const reading = useStore(app.store, readingOf)
  const copying = useStore(app.store, copyingOf)
  const name = reading ?? copying?.name ?? ''
  const stop = () => {
    app.models.stopAdding()
    app.shelf.stopAdding()
  }
  return (
    <div className="model-adding" data-testid="adding-model">
      <p>
        <span>{copying === undefined ? 'Reading' : 'Copying'}</span> <b>{name}</b>
      </p>
      {copying === undefined ? null : <Progress label={`Copying ${name}`} value={copying.done} />}
      <Button icon={<X />} onClick={stop}>
        Cancel
      </Button>
    </div>
  )
}
