import { Download, Save, Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { birefnetModel } from '#core/birefnetModel.ts'
import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { publishedSizeInWords } from '#core/catalogue/sizeWords.ts'
import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { ShelfItem } from '#core/shelf.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Woven } from '#ui/Woven.tsx'
import { placeOf } from './place.ts'
import { Scores } from './Scores.tsx'
import { UnderWay } from './UnderWay.tsx'

const isOnlineOf = (state: AppState) => state.isOnline
const chosenOf = (state: AppState) => state.model.id

interface EntryProps {
  app: App
  entry: CatalogueEntry
  /** Words above the model's name, for one of the plain choices; `why` where it is the one to take. */
  choice?: { name: string; when: string; why?: string | undefined }
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
        {choice?.why === undefined ? null : (
          <p className="entry-why">
            <Woven text={say('shelf.suggested', { why: choice.why })} parts={{ b: (words) => <b>{words}</b> }} />
          </p>
        )}
        <h3>{entry.name}</h3>
        <p>{choice?.when ?? say(entry.purpose)}</p>
        <EntryFacts entry={entry} item={place.at === 'device' ? place.item : undefined} />
      </div>
      {place.at === 'under-way' ? <UnderWay app={app} download={place.download} /> : null}
      <div className="entry-actions">
        {place.at === 'models' ? <Use app={app} model={place.model} /> : null}
        {place.at === 'device' ? (
          <>
            {entry.kind === 'birefnet' ? <Use app={app} model={birefnetModel(place.item, use.tier, use)} /> : null}
            <IconButton
              label={say('shelf.saveNamed', { name: entry.name })}
              tip="none"
              icon={<Save />}
              onClick={() => void app.shelf.save(entry.id)}
            />
            <IconButton
              label={say('shelf.deleteNamed', { name: entry.name })}
              tip="none"
              icon={<Trash2 />}
              onClick={() => onAsk({ about: 'delete', entry })}
            />
          </>
        ) : null}
        {place.at === 'elsewhere' ? (
          <Get app={app} entry={entry} isSuggested={choice?.why !== undefined} onAsk={onAsk} />
        ) : null}
      </div>
    </article>
  )
}

function EntryFacts({ entry, item }: { entry: CatalogueEntry; item: ShelfItem | undefined }) {
  return (
    <>
      <p className="entry-facts">
        <span>{sizeInWords(entry, item)}</span>
        <a href={entry.licence.url} target="_blank" rel="noreferrer">
          {entry.licence.name}
        </a>
      </p>
      <Scores entry={entry} />
    </>
  )
}

function sizeInWords(entry: CatalogueEntry, item: ShelfItem | undefined): string {
  if (item?.stored !== undefined) return say('shelf.inHalf', { size: bytesInWords(item.stored.sizeBytes) })
  return item === undefined ? publishedSizeInWords(entry) : bytesInWords(item.sizeBytes)
}

function Use({ app, model }: { app: App; model: Parameters<App['models']['choose']>[0] }) {
  const isChosen = useStore(app.store, chosenOf) === model.id
  return (
    <>
      <span className="entry-here">{say('shelf.onDevice')}</span>
      <Button disabled={isChosen} onClick={() => app.models.choose(model)}>
        {say(isChosen ? 'shelf.chosen' : 'shelf.use')}
      </Button>
    </>
  )
}

/** The way to a model that is not here, or why there is none. */
function Get({
  app,
  entry,
  isSuggested,
  onAsk,
}: Pick<EntryProps, 'app' | 'entry' | 'onAsk'> & { isSuggested: boolean }) {
  const isOnline = useStore(app.store, isOnlineOf)
  if (app.shelf.orderOf(entry).sources.length === 0) {
    return (
      <a href={entry.licence.url} target="_blank" rel="noreferrer">
        {say(entry.hub.isGated ? 'shelf.gated' : 'shelf.nowhere')}
      </a>
    )
  }
  if (!isOnline) return <span className="entry-here">{say('shelf.offline')}</span>
  return (
    <Button
      look={isSuggested ? 'primary' : 'outline'}
      icon={<Download />}
      onClick={() => onAsk({ about: 'download', entry })}
      aria-label={say('shelf.downloadNamed', { name: entry.name })}
    >
      {say('shelf.download')}
    </Button>
  )
}
