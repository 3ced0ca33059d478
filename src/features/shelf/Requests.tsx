import { useStore } from 'zustand'
import { clockWithSecondsInWords } from '#core/dates.ts'
import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { OutsideRequest } from '#core/shelf.ts'
import type { MessageId } from '#messages/ids.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Woven } from '#ui/Woven.tsx'

const requestsOf = (state: AppState) => state.shelf.requests

/** What requests are for, where that is no model's name. */
const purposes: Readonly<Record<string, MessageId>> = {
  picture: 'shelf.request.picture',
  'hash of the file': 'shelf.request.hash',
}

/** Every request that left for a model since the page was opened. */
export function Requests({ app }: { app: App }) {
  const requests = useStore(app.store, requestsOf)
  return (
    <>
      <h3 className="label">{say(requests.length === 0 ? 'shelf.requests.none' : 'shelf.requests')}</h3>
      {requests.length === 0 ? null : (
        <ul className="requests" data-testid="outside-requests">
          {requests.map((request) => (
            <li key={`${request.at} ${request.url}`}>
              <time dateTime={new Date(request.at).toISOString()}>{clockWithSecondsInWords(request.at)}</time>
              <span>
                <Woven text={requestInWords(request)} parts={{ code: (words) => <code>{words}</code> }} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function requestInWords({ purpose, url, status, answeredBy, receivedBytes }: OutsideRequest): string {
  const known = purposes[purpose]
  const asked = { purpose: known === undefined ? purpose : say(known), url, size: bytesInWords(receivedBytes) }
  if (status === undefined) return say('shelf.request.unanswered', asked)
  return say('shelf.request.answered', { ...asked, status: String(status), host: answeredBy ?? '' })
}
