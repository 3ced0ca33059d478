import { useStore } from 'zustand'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { isMadeOtherwise, madeOtherwiseCount, selectedCutout, selectedJob } from '#state/selectors.ts'
import { Button } from '#ui/Button.tsx'
import './models.css'

const isOtherOf = (state: AppState) => {
  const job = selectedJob(state)
  return job !== undefined && isMadeOtherwise(state, job)
}
const isOwnOf = (state: AppState) => selectedCutout(state)?.isOwnChoice === true
const madeWithOf = (state: AppState) => selectedCutout(state)?.model.name
const chosenOf = (state: AppState) => state.model.name
const idOf = (state: AppState) => state.selectedId

/** Says that the shown cutout was made with another model than the one chosen now, and offers to make it anew. */
export function MadeOtherwise({ app }: { app: App }) {
  const isOther = useStore(app.store, isOtherOf)
  const madeWith = useStore(app.store, madeWithOf)
  const chosen = useStore(app.store, chosenOf)
  const count = useStore(app.store, madeOtherwiseCount)
  const id = useStore(app.store, idOf)
  const isOwn = useStore(app.store, isOwnOf)
  const model = useStore(app.store, (state) => selectedCutout(state)?.model)
  if (isOwn && model !== undefined && model.name !== chosen) {
    return (
      <section className="other" aria-label="Made with a model of its own" data-testid="made-by-own">
        <p>
          <b translate="no">{madeWith}</b>
          <span>{`, this photo only. The next: ${chosen}`}</span>
        </p>
        <Button aria-label={`Use ${madeWith} for the photos that follow`} onClick={() => app.models.choose(model)}>
          Use for all
        </Button>
      </section>
    )
  }
  if (!isOther || id === undefined) return null
  return (
    <section className="other" aria-label="Made with another model" data-testid="made-otherwise">
      <p>
        <span>{madeWith === chosen ? 'Made with other settings of ' : 'Made with '}</span>
        <b translate="no">{madeWith}</b>
      </p>
      <Button aria-label={`Cut again with ${chosen}`} onClick={() => app.cutting.cutAgain([id])}>
        Cut again
      </Button>
      {count > 1 ? (
        <Button aria-label={`Cut all ${count} again with ${chosen}`} onClick={app.cutting.cutAllAgain}>
          {`All ${count}`}
        </Button>
      ) : null}
    </section>
  )
}
