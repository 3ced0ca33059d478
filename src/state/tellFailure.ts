import type { Outcome } from '#core/outcome.ts'
import { adviceOf } from '#core/reasons.ts'
import { say } from '#core/say.ts'
import { newId } from './id.ts'
import { type AppStore, addNotice, speak } from './store.ts'

/** Tells the person what failed and why, if it did; true where nothing did. */
export function isTold<T>(store: AppStore, outcome: Outcome<T>, subject: string): outcome is { ok: true; value: T } {
  if (!outcome.ok) {
    const { reason, detail } = outcome
    const notice = { kind: 'failure', id: newId(), reason, subject } as const
    addNotice(store, detail === undefined ? notice : { ...notice, detail })
    speak(store, say('news.about', { name: subject, news: adviceOf(reason, detail).what }))
  }
  return outcome.ok
}
