import type { SessionFacts } from '#core/sessions/sessionWorker.ts'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })

/** What a session is called: by its name, or by the day it was begun. */
export function sessionName({ name, createdAt }: Pick<SessionFacts, 'name' | 'createdAt'>): string {
  return name ?? `${day.format(createdAt)}, ${clock.format(createdAt)}`
}

/** `today, 14:05`, or the day. */
export function timeInWords(at: number, now = Date.now()): string {
  return day.format(at) === day.format(now) ? `today, ${clock.format(at)}` : day.format(at)
}
