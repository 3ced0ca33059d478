import { Download, Pause, Play, Save, Trash2, X } from 'lucide-react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { birefnetModel } from '#core/birefnetModel.ts'
import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { bytesInWords } from '#core/figures.ts'
import type { Download as DownloadOf } from '#core/shelf.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Progress } from '#ui/Progress.tsx'
import { downloadInWords, isGoing, shareOf } from './downloadWords.ts'
import { placeOf } from './place.ts'

const isOnlineOf = (state: AppState) => state.isOnline
const chosenOf = (state: AppState) => state.model.id

interface EntryProps {
  app: App
  entry: CatalogueEntry
  /** Words above the model's name, for one of the plain choices. */
  choice?: { name: string; when: string }
  onAsk(question: { about: 'download' | 'delete'; entry: CatalogueEntry }): void
}

/** One model of the catalogue: what it is good for, where it is, and what can be done with it. */
export function Entry({ app, entry, choice, onAsk }: EntryProps) {
  const place = useStore(
    app.store,
    useShallow((state) => placeOf(state, entry)),
  )
  const use = useStore(
    app.store,
    useShallow(({ tiers, runsOn, abilities }) => ({ tier: tiers[entry.id], runsOn, abilities })),
  )
  return (
    <article className="entry" data-entry={entry.id} data-at={place.at} aria-label={choice?.name ?? entry.name}>
      <div className="entry-words">
        {choice === undefined ? null : <p className="entry-choice">{choice.name}</p>}
        <h3>{entry.name}</h3>
        <p>{choice?.when ?? entry.purpose}</p>
        <EntryFacts entry={entry} />
      </div>
      {place.at === 'under-way' ? <UnderWay app={app} download={place.download} /> : null}
      <div className="entry-actions">
        {place.at === 'models' ? <Use app={app} model={place.model} /> : null}
        {place.at === 'device' ? (
          <>
            {entry.kind === 'birefnet' ? <Use app={app} model={birefnetModel(place.item, use.tier, use)} /> : null}
            <IconButton
              label={`Save ${entry.name} as a file`}
              tip="none"
              icon={<Save />}
              onClick={() => void app.shelf.save(entry.id)}
            />
            <IconButton
              label={`Delete ${entry.name}`}
              tip="none"
              icon={<Trash2 />}
              onClick={() => onAsk({ about: 'delete', entry })}
            />
          </>
        ) : null}
        {place.at === 'elsewhere' ? <Get app={app} entry={entry} onAsk={onAsk} /> : null}
      </div>
    </article>
  )
}

function EntryFacts({ entry }: { entry: CatalogueEntry }) {
  const score = entry.scores[0]
  return (
    <p className="entry-facts">
      <span>{entry.sizeBytes === undefined ? 'size told by the hub' : bytesInWords(entry.sizeBytes)}</span>
      <a href={entry.licence.url} target="_blank" rel="noreferrer">
        {entry.licence.name}
      </a>
      {score === undefined ? null : (
        <span title={`${score.set} at ${score.input}, from the ${score.source}`}>
          {Object.entries(score.values)
            .slice(0, 2)
            .map(([measure, value]) => `${measure} ${value}`)
            .join(' · ')}
        </span>
      )}
    </p>
  )
}

function Use({ app, model }: { app: App; model: Parameters<App['models']['choose']>[0] }) {
  const isChosen = useStore(app.store, chosenOf) === model.id
  return (
    <>
      <span className="entry-here">On this device</span>
      <Button disabled={isChosen} onClick={() => app.models.choose(model)}>
        {isChosen ? 'Chosen' : 'Use it'}
      </Button>
    </>
  )
}

/** The way to a model that is not here, or why there is none. */
function Get({ app, entry, onAsk }: Pick<EntryProps, 'app' | 'entry' | 'onAsk'>) {
  const isOnline = useStore(app.store, isOnlineOf)
  if (entry.hub.isGated) {
    return (
      <a href={entry.licence.url} target="_blank" rel="noreferrer">
        Get the file there, then add it here
      </a>
    )
  }
  if (!isOnline) return <span className="entry-here">Not on this device; needs a connection</span>
  return (
    <Button
      icon={<Download />}
      onClick={() => onAsk({ about: 'download', entry })}
      aria-label={`Download ${entry.name}`}
    >
      Download
    </Button>
  )
}

/** How far a download is, with the ways to stop it and to go on. */
export function UnderWay({ app, download }: { app: App; download: DownloadOf }) {
  const { id, name } = download
  return (
    <div className="under-way" data-status={download.state.status}>
      <Progress label={`Download of ${name}`} value={shareOf(download)} />
      <p>{downloadInWords(download)}</p>
      {isGoing(download) ? (
        <IconButton label={`Pause ${name}`} tip="none" icon={<Pause />} onClick={() => void app.shelf.pause(id)} />
      ) : (
        <IconButton label={`Continue ${name}`} tip="none" icon={<Play />} onClick={() => void app.shelf.download(id)} />
      )}
      <IconButton label={`Cancel ${name}`} tip="none" icon={<X />} onClick={() => void app.shelf.cancel(id)} />
    </div>
  )
}
