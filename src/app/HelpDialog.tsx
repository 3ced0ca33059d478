import { Fragment } from 'react'
import { useStore } from 'zustand'
import { numberInWords } from '#core/figures.ts'
import { maxMegapixels } from '#core/limits.ts'
import { say } from '#core/say.ts'
import type { AppState } from '#state/initialState.ts'
import type { FirstActions } from '#state/opening.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { type Key, shortcuts } from './shortcuts.ts'
import './help.css'

const hasKeysOf = (state: AppState) => state.hasLetterKeys

/** The shortcuts, and the few things worth knowing. */
export function HelpDialog({ app, onClose }: { app: FirstActions; onClose(): void }) {
  const hasKeys = useStore(app.store, hasKeysOf)
  return (
    <Dialog title={say('app.help')} onClose={onClose}>
      <div className="help">
        <p>{say('help.photosIn', { most: numberInWords(maxMegapixels) })}</p>
        {shortcuts.map(([title, group]) => (
          <section key={title}>
            <h3>{say(title)}</h3>
            <dl>
              {group.map(([keys, does]) => (
                <Fragment key={does}>
                  <dt>{say(does)}</dt>
                  <dd>
                    {keys.map(keyName).map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
        <label className="help-switch">
          <input
            type="checkbox"
            checked={hasKeys}
            onChange={(event) => app.store.setState({ hasLetterKeys: event.currentTarget.checked })}
          />
          <span>{say('help.letters')}</span>
        </label>
        <LanguageChoice app={app} />
        <p>
          <a href="THIRD-PARTY.txt" target="_blank" rel="noreferrer">
            {say('help.software')}
          </a>
        </p>
      </div>
    </Dialog>
  )
}

function keyName(key: Key): string {
  return typeof key === 'string' ? key : say(key.word)
}
