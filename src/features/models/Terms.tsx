import { useStore } from 'zustand'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'

const askedOf = (state: AppState) => state.termsAsked

/** Asks before the first use of a model whose licence forbids commercial work, however it came to this device. */
export function Terms({ app }: { app: App }) {
  const asked = useStore(app.store, askedOf)
  if (asked === undefined) return null
  const { model, licence } = asked
  return (
    <Dialog title={`Use ${model.name}?`} role="alertdialog" onClose={() => app.models.answerTerms(false)}>
      <p>
        <span>Its licence, </span>
        <a href={licence.url} target="_blank" rel="noreferrer">
          {licence.name}
        </a>
        <span>, allows non-commercial work only. The model stays on this device either way.</span>
      </p>
      <div className="dialog-actions">
        <Button onClick={() => app.models.answerTerms(false)}>Not now</Button>
        <Button look="primary" onClick={() => app.models.answerTerms(true)}>
          I use it for non-commercial work only
        </Button>
      </div>
    </Dialog>
  )
}
