import { type EdgeSettings, edgesFingerprint } from './edges.ts'
import { isSmart } from './hints.ts'
import { type Stroke, strokesFingerprint } from './strokes.ts'

/** What a person has done to one photo's cutout: how its edges are, and what was painted on top. */
export interface Edits {
  edges: EdgeSettings
  strokes: readonly Stroke[]
}

/** One name for all edits that make the same cutout of a mask. Without strokes it is that of the edges alone. */
export function editsFingerprint({ edges, strokes }: Edits): string {
  const made = edgesFingerprint(edges)
  return strokes.length === 0 ? made : `${made} ${strokesFingerprint(strokes)}`
}

/** One name for all edits that shape the same mask: what exact strokes paint lies on top of it. */
export function shapeFingerprint({ edges, strokes }: Edits): string {
  return editsFingerprint({ edges, strokes: strokes.filter(isSmart) })
}
