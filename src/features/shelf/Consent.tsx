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
        <dt>Download</dt>
        <dd data-field="size">{`${publishedSizeInWords(entry)}, once`}</dd>
        {cost === undefined ? null : (
          <>
            <dt>It will take</dt>
            <dd data-field="cost">{cost}</dd>
          </>
        )}
        <dt>Room on this device</dt>
        <dd data-field="free">{free === undefined ? 'this browser does not say' : `${bytesInWords(free)} free`}</dd>
        <dt>From</dt>
        <dd data-field="hosts">{hosts.join(', then ')}</dd>
        <dt>Licence</dt>
        <dd>
          <a href={entry.licence.url} target="_blank" rel="noreferrer">
            {entry.licence.name}
          </a>
        </dd>
      </dl>
      <p className="consent-fine">
        Only the model travels. Your photos stay here. You can go on working, pause, or close the page: the download
        goes on where it stopped.
      </p>
      {isTight ? (
        <div role="alert" className="consent-tight" data-testid="tight">
          <p className="consent-lack">
            There is not enough room for it. Nothing is deleted by itself; this can be freed:
          </p>
          <KeptList app={app} isForRoom />
        </div>
      ) : null}
      {entry.licence.isNonCommercial ? (
        <label className="consent-agree">
          <input type="checkbox" checked={hasAgreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />
          <span>I use it for non-commercial work only, as its licence demands</span>
        </label>
      ) : null}
      {entry.notes.length === 0 ? null : (
        <details>
          <summary>What else is known of it</summary>
          <ul>
            {entry.notes.map((note) => (
              <li key={note}>{say(note)}</li>
            ))}
          </ul>
        </details>
      )}
      <div className="dialog-actions">
        <Button onClick={onClose}>Not now</Button>
        <Button
          look="primary"
          disabled={isTight || !hasAgreed}
          onClick={() => {
            void app.shelf.download(entry.id)
            onClose()
          }}
        >
          Download
        </Button>
      </div>
    </div>
  )
}
