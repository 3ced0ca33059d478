import { useStore } from 'zustand'
import { bytesInWords } from '#core/figures.ts'
import type { OutsideRequest } from '#core/shelf.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'

const requestsOf = (state: AppState) => state.shelf.requests

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** Every request that left for a model since the page was opened. */
export function Requests({ app }: { app: App }) {
  const requests = useStore(app.store, requestsOf)
  return (
    <>
      <h3 className="label">
        {requests.length === 0 ? 'No request has left this site.' : 'Requests that left this site'}
      </h3>
      {requests.length === 0 ? null : (
        <ul className="requests" data-testid="outside-requests">
          {requests.map((request) => (
            <li key={`${request.at} ${request.url}`}>
              <time dateTime={new Date(request.at).toISOString()}>{time.format(request.at)}</time>
              <span>{` ${request.purpose}: `}</span>
              <code>{request.url}</code>
              <span>{answerInWords(request)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function answerInWords({ status, answeredBy, receivedBytes }: OutsideRequest): string {
  return ` ${status === undefined ? 'no answer' : `${status} from ${answeredBy}`}, ${bytesInWords(receivedBytes)}`
}
