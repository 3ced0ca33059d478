import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { Scope } from '#state/composingState.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Choice } from '#ui/Choice.tsx'
import { UndoRedo } from '#ui/UndoRedo.tsx'

const scopeOf = (state: AppState) => state.compositionScope
const countOf = (state: AppState) => state.jobs.length
const historyOf = (state: AppState) => state.history

/** Which photos a choice of background is for, in words, and the way back from it. */
export function ScopeChoice({ app, id }: { app: App; id: string }) {
  const scope = useStore(app.store, scopeOf)
  const count = useStore(app.store, countOf)
  const { past, future } = useStore(app.store, historyOf)
  const hasOwn = useStore(app.store, ({ compositions }) => compositions.own[id] !== undefined)
  return (
    <div className="noted">
      <div className="scope-head">
        <span className="label" aria-hidden="true">
          {say('compose.scope')}
        </span>
        <UndoRedo
          canUndo={past.length > 0}
          canRedo={future.length > 0}
          onUndo={app.history.undo}
          onRedo={app.history.redo}
        />
      </div>
      <Choice
        className="choice-framed scope-choice"
        label={say('compose.scope')}
        options={optionsOf(count)}
        value={scope}
        onChange={app.composing.setScope}
      />
      {hasOwn ? (
        <div className="scope-note" data-testid="own-background">
          <span>{say('compose.scope.hasOwn')}</span>
          <Button look="plain" onClick={() => app.composing.follow(id)}>
            {say('compose.scope.follow')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function optionsOf(count: number): readonly { value: Scope; label: string }[] {
  return [
    { value: 'photo', label: say('compose.scope.photo') },
    { value: 'all', label: count > 1 ? say('compose.scope.allCounted', { count }) : say('compose.scope.all') },
  ]
}
