import { bytesInWords, remainingInWords } from '#core/figures.ts'
import { adviceOf } from '#core/reasons.ts'
import { type Download, failureReason } from '#core/shelf.ts'

/** `64 MB of 178 MB` */
function amount({ doneBytes, totalBytes }: Download): string {
  return totalBytes === undefined
    ? bytesInWords(doneBytes)
    : `${bytesInWords(doneBytes)} of ${bytesInWords(totalBytes)}`
}

/** What a download is doing, in one line. */
export function downloadInWords(download: Download): string {
  const { state } = download
  switch (state.status) {
    case 'starting':
      return download.doneBytes === 0 ? 'Asking for the file…' : `${amount(download)} · connecting…`
    case 'running': {
      const speed = state.bytesPerSecond === 0 ? '' : ` · ${bytesInWords(state.bytesPerSecond)}/s`
      const left = state.secondsLeft === undefined ? '' : ` · ${remainingInWords(state.secondsLeft)} left`
      return amount(download) + speed + left
    }
    case 'waiting':
      return `${download.doneBytes === 0 ? '' : `${amount(download)} · `}${state.until === 'online' ? 'waiting for the network' : 'trying again soon'}`
    case 'verifying':
      return 'Checking that it is the right file…'
    case 'compacting':
      return 'Keeping it in half the room…'
    case 'paused':
      return `${amount(download)} · ${state.byPerson ? 'paused' : 'stopped'}`
    case 'failed': {
      const { what, next } = adviceOf(failureReason(state.reason, download.doneBytes))
      return `${download.doneBytes === 0 ? '' : `${amount(download)} · `}${what} ${next}`
    }
  }
}

export function isGoing({ state }: Download): boolean {
  return state.status !== 'paused' && state.status !== 'failed'
}

/** 0 to 1 */
export function shareOf({ doneBytes, totalBytes }: Download): number {
  return totalBytes === undefined || totalBytes === 0 ? 0 : Math.min(1, doneBytes / totalBytes)
}
