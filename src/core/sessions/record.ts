import type { ChosenBackdrop, CompositionSettings } from '#core/compositionSettings.ts'
import type { Cut, FoundSubject, MadeWith, Mask } from '#core/cut.ts'
import type { EdgeSettings } from '#core/edges.ts'
import type { Model } from '#core/models.ts'
import type { Reason } from '#core/reasons.ts'
import type { Stroke } from '#core/strokes.ts'

/** A file of a session: it is known by its content, so that the same photo is kept once. */
export interface FileRef {
  /** 64 hexadecimal digits. */
  sha256: string
  /** Bytes. */
  size: number
  /** Media type, or the empty text. */
  type: string
}

/** A mask in one file: its parts one after another, of so many bytes each, in the order of `maskParts`. */
export interface MaskRecord extends Pick<Mask, 'id' | 'size'> {
  file: FileRef
  parts: { packed: number; fine?: number; open?: number; closed?: number }
}

export const maskParts = ['packed', 'fine', 'open', 'closed'] as const

/** A cut as it is kept: all but its pixels, and but the small mask, which can be made again. */
export interface CutRecord extends Omit<Cut, 'mask' | 'thumbnail' | 'proof' | 'madeWith'> {
  mask: MaskRecord
  madeWith: Omit<MadeWith, 'subject'> & { subject?: Omit<FoundSubject, 'mask'> }
}

export interface FinishedRecord {
  cut: CutRecord
  model: Model
  isPreview?: true
  looksAtSubject?: boolean
  isOwnChoice?: true
  isTaken?: true
}

/** A composition whose picture, if it has one, lies in a file of the session. */
export interface CompositionRecord extends Omit<CompositionSettings, 'backdrop'> {
  backdrop:
    | Exclude<ChosenBackdrop, { kind: 'picture' }>
    | (Omit<Extract<ChosenBackdrop, { kind: 'picture' }>, 'picture'> & { file: FileRef })
}

/** A photo and how far its cutout has come. What was running is kept as waiting: it starts again. */
export interface PhotoRecord {
  /** Different for any two photos of a session. */
  key: string
  name: string
  folder?: string
  /** Absent where the photo could never be read. */
  file?: FileRef
  status: 'waiting' | 'done' | 'failed' | 'cancelled'
  /** The cutout that is there, finished or the last one. */
  finished?: FinishedRecord
  /** The model that was chosen for this photo alone. */
  own?: Model
  failure?: { reason: Reason; detail?: string }
  strokes?: readonly Stroke[]
  edges?: EdgeSettings
  composition?: CompositionRecord
  /** Its cutout has been downloaded as it is. */
  isSaved?: true
}

/** A session without its photos. Times are milliseconds since 1970. */
export interface SessionRecord {
  version: 1
  id: string
  /** What the person calls it; absent until it has a name. */
  name?: string
  createdAt: number
  usedAt: number
  /** What all photos have that have nothing of their own. */
  edges: EdgeSettings
  composition: CompositionRecord
  /** The photo that was looked at. */
  selectedKey?: string
}

/** Longest name of a session. */
export const longestSessionName = 80
