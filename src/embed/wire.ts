import type { Progress } from '#core/progress.ts'

// Types alone: the script that other sites load must stand in one file.

/** What can be asked of the engine in a frame: a task of Clearcut's own, or one in the words of a service. */
export type Verb = 'run' | 'runware' | 'fal'

/** Said once to the frame's window, with the port over which all else is said. */
export type Greeting = 'clearcut-embed-1'

/** What the page says to its frame. */
export type ToFrame =
  | { kind: 'call'; id: number; verb: Verb; given: unknown }
  | { kind: 'abort'; id: number }
  /** A picture that the frame has asked for: the page fetches it, with its own rights. */
  | { kind: 'picture'; id: number; blob: Blob }
  | { kind: 'no-picture'; id: number; why: string }

/** How far a call is; of several tasks it says which. */
export type CallProgress = Progress & { taskUUID?: string }

/** Why a call came to nothing, with the status and the body that the service would answer. */
export interface CallFailure {
  status: number
  reason: string
  message: string
  body: object
}

/** What the frame says to its page. */
export type FromFrame =
  | { kind: 'ready' }
  | { kind: 'refused'; why: string }
  /** `call` is the call that the picture is for. */
  | { kind: 'fetch'; id: number; call: number; url: string }
  | { kind: 'progress'; id: number; progress: CallProgress }
  /** One finished thing of several. */
  | { kind: 'part'; id: number; value: object }
  | { kind: 'end'; id: number; value: object }
  | { kind: 'failed'; id: number; failure: CallFailure }
