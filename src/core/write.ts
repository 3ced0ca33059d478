import type { Composition } from './composition.ts'
import type { Mask } from './cut.ts'
import type { EdgeSettings, RefineSettings } from './edges.ts'
import type { Rect, Size } from './geometry.ts'
import type { AnsweredStroke } from './hints.ts'
import type { WriteStage } from './progress.ts'
import type { FileSettings } from './settings.ts'
import type { Stroke } from './strokes.ts'

export interface EncodeRequest {
  file: Blob
  mask: Mask
  edges: EdgeSettings
  /** What was painted on the cutout by hand, in order; none, if left out. */
  strokes?: readonly AnsweredStroke[]
  settings: FileSettings
  /** What is made of the cutout before it is written; absent, it is written as it is. */
  composition?: Composition
}

/** A finished file, and its size in pixels. */
export interface WrittenFile {
  blob: Blob
  size: Size
  /** The quality that was left where less of it made the file small enough. */
  quality?: number
}

export interface Encoded extends WrittenFile {
  /** Where the subject stands in the file; told of a composition that has one. */
  foreground?: Rect
  /** Milliseconds spent in each stage. */
  stageMs: Record<WriteStage, number>
}

export interface RefineRequest {
  file: Blob
  mask: Mask
  settings: RefineSettings
  /** Where hair is, as strokes of the nature `hair`: only there the alpha is found anew. Everywhere along the edge, where there are none. */
  marks?: readonly Stroke[]
}

export interface Refined {
  mask: Mask
  ms: number
}
