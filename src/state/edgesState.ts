import type { EdgeSettings } from '#core/edges.ts'
import type { PerPhoto } from './perPhoto.ts'

/** The edges of all photos: what was set for single ones, and what the others have. */
export type EdgesState = PerPhoto<EdgeSettings>
