import { useStore } from 'zustand'
import { modelInWords } from '#core/modelWords.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { isMadeOtherwise, madeOtherwiseCount, selectedCutout, selectedJob } from '#state/selectors.ts'
import { Button } from '#ui/Button.tsx'
import './models.css'
import { Woven } from '#ui/Woven.tsx'

const isOtherOf = (state: AppState) => {
  const job = selectedJob(state)
  return job !== undefined && isMadeOtherwise(state, job)
}
const isOwnOf = (state: AppState) => selectedCutout(state)?.isOwnChoice === true
const madeWithOf = (state: AppState) => selectedCutout(state)?.model
const chosenOf = (state: AppState) => state.model
const idOf = (state: AppState) => state.selectedId

function nameOf(words: string) {
  return <b translate="no">{words}</b>
}

/** Says that the shown cutout was made with another model than the one chosen now, and offers to make it anew. */
export function MadeOtherwise({ app }: { app: App }) {
  const isOther = useStore(app.store, isOtherOf)
  const madeWith = useStore(app.store, madeWithOf)
  const chosen = useStore(app.store, chosenOf)
  const next = modelInWords(chosen)
  const count = useStore(app.store, madeOtherwiseCount)
  const id = useStore(app.store, idOf)
  const isOwn = useStore(app.store, isOwnOf)
  if (isOwn && madeWith !== undefined && madeWith.name !== chosen.name) {
    const model = modelInWords(madeWith)
    return (
      <section className="other" aria-label={say('models.made.own')} data-testid="made-by-own">
        <p>
          <Woven text={say('models.made.ownOnly', { model, next })} parts={{ b: nameOf }} />
        </p>
        <Button aria-label={say('models.useForNext', { model })} onClick={() => app.models.choose(madeWith)}>
          {say('models.useForAll')}
        </Button>
      </section>
    )
  }
  if (!isOther || id === undefined) return null
  return (
    <section className="other" aria-label={say('models.made.otherwise')} data-testid="made-otherwise">
      <p>
        <Woven
          text={say(madeWith?.name === chosen.name ? 'models.made.otherSettings' : 'models.made.with', {
            model: madeWith === undefined ? '' : modelInWords(madeWith),
          })}
          parts={{ b: nameOf }}
        />
      </p>
      <Button aria-label={say('models.cutAgainWith', { model: next })} onClick={() => app.cutting.cutAgain([id])}>
        {say('models.cutAgain')}
      </Button>
      {count > 1 ? (
        <Button aria-label={say('models.cutAllAgainWith', { count, model: next })} onClick={app.cutting.cutAllAgain}>
          {say('models.all', { count })}
        </Button>
      ) : null}
    </section>
  )
}
