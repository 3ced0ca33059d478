import { useState } from 'react'
import { useStore } from 'zustand'
import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { publishedSizeInWords } from '#core/catalogue/sizeWords.ts'
import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { KeptList } from './KeptList.tsx'
import { useCost } from './useCost.ts'

const shelfOf = (state: AppState) => state.shelf

/** Asks before hundreds of megabytes are fetched: how large, how much room there is, from where, under which terms. */
export function Consent({ app, entry, onClose }: { app: App; entry: CatalogueEntry; onClose(): void }) {
  const { storage } = useStore(app.store, shelfOf)
  const [hasAgreed, setAgreed] = useState(!entry.licence.isNonCommercial)
  const cost = useCost(app, entry)
  const free = storage?.freeBytes
  const size = entry.sizeBytes ?? entry.aboutBytes
  const isTight = free !== undefined && size !== undefined && free < size
  const hosts = [...new Set(app.shelf.orderOf(entry).sources.map(({ url }) => new URL(url).host))]
  return (
    <div className="consent" data-testid="consent">
      <p>{say(entry.purpose)}</p>
      <dl className="facts">
        <dt>{say('shelf.consent.download')}</dt>
        <dd data-field="size">{say('shelf.consent.once', { size: publishedSizeInWords(entry) })}</dd>
        {cost === undefined ? null : (
          <>
            <dt>{say('shelf.consent.cost')}</dt>
            <dd data-field="cost">{cost}</dd>
          </>
        )}
        <dt>{say('shelf.consent.room')}</dt>
        <dd data-field="free">
          {free === undefined
            ? say('shelf.consent.roomUnknown')
            : say('shelf.consent.free', { size: bytesInWords(free) })}
        </dd>
        <dt>{say('shelf.consent.from')}</dt>
        <dd data-field="hosts">{inTurn(hosts)}</dd>
        <dt>{say('shelf.consent.licence')}</dt>
        <dd>
          <a href={entry.licence.url} target="_blank" rel="noreferrer">
            {entry.licence.name}
          </a>
        </dd>
      </dl>
      <p className="consent-fine">{say('shelf.consent.note')}</p>
      {isTight ? (
        <div role="alert" className="consent-tight" data-testid="tight">
          <p className="consent-lack">{say('shelf.consent.tight')}</p>
          <KeptList app={app} isForRoom />
        </div>
      ) : null}
      {entry.licence.isNonCommercial ? (
        <label className="consent-agree">
          <input type="checkbox" checked={hasAgreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />
          <span>{say('shelf.consent.agree')}</span>
        </label>
      ) : null}
      {entry.notes.length === 0 ? null : (
        <details>
          <summary>{say('shelf.consent.notes')}</summary>
          <ul>
            {entry.notes.map((note) => (
              <li key={note}>{say(note)}</li>
            ))}
          </ul>
        </details>
      )}
      <div className="dialog-actions">
        <Button onClick={onClose}>{say('shelf.notNow')}</Button>
        <Button
          look="primary"
          disabled={isTight || !hasAgreed}
          onClick={() => {
            void app.shelf.download(entry.id)
            onClose()
          }}
        >
          {say('shelf.download')}
        </Button>
      </div>
    </div>
  )
}

/** `one.example, then other.example` */
function inTurn(hosts: readonly string[]): string {
  return hosts.reduce((earlier, host) => (earlier === '' ? host : say('shelf.consent.then', { earlier, host })), '')
}
