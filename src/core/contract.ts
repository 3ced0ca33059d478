import type { Composition } from './composition.ts'
import type { EdgeSettings, PhotoPoint, RefineSettings } from './edges.ts'
import type { Rect, Size } from './geometry.ts'
import type { FamilyId, Model, OnnxModel } from './models.ts'
import type { NumberedMap } from './objectMap.ts'
import type { Outcome } from './outcome.ts'
import type { FileSettings } from './settings.ts'
import type { Trust } from './trust.ts'
import type { PrecisionProbe, Verdict } from './ways/remembered.ts'
import type { Precision, RunsOn, Way } from './ways/way.ts'
import type { Why } from './ways/why.ts'

/** What the main thread may ask of the matting worker. Calls are handled one at a time; the worker keeps nothing that the caller cannot give again. */
export interface MattingWorker {
  /**
   * Must be called first: tells where the app's files lie (with a slash at the end).
   * Gives back the name of a lock that this worker holds for as long as it lives, where the browser has locks.
   */
  start(options: { baseUrl: string }): Promise<string | undefined>
  /**
   * Runs a small network with a known answer the way that is wanted, unless its verdict is among those that are known already, and gives the
   * verdict with the key to know it by. Fails as opening and running a network do.
   */
  selfTest(way: Way, known: Readonly<Record<string, Verdict>>): Promise<Outcome<{ key: string; verdict: Verdict }>>
  /** Measures, in some tenths of a second on an idle machine, whether full precision or 8 bits are quicker that way. Fails as opening and running a network do. */
  probePrecisions(way: Way): Promise<Outcome<PrecisionProbe>>
  /** Opens the built-in network this way and runs it once, so that the first photo need not wait for it. Fails as opening and running a network do. */
  warm(way: Way): Promise<Outcome<null>>
  /** Cuts one photo: decodes it, runs the model, and gives back the mask at the photo's size. */
  cut(request: CutRequest): Promise<Outcome<Cut>>
  /** Decodes a photo again and lays its mask on it, for showing; sides are reduced so that the area is at most `maxPixels`. */
  view(request: ViewRequest): Promise<Outcome<View>>
  /** The cutout of a view once more, with other edges. What does not depend on what was changed is not computed again. */
  retouch(request: RetouchRequest): Promise<Outcome<Retouched>>
  /** Decodes a photo for showing before it is cut, at most `maxPixels` large. Cheap where the decoder can scale down. */
  preview(request: PreviewRequest): Promise<Outcome<Preview>>
  /** Writes the cutout (or its mask) at the photo's full size as a file of the wanted type. */
  encode(request: EncodeRequest): Promise<Outcome<Encoded>>
  /** Finds the alpha around a mask's edge anew from the photo (alpha matting), at the photo's full size. */
  refine(request: RefineRequest): Promise<Outcome<Refined>>
  /** Reads a dropped ONNX file (`parts` are files that came along and may hold its weights), keeps it on the device (or gives it back for this tab, where the browser keeps nothing) and says how it will be used. */
  addModel(file: File, parts: readonly File[]): Promise<Outcome<OnnxModel>>
  /** The ONNX models kept on this device. */
  listModels(): Promise<Outcome<OnnxModel[]>>
  /** Changes the normalisation that a kept model is used with. */
  correctModel(id: string, family: FamilyId): Promise<Outcome<OnnxModel>>
  /** The file of a kept model, for saving it elsewhere. Fails with `model-missing`. */
  openModel(id: string): Promise<Outcome<File>>
  /** Deletes a kept model from the device. */
  removeModel(id: string): Promise<Outcome<null>>
  /** Registers the one listener that hears of the stages of the call in progress. */
  onProgress(listener: (progress: Progress) => void): Promise<void>
}

/** The stages of a cut, in order; `upsample` raises the network's mask to the photo's size. */
export type CutStage = 'decode' | 'load' | 'prepare' | 'run' | 'upsample' | 'finish'

/** The stages of writing a file, in order: opening the photo again, the person's edges, clean colours, the file itself. */
export type WriteStage = 'open' | 'edges' | 'colours' | 'encode'

export type Stage = CutStage | WriteStage | 'refine'

export interface Progress {
  stage: Stage
  /** Share of the whole call that is done, 0 to 1, never falling. */
  done: number
  /** Seconds that the stage will probably still take; absent where nothing tells, and where it takes longer than was expected. */
  secondsLeft?: number
}

export interface CutRequest {
  file: Blob
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
export interface Subject {
  /** In shares of the photo's width and height. */
  box: Rect
  /** The box's share of the photo's area, 0 to 1. */
  share: number
  /** The mask as the network gave it, of the whole photo. */
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
  subject?: Subject
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
export type PhotoNote =
  | 'first-frame-only'
  | 'had-alpha'
  | 'partly-damaged'
  | 'display-p3'
  | 'wide-gamut'
  | 'nothing-found'
  | 'raw-preview'

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

export interface ViewRequest {
  file: Blob
  mask: Mask
  edges: EdgeSettings
  /** Largest area of the bitmaps, in pixels. */
  maxPixels: number
}

/** Two bitmaps of the same size, owned (and closed) by the receiver. */
export interface View extends Retouched {
  photo: ImageBitmap
}

export interface RetouchRequest extends ViewRequest {
  /** While a control is being moved: colours are taken from what was cleaned before, and no facts are told. */
  isQuick: boolean
}

export interface Retouched {
  /** Owned (and closed) by the receiver. */
  cutout: ImageBitmap
  facts?: EdgeFacts
}

/** What a person needs to know of a mask for setting its edges. */
export interface EdgeFacts {
  /** How many pixels of the view have each of the 256 values, before any control. */
  histogram: Uint32Array
  /** The largest separate objects, largest first, before any is removed by hand. */
  objects: ObjectFact[]
  /** Where they are; the numbers are their places in the list, counted from 1. */
  map: NumberedMap
}

export interface ObjectFact {
  /** Area as a share of the photo's. */
  share: number
  /** In shares of the photo's width and height. */
  box: Rect
  /** A place inside it, by which it is picked. */
  at: PhotoPoint
}

export interface PreviewRequest {
  file: Blob
  /** Largest area of the bitmap, in pixels. */
  maxPixels: number
}

/** The upright photo, small or large; the bitmap is owned (and closed) by the receiver. */
export interface Preview {
  photo: ImageBitmap
  /** The upright photo's full size. */
  size: Size
}

export interface EncodeRequest {
  file: Blob
  mask: Mask
  edges: EdgeSettings
  settings: FileSettings
  /** What is made of the cutout before it is written; absent, it is written as it is. */
  composition?: Composition
}

/** A finished file, and its size in pixels. */
export interface WrittenFile {
  blob: Blob
  size: Size
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
}

export interface Refined {
  mask: Mask
  ms: number
}
