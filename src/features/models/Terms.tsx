import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Woven } from '#ui/Woven.tsx'

const askedOf = (state: AppState) => state.termsAsked

/** Asks before the first use of a model whose licence forbids commercial work, however it came to this device. */
export function Terms({ app }: { app: App }) {
  const asked = useStore(app.store, askedOf)
  if (asked === undefined) return null
  const { model, licence } = asked
  return (
    <Dialog
      title={say('models.terms.question', { name: model.name })}
      role="alertdialog"
      onClose={() => app.models.answerTerms(false)}
    >
      <p>
        <Woven
          text={say('models.terms.note', { licence: licence.name })}
          parts={{
            a: (words) => (
              <a href={licence.url} target="_blank" rel="noreferrer">
                {words}
              </a>
            ),
          }}
        />
      </p>
      <div className="dialog-actions">
        <Button onClick={() => app.models.answerTerms(false)}>{say('models.terms.notNow')}</Button>
        <Button look="primary" onClick={() => app.models.answerTerms(true)}>
          {say('models.terms.agree')}
        </Button>
      </div>
    </Dialog>
  )
}
