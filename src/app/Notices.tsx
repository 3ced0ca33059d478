import { X } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Model } from '#core/models.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import type { Notice } from '#state/notice.ts'
import { redoCount } from '#state/selectors.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { loadFailureCard } from './lateParts.ts'
import './notices.css'

// What could not be loaded must not take the page away where it tells of a failure.
const FailureCard = lazy(() =>
  loadFailureCard().then(
    (part) => ({ default: part.FailureCard }),
    () => ({ default: Unsaid }),
  ),
)

const noticesOf = (state: AppState) => state.notices
const isUpdateReadyOf = (state: AppState) => state.isUpdateReady

const shownMs = {
  info: 4_000,
  removed: 10_000,
  restored: 15_000,
  failure: 15_000,
  'model-ready': 6_000,
  // Until the person has taken one of its ways, or a byte has come.
  'source-silent': 600_000,
} as const satisfies Record<Notice['kind'], number>

const offerMs = 30_000

/** Short messages at the edge of the page, the news of a new version among them. */
export function Notices({ app }: { app: App }) {
  const notices = useStore(app.store, noticesOf)
  const isUpdateReady = useStore(app.store, isUpdateReadyOf)
  return (
    <section className="notices" aria-label={say('app.messages')}>
      {isUpdateReady ? <UpdateNotice app={app} /> : null}
      {notices.map((notice) => (
        <NoticeCard key={notice.id} app={app} notice={notice} />
      ))}
    </section>
  )
}

function NoticeCard({ app, notice }: { app: App; notice: Notice }) {
  const [isHeld, setHeld] = useState(false)
  const dismiss = () => app.photos.dismissNotice(notice.id)
  useEffect(() => {
    if (isHeld) return
    // Without a photo to redo there is nothing to decide.
    const hasOffer = notice.kind === 'model-ready' && redoCount(app.store.getState(), notice.model) > 0
    const ms = hasOffer ? offerMs : shownMs[notice.kind]
    const timer = setTimeout(() => app.photos.dismissNotice(notice.id), ms)
    return () => clearTimeout(timer)
  }, [app, notice, isHeld])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the time while a person reads or reaches for the button
    <div
      className={`notice notice-${notice.kind}`}
      data-notice={notice.kind}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {notice.kind === 'failure' || notice.kind === 'source-silent' ? (
        <Suspense>
          <FailureCard app={app} notice={notice} onDone={dismiss} />
        </Suspense>
      ) : (
        <p>{notice.text}</p>
      )}
      {notice.kind === 'removed' ? (
        <Button look="plain" onClick={() => app.photos.undoRemove(notice.id)}>
          {say('common.undo')}
        </Button>
      ) : null}
      {notice.kind === 'restored' ? (
        <Button look="plain" onClick={() => void app.sessions.startAfresh()}>
          {say('app.notice.afresh')}
        </Button>
      ) : null}
      {notice.kind === 'model-ready' ? <Redo app={app} model={notice.model} onDone={dismiss} /> : null}
      <IconButton label={say('app.notice.dismiss')} tip="none" icon={<X />} onClick={dismiss} />
    </div>
  )
}

/** Offers to make the photos anew that another model has cut. */
function Redo({ app, model, onDone }: { app: App; model: Model; onDone(): void }) {
  const count = useStore(app.store, (state) => redoCount(state, model))
  if (count === 0) return null
  const redo = () => {
    app.models.choose(model)
    app.cutting.cutAllAgain()
    onDone()
  }
  return (
    <Button look="plain" onClick={redo}>
      {say('app.notice.redo', { count })}
    </Button>
  )
}

function UpdateNotice({ app }: { app: App }) {
  const later = () => app.store.setState({ isUpdateReady: false })
  return (
    <div className="notice" role="status" data-notice="update">
      <p>{say('app.update')}</p>
      <Button look="plain" onClick={() => void app.updates.apply()}>
        {say('common.reload')}
      </Button>
      <IconButton label={say('app.update.later')} tip="none" icon={<X />} onClick={later} />
    </div>
  )
}

/** Stands for a failure whose words could not be loaded. */
function Unsaid() {
  return <p role="alert">{`${say('app.missing')} ${say('app.missing.next')}`}</p>
}
