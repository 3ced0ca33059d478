import { clockInWords, dayInWords } from '#core/dates.ts'
import { say } from '#core/say.ts'
import type { SessionFacts } from '#core/sessions/sessionWorker.ts'

/** What a session is called: by its name, or by the day it was begun. */
export function sessionName({ name, createdAt }: Pick<SessionFacts, 'name' | 'createdAt'>): string {
  return name ?? say('session.begunAt', { day: dayInWords(createdAt), time: clockInWords(createdAt) })
}

/** `today, 14:05`, or the day. */
export function timeInWords(at: number, now = Date.now()): string {
  const day = dayInWords(at)
  return day === dayInWords(now) ? say('session.today', { time: clockInWords(at) }) : day
}
