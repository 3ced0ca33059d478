import { useStore } from 'zustand'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { MirrorForm } from './MirrorForm.tsx'
import { Requests } from './Requests.tsx'

const ownMirrorOf = (state: AppState) => state.shelf.settings.mirrorUrl

/** Where models come from, and every request that left for it. */
export function Sources({ app }: { app: App }) {
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
      <Requests app={app} />
    </section>
  )
}
