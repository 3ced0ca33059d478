import type { PictureFetcher } from '#core/ports.ts'
import type { Reason } from '#core/reasons.ts'
import { say } from '#core/say.ts'
import { newId } from './id.ts'
import type { Incoming } from './photos.ts'
import { type AppStore, addNotice, speak } from './store.ts'

export interface AddressActions {
  /** Asks the person whether the pictures at these addresses are to be fetched. */
  ask(addresses: string[]): void
  /** The person has agreed: fetches them, one after the other, and counts each as a request that left. */
  agree(): Promise<void>
  drop(): void
  /** Tells why what was dropped or pasted gave no picture. */
  refuse(reason: Reason): void
}

/** Addresses that are fetched at once, at most. */
const maxAddresses = 20

export function createAddresses(
  store: AppStore,
  pictures: PictureFetcher,
  bring: (incoming: Incoming[]) => void,
): AddressActions {
  const tell = (reason: Reason, subject?: string, detail?: string) =>
    addNotice(store, {
      kind: 'failure',
      id: newId(),
      reason,
      ...(subject === undefined ? {} : { subject }),
      ...(detail === undefined ? {} : { detail }),
    })

  async function fetchOne(address: string): Promise<void> {
    const url = new URL(address)
    const at = Date.now()
    const outcome = await pictures.fetch(address)
    const answer = outcome.ok
      ? { answeredBy: outcome.value.answeredBy, status: outcome.value.status, receivedBytes: outcome.value.file.size }
      : { receivedBytes: 0 }
    const request = { at, url: url.origin + url.pathname, purpose: 'picture', ...answer }
    store.setState(({ shelf }) => ({ shelf: { ...shelf, requests: [request, ...shelf.requests] } }))
    if (!outcome.ok) return void tell(outcome.reason, url.host, outcome.detail)
    const name = nameOf(url)
    bring([{ name, file: new File([outcome.value.file], name) }])
  }

  return {
    ask: (addresses) => store.setState({ askedAddresses: addresses.slice(0, maxAddresses) }),
    async agree() {
      const { askedAddresses } = store.getState()
      store.setState({ askedAddresses: [] })
      speak(store, say('news.fetching'))
      for (const address of askedAddresses) await fetchOne(address)
    },
    drop: () => store.setState({ askedAddresses: [] }),
    refuse: (reason) => void tell(reason),
  }
}

/** The last part of the path, as a person would read it. */
function nameOf({ pathname, host }: URL): string {
  const last = pathname.split('/').findLast((part) => part !== '') ?? host
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
