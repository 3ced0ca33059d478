import { bytesInWords, remainingInWords } from '#core/figures.ts'
import { adviceOf } from '#core/reasons.ts'
import { say } from '#core/say.ts'
import { type Download, failureReason } from '#core/shelf.ts'

/** `64 MB of 178 MB` */
function amount({ doneBytes, totalBytes }: Download): string {
  return totalBytes === undefined
    ? bytesInWords(doneBytes)
    : say('shelf.download.amount', { done: bytesInWords(doneBytes), all: bytesInWords(totalBytes) })
}

/** Those of the facts that there are. */
function listed(...facts: (string | false)[]): string {
  return facts.filter((fact) => fact !== false).join(' · ')
}

/** What a download is doing, in one line. */
export function downloadInWords(download: Download): string {
  const { state } = download
  switch (state.status) {
    case 'starting':
      return download.doneBytes === 0
        ? say('shelf.download.asking')
        : listed(amount(download), say('shelf.download.connecting'))
    case 'running': {
      const { bytesPerSecond, secondsLeft } = state
      const speed = bytesPerSecond > 0 && say('shelf.download.speed', { size: bytesInWords(bytesPerSecond) })
      const left = secondsLeft !== undefined && say('shelf.download.left', { time: remainingInWords(secondsLeft) })
      return listed(amount(download), speed, left)
    }
    case 'waiting':
      return listed(
        download.doneBytes > 0 && amount(download),
        say(state.until === 'online' ? 'shelf.download.waiting' : 'shelf.download.again'),
      )
    case 'verifying':
      return say('shelf.download.verifying')
    case 'compacting':
      return say('shelf.download.compacting')
    case 'paused':
      return listed(amount(download), say(state.byPerson ? 'shelf.download.paused' : 'shelf.download.stopped'))
    case 'failed':
      return listed(
        download.doneBytes > 0 && amount(download),
        say('shelf.download.failed', { ...adviceOf(failureReason(state.reason, download.doneBytes)) }),
      )
  }
}

export function isGoing({ state }: Download): boolean {
  return state.status !== 'paused' && state.status !== 'failed'
}

/** 0 to 1 */
export function shareOf({ doneBytes, totalBytes }: Download): number {
  return totalBytes === undefined || totalBytes === 0 ? 0 : Math.min(1, doneBytes / totalBytes)
}
