import { useStore } from 'zustand'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'

const spokenOf = (state: AppState) => state.spoken

/** What happens, told to those who do not see it. */
export function Spoken({ app }: { app: Pick<App, 'store'> }) {
  const spoken = useStore(app.store, spokenOf)
  return (
    <p className="unseen" role="status" aria-live="polite" data-testid="spoken">
      {spoken}
    </p>
  )
}
