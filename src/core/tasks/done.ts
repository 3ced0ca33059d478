import type { Rect, Size } from '#core/geometry.ts'
import type { ExportContent, ExportFormat } from '#core/settings.ts'
import type { TaskReason } from './taskReasons.ts'

/** A file that a task has made. */
export interface TaskFile {
  /** Unguessable; the file is kept under it where it is kept at all. */
  id: string
  content: ExportContent
  format: ExportFormat
  /** By the photo's name, as the app names its downloads. */
  name: string
  /** Media type. */
  type: string
  bytes: number
  size: Size
}

/** How a task ended well. */
export interface Done<File extends TaskFile = TaskFile> {
  files: File[]
  photo: { size: Size; type: string }
  /** Where the subject stands in the files; absent where there is none. */
  foreground?: Rect
  /** The model that really ran. */
  model: { id: string; name: string }
  /** What a caller should know: another model or size than the one first asked for. */
  remarks: string[]
  /** Milliseconds of the engine: cutting, refining and writing. */
  engineMs: number
}

/** How a task ended without a result. */
export interface Undone {
  reason: TaskReason
  /** One or two sentences for the caller: what happened, and what to do. */
  message: string
}

export type TaskEnd<File extends TaskFile = TaskFile> = { ok: true; value: Done<File> } | ({ ok: false } & Undone)
