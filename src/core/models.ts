import type { RunsOn } from './ways/way.ts'

/** Which arithmetic a plain ONNX model expects of its input, by family; `name` is the term of the field. */
export const families = {
  u2net: { name: 'U²-Net', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  isnet: { name: 'IS-Net', mean: [0.5, 0.5, 0.5], std: [1, 1, 1] },
  modnet: { name: 'MODNet', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  'rmbg-1.4': { name: 'RMBG 1.4', mean: [0.5, 0.5, 0.5], std: [1, 1, 1] },
  'rmbg-2.0': { name: 'RMBG 2.0', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  birefnet: { name: 'BiRefNet', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  plain: { name: 'None (0 to 1)', mean: [0, 0, 0], std: [1, 1, 1] },
  bytes: { name: 'None (0 to 255)', mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] },
} as const satisfies Record<string, Family>

/** A family of models that share one normalisation: input = (rgb / 255 - mean) / std. */
export interface Family {
  name: string
  mean: readonly [number, number, number]
  std: readonly [number, number, number]
}

export type FamilyId = keyof typeof families

/**
 * A model that a person can choose.
 * - `auto` joins the two: BiRefNet-nano finds the subject, the keyer draws the finer edge where the backdrop is plain;
 * - `nano` and `keyer` are those two, chosen by hand;
 * - `onnx` is a file that the person brought along;
 * - `birefnet` is a checkpoint of the shelf, which is compiled for the size that the person chose.
 */
export type Model =
  | { kind: 'auto' | 'nano' | 'keyer'; id: 'auto' | 'nano' | 'keyer'; name: string }
  | OnnxModel
  | BiRefNetModel

/** A plain ONNX file that a person brought along, kept on the device under its SHA-256. */
export interface OnnxModel {
  kind: 'onnx'
  /** `onnx-` and the first 16 hexadecimal digits of the file's SHA-256. */
  id: string
  /** The file's name without its extension. */
  name: string
  sizeBytes: number
  /** The network's input in pixels, from the file; sides the file leaves open are our choice. */
  input: { width: number; height: number }
  /** The normalisation, guessed from the file and correctable by the person. */
  family: FamilyId
  /** Name of the graph output that carries the mask. */
  output: string
  /** How the network has its colours, where that is not one plane after another. */
  layout?: 'channels-last'
  /** The file itself, where the browser keeps none: then the page holds it for as long as this tab is open. */
  file?: Blob
}

/** A BiRefNet checkpoint on this device, and the size it is to be run at. */
export interface BiRefNetModel {
  kind: 'birefnet'
  /** The shelf's id. */
  id: string
  name: string
  sizeBytes: number
  /** Swin-T or Swin-L. */
  backbone: 'lite' | 'large'
  /** Whether its input keeps the photo's proportions, at the area of the tier's square; others squeeze the photo into the square. */
  keepsAspect: boolean
  /** Sides of the square inputs that it may be run at, in pixels, smallest first. */
  tiers: readonly number[]
  /** The side that was chosen, one of `tiers`. */
  tier: number
  /** What it is to run on. */
  runsOn: RunsOn
}

/** Tells apart runs that take other times and memory: all of one backbone are alike. */
export type BackboneSize = BiRefNetModel['backbone'] | 'nano'

/** The models that are part of Clearcut and need no download. */
export const builtInModels = [
  { kind: 'auto', id: 'auto', name: 'Auto' },
  { kind: 'nano', id: 'nano', name: 'BiRefNet-nano' },
  { kind: 'keyer', id: 'keyer', name: 'Plain backdrop' },
] as const satisfies readonly Model[]
