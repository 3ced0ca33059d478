import { useState } from 'react'
import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import { doubtInWords } from '#core/trustWords.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { cutoutOf, labelOf } from '#state/job.ts'
import { type Doubted, doubtedOf } from '#state/verdict.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Woven } from '#ui/Woven.tsx'
import './downloadQuestion.css'

const askingOf = (state: AppState) => state.asking
const jobsOf = (state: AppState) => state.jobs

/** Stands before a download of what may not be wanted: an empty picture, or all photos where some are doubtful or empty. */
export function DownloadQuestion({ app }: { app: App }) {
  const asking = useStore(app.store, askingOf)
  if (asking === undefined) return null
  return asking.what === 'all' ? (
    <WhichOfAll app={app} unasked={asking.leftOut} />
  ) : (
    <AnEmptyOne app={app} photoId={asking.photoId} />
  )
}

function AnEmptyOne({ app, photoId }: { app: App; photoId: string }) {
  const name = useStore(app.store, jobsOf).find(({ photo }) => photo.id === photoId)?.photo.name
  return (
    <Dialog title={say('export.empty.title')} role="alertdialog" onClose={app.asking.drop}>
      <p>
        <Woven text={say('export.empty.what')} parts={{ photo: () => <bdi>{name}</bdi> }} />
      </p>
      <div className="dialog-actions">
        <Button onClick={app.asking.drop}>{say('export.empty.leave')}</Button>
        <Button look="primary" onClick={() => app.asking.goOn()}>
          {say('export.empty.take')}
        </Button>
      </div>
    </Dialog>
  )
}

/** @param unasked photos that are not to be downloaded anyway */
function WhichOfAll({ app, unasked }: { app: App; unasked: readonly string[] }) {
  const jobs = useStore(app.store, jobsOf).filter(({ photo }) => !unasked.includes(photo.id))
  const all = jobs.filter((job) => cutoutOf(job) !== undefined).length
  const doubted = doubtedOf({ jobs })
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(
    () => new Set(doubted.filter(({ verdict }) => verdict === 'empty').map(({ photo }) => photo.id)),
  )
  const toggle = (id: string) =>
    setLeftOut((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]))
  const count = all - doubted.filter(({ photo }) => leftOut.has(photo.id)).length
  return (
    <Dialog title={say('export.doubted.title')} role="alertdialog" onClose={app.asking.drop}>
      <p>{say('export.doubted.what', { count: doubted.length, all })}</p>
      <ul className="doubted" aria-label={say('export.doubted')}>
        {doubted.map(({ photo, ...rest }) => (
          <li key={photo.id}>
            <label className="doubted-one" data-name={photo.name}>
              <input type="checkbox" checked={!leftOut.has(photo.id)} onChange={() => toggle(photo.id)} />
              <span>
                <bdi translate="no">{labelOf(photo)}</bdi>
                <small>{whyOf(rest)}</small>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button onClick={() => app.asking.goOn(doubted.map(({ photo }) => photo.id))} disabled={all === doubted.length}>
          {say('export.doubted.leaveOut')}
        </Button>
        <Button look="primary" disabled={count === 0} onClick={() => app.asking.goOn([...leftOut])}>
          {say('export.doubted.take', { count })}
        </Button>
      </div>
    </Dialog>
  )
}

function whyOf({ verdict, finished }: Omit<Doubted, 'photo'>): string {
  return verdict === 'empty' ? say('export.doubted.empty') : doubtInWords(finished.cut.madeWith.trust?.doubts[0])
}
