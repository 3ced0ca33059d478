import type { OpenedSession } from '#core/sessions/sessionWorker.ts'
import type { Recording } from './sessionRecording.ts'

/** What belongs together for sessions and project files alike. */
export interface SessionParts {
  recording: Recording
  /** Puts an opened session's photos on the page. */
  fill(opened: OpenedSession, isKept: boolean): Promise<void>
  /** Could the photos leave the page without being lost? */
  canLeave(): Promise<boolean>
  /** Leaves the present session, whose photos leave the page. */
  leave(): Promise<void>
  /** Begins a session of this name, or without one. */
  begin(name?: string): Promise<boolean>
  /** Sessions take the place of one another in turn: who opens two quickly has the second one, and not the photos of both. */
  inTurn<T>(change: () => Promise<T>): Promise<T>
}
