import { Sparkles } from 'lucide-react'
import { useStore } from 'zustand'
import { percentInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { hairMarksOf } from '#state/selectors.ts'
import { Button } from '#ui/Button.tsx'
import { Progress } from '#ui/Progress.tsx'

const refiningOf = (state: AppState) => state.refining

/** Has hair looked for where it is marked. */
export function HairRefine({ app, id }: { app: App; id: string }) {
  const refining = useStore(app.store, refiningOf)
  const hasMarks = useStore(app.store, (state) => hairMarksOf(state, id).length > 0)
  if (refining?.photoId === id)
    return (
      <div className="hair-working" data-testid="refining">
        <span>{say('brush.refining')}</span>
        <span className="figures">{percentInWords(refining.done)}</span>
        <Button look="plain" aria-label={say('brush.refining.cancelWhat')} onClick={app.edges.cancelRefine}>
          {say('brush.refining.cancel')}
        </Button>
        <Progress label={say('brush.refining')} value={refining.done} />
      </div>
    )
  return (
    <Button
      icon={<Sparkles />}
      disabled={!hasMarks || refining !== undefined}
      onClick={() => void app.edges.refine(id)}
    >
      {say('brush.refine')}
    </Button>
  )
}
