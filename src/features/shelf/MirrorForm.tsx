import { type FormEvent, useId, useState } from 'react'
import { useStore } from 'zustand'
import { type MirrorFault, mirrorFaultInWords, readMirror } from '#core/catalogue/mirror.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Woven } from '#ui/Woven.tsx'

const mirrorOf = (state: AppState) => state.shelf.settings.mirrorUrl

/** A base address of the person's own choice, which is asked before the hub. */
export function MirrorForm({ app }: { app: App }) {
  const mirrorUrl = useStore(app.store, mirrorOf)
  const [fault, setFault] = useState<MirrorFault>()
  const id = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('mirror') ?? '')
    if (text.trim() === '') {
      setFault(undefined)
      return app.shelf.set({ mirrorUrl: '' })
    }
    const mirror = readMirror(text, app.shelf.sources)
    setFault(mirror.ok ? undefined : mirror.fault)
    if (mirror.ok) app.shelf.set({ mirrorUrl: mirror.url })
  }
  return (
    <form className="mirror" onSubmit={submit}>
      <label htmlFor={id}>{say('shelf.mirror')}</label>
      <div className="mirror-line">
        {/* Drawn anew when the address is completed or taken away. */}
        <input
          key={mirrorUrl}
          id={id}
          name="mirror"
          type="text"
          dir="ltr"
          inputMode="url"
          autoComplete="url"
          spellCheck={false}
          placeholder="https://models.example/"
          defaultValue={mirrorUrl}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-says`}
        />
        <Button type="submit">{say('shelf.mirror.set')}</Button>
        {mirrorUrl === '' ? null : (
          <Button onClick={() => app.shelf.set({ mirrorUrl: '' })}>{say('shelf.mirror.remove')}</Button>
        )}
      </div>
      <div id={`${id}-says`} className="mirror-says" aria-live="polite">
        {fault === undefined ? (
          <small>{mirrorUrl === '' ? say('shelf.mirror.note') : say('shelf.mirror.asked', { url: mirrorUrl })}</small>
        ) : (
          <p role="alert" data-fault={fault}>
            <span>{`${mirrorFaultInWords(fault)} `}</span>
            {fault === 'not-allowed' ? <Remedy hosts={app.shelf.sources.hosts} /> : null}
          </p>
        )}
      </div>
    </form>
  )
}

/** What whoever runs this copy can do. */
function Remedy({ hosts }: { hosts: readonly string[] }) {
  const allowed = [say('shelf.thisSite'), ...hosts.map((host) => host.replace('https://', ''))]
  return (
    <Woven
      text={say('shelf.mirror.remedy', {
        hosts: allowed.join(', '),
        command: 'CLEARCUT_MIRROR=https://… npm run build',
      })}
      parts={{ code: (words) => <code>{words}</code> }}
    />
  )
}
