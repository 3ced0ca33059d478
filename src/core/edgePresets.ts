import type { MessageId } from '#messages/ids.ts'
import { type EdgeSettings, initialEdges } from './edges.ts'

/** Settings that go together, under a name that says what they are for. */
export interface EdgePreset {
  id: string
  name: MessageId
  /** What they are for, in a few words. */
  detail: MessageId
  edges: EdgeSettings
}

/** The ready-made edges a person can begin with. */
export const edgePresets: readonly EdgePreset[] = [
  { id: 'photo', name: 'core.preset.photo.name', detail: 'core.preset.photo.detail', edges: initialEdges },
  {
    id: 'crisp',
    name: 'core.preset.crisp.name',
    detail: 'core.preset.crisp.detail',
    edges: { ...initialEdges, levels: { black: 40, white: 215 }, dropSpecks: true, fillHoles: true, holePercent: 1 },
  },
  {
    id: 'soft',
    name: 'core.preset.soft.name',
    detail: 'core.preset.soft.detail',
    edges: { ...initialEdges, growPixels: -0.5, featherPixels: 1 },
  },
  {
    id: 'sticker',
    name: 'core.preset.sticker.name',
    detail: 'core.preset.sticker.detail',
    edges: { ...initialEdges, objects: { keep: 'largest' }, fillHoles: true, growPixels: 2, hardEdge: true },
  },
  {
    id: 'post-process-mask',
    name: 'core.preset.post-process-mask.name',
    detail: 'core.preset.post-process-mask.detail',
    edges: { ...initialEdges, postProcessMask: true },
  },
]
