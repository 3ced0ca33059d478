import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Woven } from '#ui/Woven.tsx'
import { MirrorForm } from './MirrorForm.tsx'
import { Requests } from './Requests.tsx'

const ownMirrorOf = (state: AppState) => state.shelf.settings.mirrorUrl

function code(words: string) {
  return <code>{words}</code>
}

/** Where models come from, and every request that left for it. */
export function Sources({ app }: { app: App }) {
  const ownMirrorUrl = useStore(app.store, ownMirrorOf)
  const { appUrl, ownFiles, mirrorUrl, hubUrl, hosts } = app.shelf.sources
  return (
    <section className="sources" aria-labelledby="sources-title">
      <h3 id="sources-title" className="label">
        {say('shelf.sources')}
      </h3>
      <ol>
        {ownFiles.length === 0 ? null : (
          <li>
            <Woven text={say('shelf.sources.site', { url: new URL('models/', appUrl).href })} parts={{ code }} />
          </li>
        )}
        {ownMirrorUrl === '' ? null : (
          <li>
            <Woven text={say('shelf.sources.ownMirror', { url: ownMirrorUrl })} parts={{ code }} />
          </li>
        )}
        {mirrorUrl === undefined ? null : (
          <li>
            <Woven text={say('shelf.sources.mirror', { url: mirrorUrl })} parts={{ code }} />
          </li>
        )}
        {hubUrl === '' ? null : (
          <li>
            <Woven text={say('shelf.sources.hub', { url: hubUrl })} parts={{ code }} />
          </li>
        )}
      </ol>
      <MirrorForm app={app} />
      <p>{say('shelf.sources.note', { hosts: hosts.length === 0 ? say('shelf.thisSite') : hosts.join(', ') })}</p>
      <Requests app={app} />
    </section>
  )
}
