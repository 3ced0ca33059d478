import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Progress } from '#ui/Progress.tsx'
import { Woven } from '#ui/Woven.tsx'

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
        <Woven
          text={say(copying === undefined ? 'models.reading' : 'models.copying.woven', { name })}
          parts={{ b: (words) => <b>{words}</b> }}
        />
      </p>
      {copying === undefined ? null : <Progress label={say('models.copying', { name })} value={copying.done} />}
      <Button icon={<X />} onClick={stop}>
        {say('models.cancel')}
      </Button>
    </div>
  )
}
