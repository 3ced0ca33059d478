import type { Rect, Size } from './geometry.ts'
import type { Model } from './models.ts'
import type { CutStage } from './progress.ts'
import type { Trust } from './trust.ts'
import type { Verdict } from './ways/remembered.ts'
import type { Precision, RunsOn, Way } from './ways/way.ts'
import type { Why } from './ways/why.ts'

export interface CutRequest {
  file: Blob
  /** See `ViewRequest`: where the file has a name, its mask is told as soon as it is made. */
  fileId?: string
  model: Model
  /** How to run a BiRefNet, the built-in network or a person's own network, which the engine decides; other models run on the processor, and so do own ones without a way. */
  way?: Way
  /** The first mask of an own network on a graphics card: the processor makes it, too, and where they differ its mask is the one that counts. */
  mustProve?: boolean
  /** Where the built-in network is to run; a BiRefNet carries its own. */
  runsOn?: RunsOn
  /** Where an earlier, quicker cut has found the subject: a larger network need not look for it again. */
  subject?: Subject
  /** Whether larger networks are run on the subject's box where it is small; they are, unless this is false. */
  looksAtSubject?: boolean
}

/** Where the built-in network has found the subject. */
export interface FoundSubject {
  /** In shares of the photo's width and height. */
  box: Rect
  /** The box's share of the photo's area, 0 to 1. */
  share: number
  /** The mask as the network gave it, of the whole photo; absent in cutouts of an earlier visit. */
  mask?: SmallMask
}

/** A subject that need not be looked for again. */
export interface Subject extends FoundSubject {
  mask: SmallMask
}

/** A mask as small as a network makes it, one byte a pixel, row by row. */
export interface SmallMask extends Size {
  data: Uint8Array<ArrayBuffer>
}

/** How a mask came to be: shown to the person and written by `npm run cutout --json`. */
export interface MadeWith {
  /** The model that really ran; with Auto, the one it chose. */
  model: { id: string; name: string }
  /** Set when Auto chose, and whether it trusts the result. `joined`: nano decided what is subject, the keyer drew its edge. */
  auto?: { choice: 'keyer' | 'nano' | 'joined'; sure: boolean }
  /** Where nano has found the subject; absent where it did not run or found nothing. */
  subject?: FoundSubject
  /** The part of the photo (in shares of it) that the network saw alone, or saw once more; absent where it saw the whole photo, once. */
  look?: { kind: 'second-look' | 'subject-box'; box: Rect }
  /** How far the mask can be trusted; absent where nothing is known of that. */
  trust?: Trust
  /** The execution provider, or `none` where no network ran. */
  backend: 'wasm' | 'webgpu' | 'none'
  threads: number
  /** How the network's weights were multiplied, told of a BiRefNet and of the built-in network. */
  precision?: Precision
  /** Why it ran so and not better, told likewise. */
  why?: Why[]
  /** Size of the network's input, absent where no network ran. */
  tier?: Size
  /** Milliseconds spent in each stage. */
  stageMs: Record<CutStage, number>
  totalMs: number
  /** Size of the wasm heap after the run, 0 where no network ran. */
  heapBytes: number
}

/** Things a person should know about a photo that was opened well. */
export const photoNotes = [
  'first-frame-only',
  'first-page-only',
  'plain-cmyk',
  'had-alpha',
  'partly-damaged',
  'display-p3',
  'wide-gamut',
  'nothing-found',
  'raw-preview',
] as const

export type PhotoNote = (typeof photoNotes)[number]

/** Which colours the numbers of a photo mean: those of sRGB, or the wider ones of Display P3, with the same curve. */
export type ColourSpace = 'srgb' | 'display-p3'

export interface Cut {
  /** The upright photo's full size. */
  size: Size
  /** What the file really is, by its content. */
  type: string
  notes: PhotoNote[]
  /** In which its files are written, too. */
  colourSpace: ColourSpace
  /** Whether the file says something harmless of the camera that may be kept. */
  hasCameraData: boolean
  mask: Mask
  /** The cutout, small, for the filmstrip; the receiver closes it. */
  thumbnail: ImageBitmap
  madeWith: MadeWith
  /** How near the graphics card's mask was to the processor's, where that was to be proved: `error` is the mean difference of alpha. */
  proof?: Verdict
}

/** Alpha only, at the photo's full size: one byte a pixel, row by row, packed with deflate-raw so that many photos fit in memory. */
export interface Mask {
  /** Different for any two masks of this page: results are kept by it. */
  id: string
  size: Size
  packed: Blob
  /** What the bytes lose by rounding, one byte a pixel, packed likewise; absent where the mask was made in bytes. For files of 16 bits. */
  fine?: Blob
  /** The same with all areas of the backdrop's colour within the subject open, and with all closed; absent where there are none, or nobody looked. */
  holes?: { open: Blob; closed: Blob }
}
