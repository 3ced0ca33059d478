import { useStore } from 'zustand'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Switch } from '#ui/Switch.tsx'

const isOnOf = (state: AppState) => state.looksAtSubject

/** Whether a larger network sees the whole photo, or a small subject as large as it can. */
export function LooksAtSubject({ app }: { app: App }) {
  const isOn = useStore(app.store, isOnOf)
  return (
    <Switch
      label="Look closely at small subjects"
      detail="Where the subject takes less than half of the photo, the network sees that part alone: finer edges. What lies outside is left out."
      isOn={isOn}
      onChange={app.models.setLooksAtSubject}
    />
  )
}
