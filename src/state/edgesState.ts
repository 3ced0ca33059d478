import type { EdgeSettings } from '#core/edges.ts'

/** The edges of all photos: what was set for single ones, and what the others have. */
export interface EdgesState {
  usual: EdgeSettings
  /** By the photo's id. */
  own: Readonly<Record<string, EdgeSettings>>
}
