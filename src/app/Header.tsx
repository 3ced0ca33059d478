import { CircleHelp, FolderClock } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useStore } from 'zustand'
import { modelInWords } from '#core/modelWords.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { labelOf } from '#state/job.ts'
import type { FirstActions } from '#state/opening.ts'
import { selectedCutout, selectedJob } from '#state/selectors.ts'
import { IconButton } from '#ui/Button.tsx'
import { Chip, ChipButton } from '#ui/Chip.tsx'
import { Logo } from '#ui/Logo.tsx'
import { OpeningDialog } from '#ui/OpeningDialog.tsx'
import { useKeys } from '#ui/useKeys.ts'
import { LanguageChoice } from './LanguageChoice.tsx'
import { loadHelp, loadRequests, loadWatchChip } from './lateParts.ts'

const HelpDialog = lazy(async () => ({ default: (await loadHelp()).HelpDialog }))

const RequestsDialog = lazy(async () => ({ default: (await loadRequests()).RequestsDialog }))

const WatchChip = lazy(async () => ({ default: (await loadWatchChip()).WatchChip }))

const isEmptyOf = (state: AppState) => state.jobs.length === 0
const nameOf = (state: AppState) => {
  const photo = selectedJob(state)?.photo
  return photo && labelOf(photo)
}
const isOnlineOf = (state: AppState) => state.isOnline
const isReadyOfflineOf = (state: AppState) => state.isReadyOffline
// The browser's record is of the page alone, which has the photos; what the shelf's worker asks for is told by itself.
const strayedOf = (state: AppState) => state.outsideRequests
const requestsOf = (state: AppState) => state.outsideRequests + state.shelf.requests.length
const isWatchingOf = (state: AppState) => state.watching !== undefined
const hasKeysOf = (state: AppState) => state.hasLetterKeys

interface HeaderProps {
  app: FirstActions
  /** The app once all of it is there; what is asked for before is opened then. */
  whole: App | undefined
}

/** The name, what is ready, and what left the device. */
export function Header({ app, whole }: HeaderProps) {
  const isEmpty = useStore(app.store, isEmptyOf)
  const isOnline = useStore(app.store, isOnlineOf)
  const isReadyOffline = useStore(app.store, isReadyOfflineOf)
  const name = useStore(app.store, nameOf)
  const requests = useStore(app.store, requestsOf)
  const strayed = useStore(app.store, strayedOf)
  const hasKeys = useStore(app.store, hasKeysOf)
  const isWatching = useStore(app.store, isWatchingOf)
  const [isListOpen, setListOpen] = useState(false)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const openHelp = () => setHelpOpen(true)
  useKeys({ '?': openHelp }, hasKeys)
  useKeys({ F1: openHelp })

  return (
    <header className="header">
      <div className="mark">
        <Logo />
        <span className="mark-word">Clearcut</span>
      </div>
      {name === undefined ? null : (
        <h1 className="header-name" title={name}>
          <bdi translate="no">{name}</bdi>
        </h1>
      )}
      <div className="header-room" />
      {isWatching && whole !== undefined ? (
        <Suspense>
          <WatchChip app={whole} />
        </Suspense>
      ) : null}
      <ModelChip app={app} />
      {isOnline ? null : (
        <Chip dot="warn" data-testid="offline">
          {say('app.offline')}
        </Chip>
      )}
      {isOnline && isReadyOffline ? (
        <Chip className="chip-wide" dot="ok" data-testid="ready-offline">
          {say('app.offline.ready')}
        </Chip>
      ) : null}
      {isEmpty ? null : (
        <ChipButton
          dot={strayed === 0 ? 'ok' : 'warn'}
          title={say('app.requests.show')}
          data-testid="requests"
          data-count={requests}
          onClick={() => setListOpen(true)}
        >
          {strayed === 0 ? (
            <>
              <span className="chip-long">{say('app.requests.none')}</span>
              <span className="chip-short">{say('app.requests.noneShort')}</span>
            </>
          ) : (
            <span>{say('app.requests', { count: strayed })}</span>
          )}
        </ChipButton>
      )}
      {isEmpty ? <LanguageChoice app={app} /> : null}
      <IconButton
        label={say('app.sessions')}
        tip="below"
        icon={<FolderClock />}
        onClick={() => app.sessions.setOpen(true)}
      />
      <IconButton label={say('app.help')} keys="?" tip="below" icon={<CircleHelp />} onClick={openHelp} />
      {isListOpen && whole !== undefined ? (
        <Suspense>
          <RequestsDialog app={whole} onClose={() => setListOpen(false)} />
        </Suspense>
      ) : null}
      {isHelpOpen ? (
        <Suspense fallback={<OpeningDialog onClose={() => setHelpOpen(false)} />}>
          <HelpDialog app={app} onClose={() => setHelpOpen(false)} />
        </Suspense>
      ) : null}
    </header>
  )
}

/** What the next photo is cut with, and what the shown one ran on. */
function ModelChip({ app }: { app: FirstActions }) {
  const isEmpty = useStore(app.store, isEmptyOf)
  const model = useStore(app.store, (state) => state.model)
  const madeWith = useStore(app.store, (state) => selectedCutout(state)?.cut.madeWith)
  const isReady = isEmpty || madeWith === undefined
  return (
    <Chip
      className={isEmpty ? 'chip-model' : 'chip-model chip-wide'}
      dot="ok"
      data-testid="model-chip"
      data-kind={model.kind}
    >
      <b translate="no">{isEmpty && model.kind === 'auto' ? 'BiRefNet-nano' : modelInWords(model)}</b>
      <span className="chip-long">{say(isReady ? 'app.model.ready' : backendWords[madeWith.backend])}</span>
    </Chip>
  )
}

const backendWords = {
  none: 'app.model.ready',
  wasm: 'app.model.processor',
  webgpu: 'app.model.graphics',
} as const
