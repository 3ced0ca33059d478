import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { catalogue, findEntry } from '#core/catalogue/catalogue.ts'
import { plainChoices, recommendedChoice } from '#core/catalogue/choices.ts'
import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { bytesInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { deviceFacts } from '#platform/deviceFacts.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Consent } from './Consent.tsx'
import { Entry } from './Entry.tsx'
import { OnDevice } from './OnDevice.tsx'
import { Sources } from './Sources.tsx'
import './shelf.css'

type Question = { about: 'download' | 'delete'; entry: CatalogueEntry } | { about: 'delete-all' }

const isSourcesOpenOf = (state: AppState) => state.shelf.isSourcesOpen
const askedOf = (state: AppState) => state.shelf.askedId

/** The model shelf: three plain choices, all models behind them, what is on the device, and where models come from. */
export function ShelfDialog({ app }: { app: App }) {
  const [question, setQuestion] = useState<Question>()
  const asked = findEntry(useStore(app.store, askedOf) ?? '')
  const { id: recommended, why } = recommendedChoice(deviceFacts())
  const isSourcesOpen = useStore(app.store, isSourcesOpenOf)
  const sources = useRef<HTMLDetailsElement>(null)
  const close = () =>
    app.store.setState(({ shelf }) => ({ isShelfOpen: false, shelf: { ...shelf, isSourcesOpen: false } }))
  const back = () => setQuestion(undefined)
  useEffect(() => {
    void app.shelf.refresh()
    void app.models.refresh()
  }, [app])
  useEffect(() => {
    if (isSourcesOpen) sources.current?.scrollIntoView()
  }, [isSourcesOpen])
  if (asked !== undefined) {
    const close = () => app.shelf.ask(undefined)
    return (
      <Dialog title={say('shelf.download.question', { name: asked.name })} onClose={close}>
        <Consent app={app} entry={asked} onClose={close} />
      </Dialog>
    )
  }
  if (question?.about === 'download') {
    return (
      <Dialog title={say('shelf.download.question', { name: question.entry.name })} onClose={back}>
        <Consent app={app} entry={question.entry} onClose={back} />
      </Dialog>
    )
  }
  if (question !== undefined) return <DeleteDialog app={app} question={question} onClose={back} />
  return (
    <Dialog title={say('shelf.title')} width="wide" onClose={close}>
      <div className="shelf" data-testid="shelf">
        <div className="choices">
          {plainChoices(deviceFacts()).map(({ id, name, when, entry }) => (
            <Entry
              key={id}
              app={app}
              entry={entry}
              choice={{ name, when, why: id === recommended ? why : undefined }}
              onAsk={setQuestion}
            />
          ))}
        </div>
        <OnDevice app={app} onDeleteAll={() => setQuestion({ about: 'delete-all' })} />
        <details className="all-models">
          <summary>{say('shelf.all', { count: catalogue.length })}</summary>
          {catalogue.map((entry) => (
            <Entry key={entry.id} app={app} entry={entry} onAsk={setQuestion} />
          ))}
        </details>
        <details open={isSourcesOpen} ref={sources}>
          <summary>{say('shelf.sourcesAndRequests')}</summary>
          <Sources app={app} />
        </details>
      </div>
    </Dialog>
  )
}

interface DeleteDialogProps {
  app: App
  question: Exclude<Question, { about: 'download' }> | { about: 'download' | 'delete'; entry: CatalogueEntry }
  onClose(): void
}

function DeleteDialog({ app, question, onClose }: DeleteDialogProps) {
  const isAll = question.about === 'delete-all'
  const size = isAll ? undefined : question.entry.sizeBytes
  const remove = () => {
    void (isAll ? app.shelf.removeAll() : app.shelf.remove(question.entry.id))
    onClose()
  }
  return (
    <Dialog
      title={isAll ? say('shelf.deleteAll.question') : say('shelf.delete.question', { name: question.entry.name })}
      role="alertdialog"
      onClose={onClose}
    >
      <p>
        {isAll
          ? say('shelf.deleteAll.note')
          : size === undefined
            ? say('shelf.delete.note')
            : say('shelf.delete.noteFreeing', { size: bytesInWords(size) })}
      </p>
      <div className="dialog-actions">
        <Button onClick={onClose}>{say('shelf.keep')}</Button>
        <Button look="danger" onClick={remove}>
          {say('shelf.delete')}
        </Button>
      </div>
    </Dialog>
  )
}
