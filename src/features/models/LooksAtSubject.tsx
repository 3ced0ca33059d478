import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Switch } from '#ui/Switch.tsx'

const isOnOf = (state: AppState) => state.looksAtSubject

/** Whether a larger network sees the whole photo, or a small subject as large as it can. */
export function LooksAtSubject({ app }: { app: App }) {
  const isOn = useStore(app.store, isOnOf)
  return (
    <Switch
      label={say('models.looksAtSubject')}
      detail={say('models.looksAtSubject.note')}
      isOn={isOn}
      onChange={app.models.setLooksAtSubject}
    />
  )
}
