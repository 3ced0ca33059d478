import { type EdgeSettings, initialEdges } from './edges.ts'

/** Settings that go together, under a name that says what they are for. */
export interface EdgePreset {
  id: string
  name: string
  detail: string
  edges: EdgeSettings
}

/** The ready-made edges a person can begin with. */
export const edgePresets: readonly EdgePreset[] = [
  { id: 'photo', name: 'As found', detail: 'soft where the photo is', edges: initialEdges },
  {
    id: 'crisp',
    name: 'Crisp',
    detail: 'products, logos',
    edges: { ...initialEdges, levels: { black: 40, white: 215 }, dropSpecks: true, fillHoles: true, holePercent: 1 },
  },
  {
    id: 'soft',
    name: 'Soft',
    detail: 'blends into a scene',
    edges: { ...initialEdges, growPixels: -0.5, featherPixels: 1 },
  },
  {
    id: 'sticker',
    name: 'Sticker',
    detail: 'one piece, hard edge',
    edges: { ...initialEdges, objects: { keep: 'largest' }, fillHoles: true, growPixels: 2, hardEdge: true },
  },
  {
    id: 'post-process-mask',
    name: 'Smooth and hard',
    detail: 'rounded, then hard',
    edges: { ...initialEdges, postProcessMask: true },
  },
]
