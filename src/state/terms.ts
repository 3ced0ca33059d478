import { termsOf } from '#core/catalogue/terms.ts'
import type { Model } from '#core/models.ts'
import type { AppStore } from './store.ts'

/** Whether this model may be chosen now. Where its licence has to be agreed to first, the person is asked. */
export function mayUse(store: AppStore, model: Model): boolean {
  const licence = termsOf(model)
  if (licence === undefined || store.getState().agreedTerms.includes(licence.url)) return true
  store.setState({ termsAsked: { model, licence } })
  return false
}

/** Remembers that the person has agreed to the licence at this address. */
export function agreeTo(store: AppStore, licenceUrl: string): void {
  store.setState(({ agreedTerms }) => ({ agreedTerms: [...new Set([...agreedTerms, licenceUrl])] }))
}
