import type { Cut, CutRequest } from './cut.ts'
import type { Hinted, HintRequest } from './hints.ts'
import type {
  ComposedView,
  ComposeRequest,
  ForeseeRequest,
  Preview,
  PreviewRequest,
  Retouched,
  RetouchRequest,
  View,
  ViewRequest,
} from './look.ts'
import type { FamilyId, OnnxModel } from './models.ts'
import type { Outcome } from './outcome.ts'
import type { Progress } from './progress.ts'
import type { PrecisionProbe, Verdict } from './ways/remembered.ts'
import type { Way } from './ways/way.ts'
import type { Encoded, EncodeRequest, Refined, RefineRequest } from './write.ts'

/** What the main thread may ask of the matting worker. Calls are handled one at a time; the worker keeps nothing that the caller cannot give again. */
export interface MattingWorker {
  /**
   * Must be called first: tells where the app's files lie (with a slash at the end).
   * Gives back the name of a lock that this worker holds for as long as it lives, where the browser has locks.
   */
  start(options: { baseUrl: string }): Promise<string | undefined>
  /**
   * Makes that ready which runs networks this way (on the processor where no way is given), before the first network; quick after the first time.
   * Fails as opening a network does.
   */
  startRuntime(way: Way | undefined): Promise<Outcome<null>>
  /** Answers as soon as the worker comes to it. */
  isThere(): Promise<true>
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
  /** The cutout of a view on its canvas, as a file of it would look, by the same stages. */
  compose(request: ComposeRequest): Promise<Outcome<ComposedView>>
  /** Decodes a photo for showing before it is cut, at most `maxPixels` large. Cheap where the decoder can scale down. */
  preview(request: PreviewRequest): Promise<Outcome<Preview>>
  /** Makes ahead what `view` will be asked for of a mask whose photo lies on the stage since its preview; otherwise does nothing. */
  foresee(request: ForeseeRequest): Promise<Outcome<null>>
  /** Writes the cutout (or its mask) at the photo's full size as a file of the wanted type. */
  encode(request: EncodeRequest): Promise<Outcome<Encoded>>
  /** Finds the alpha around a mask's edge anew from the photo (alpha matting), at the photo's full size. */
  refine(request: RefineRequest): Promise<Outcome<Refined>>
  /**
   * Works out what smart strokes mean that have no answer yet, by the built-in network and the photo's edges. What the network sees of the photo is kept
   * until another is asked about. Fails as opening and running a network do.
   */
  hint(request: HintRequest): Promise<Outcome<Hinted>>
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
  /** Registers the one listener that is handed the mask of the cut in progress as soon as it is made, where its file has a name. */
  onMask(listener: (fresh: ForeseeRequest) => void): Promise<void>
}
