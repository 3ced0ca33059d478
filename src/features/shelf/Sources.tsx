import { useStore } from 'zustand'
import { bytesInWords } from '#core/figures.ts'
import type { OutsideRequest } from '#core/shelf.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { MirrorForm } from './MirrorForm.tsx'

const requestsOf = (state: AppState) => state.shelf.requests
const ownMirrorOf = (state: AppState) => state.shelf.settings.mirrorUrl

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** Where models come from, and every request that left for it. */
export function Sources({ app }: { app: App }) {
  const requests = useStore(app.store, requestsOf)
  const ownMirrorUrl = useStore(app.store, ownMirrorOf)
  const { appUrl, ownFiles, mirrorUrl, hubUrl, hosts } = app.shelf.sources
  return (
    <section className="sources" aria-labelledby="sources-title">
      <h3 id="sources-title" className="label">
        Where models come from
      </h3>
      <ol>
        {ownFiles.length === 0 ? null : (
          <li>
            This site: <code>{new URL('models/', appUrl).href}</code>
          </li>
        )}
        {ownMirrorUrl === '' ? null : (
          <li>
            Your mirror: <code>{ownMirrorUrl}</code>
          </li>
        )}
        {mirrorUrl === undefined ? null : (
          <li>
            Mirror: <code>{mirrorUrl}</code>
          </li>
        )}
        {hubUrl === '' ? null : (
          <li>
            Hub: <code>{hubUrl}</code>
          </li>
        )}
      </ol>
      <MirrorForm app={app} />
      <p>
        {`Only the part that downloads models may speak to other hosts, and to no others than ${hosts.length === 0 ? 'this site' : hosts.join(', ')}; the browser enforces it. That part never sees a photo.`}
      </p>
      <h4>{requests.length === 0 ? 'No request has left this site.' : 'Requests that left this site'}</h4>
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
    </section>
  )
}

function answerInWords({ status, answeredBy, receivedBytes }: OutsideRequest): string {
  return ` ${status === undefined ? 'no answer' : `${status} from ${answeredBy}`}, ${bytesInWords(receivedBytes)}`
}
