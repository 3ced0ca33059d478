import { Pause, Play } from 'lucide-react'
import { useStore } from 'zustand'
import { remainingInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { secondsLeft } from '#state/pace.ts'
import { isBusy } from '#state/selectors.ts'
import { IconButton } from '#ui/Button.tsx'
import './workNews.css'

const isPausedOf = (state: AppState) => state.isPaused
const countOf = (state: AppState) => state.jobs.length
const endedOf = ({ jobs }: AppState) => jobs.filter(({ status }) => status !== 'waiting' && status !== 'working').length
// Words, so that the strip is not drawn anew for every step of the progress.
const leftOf = (state: AppState) => {
  const seconds = secondsLeft(state)
  return seconds === undefined ? undefined : remainingInWords(seconds)
}

/** How many photos are through, and how long the rest will take; nothing where all are. */
export function WorkNews({ app }: { app: App }) {
  const isWorking = useStore(app.store, isBusy)
  const isPaused = useStore(app.store, isPausedOf)
  const count = useStore(app.store, countOf)
  const ended = useStore(app.store, endedOf)
  const left = useStore(app.store, leftOf)
  if (!isWorking) return null
  return (
    <p className="work-news" data-testid="work-news">
      <b className="figures">{say('filmstrip.work.ended', { ended, count })}</b>
      <span>{isPaused ? say('filmstrip.work.paused') : workInWords(left)}</span>
    </p>
  )
}

function workInWords(time: string | undefined): string {
  return time === undefined ? say('filmstrip.work.working') : say('filmstrip.work.left', { time })
}

/** Lets the photos that wait keep waiting, or go on. */
export function PauseButton({ app }: { app: App }) {
  const isPaused = useStore(app.store, isPausedOf)
  const words = say(isPaused ? 'filmstrip.goOn' : 'filmstrip.pause')
  return (
    <IconButton
      className="strip-pause"
      label={words}
      tip="none"
      title={words}
      icon={isPaused ? <Play /> : <Pause />}
      onClick={isPaused ? app.cutting.goOn : app.cutting.pause}
    />
  )
}
