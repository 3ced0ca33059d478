import { bytesInWords, numberInWords } from './figures.ts'
import { maxMegapixels, maxSidePixels } from './limits.ts'
import { say } from './say.ts'

/** What happened and what to do next, in a person's words. */
export interface Advice {
  /** One sentence: what happened. */
  what: string
  /** One sentence: what the person can do about it. */
  next: string
}

/** Files and addresses that no photo could be had from. */
const pictureReasons = [
  'empty-file',
  'zip-damaged',
  'zip-locked',
  'zip-too-large',
  'zip-without-photos',
  'not-an-image',
  'damaged',
  'heic',
  'tiff',
  'nothing-carried',
  'address-elsewhere',
  'address-refused',
  'address-no-picture',
  'camera-raw',
  'unsupported-image',
  'pixels-changed',
  'too-many-pixels',
  'unsafe-svg',
  'svg-html',
] as const

/** Files that come from the world of models but are none that can be run here. */
export const modelFileReasons = [
  'model-pointer',
  'model-page',
  'model-answer',
  'model-pytorch',
  'model-gguf',
  'model-part',
  'model-part-missing',
  'model-truncated',
  'model-tflite',
  'model-keras',
  'model-tensorflow',
  'model-tensorrt',
  'model-openvino',
  'model-coreml',
  'model-ort',
  'model-ncnn',
  'model-numpy',
  'archive',
] as const

/** Sessions and project files that could not be opened or kept. */
const sessionReasons = [
  'session-elsewhere',
  'session-missing',
  'session-full',
  'project-damaged',
  'project-foreign',
  'project-newer',
  'project-too-large',
] as const

/** Everything that may go wrong in an expected way, from the file to the download; its words are the messages `advice.…`. */
export const reasons = [
  ...pictureReasons,
  ...modelFileReasons,
  ...sessionReasons,
  'out-of-memory',
  'miscalculated',
  'worker-died',
  'unexpected',
  'runtime-missing',
  'update-incomplete',
  'language-missing',
  'no-webassembly',
  'webp-needs-webassembly',
  'avif-needs-webassembly',
  'model-unreadable',
  'template-unreadable',
  'checkpoint-unreadable',
  'checkpoint-unknown',
  'checkpoint-incomplete',
  'checkpoint-old-architecture',
  'model-missing',
  'model-failed',
  'self-test-failed',
  'gpu-lost',
  'gpu-hung',
  'model-in-use',
  'download-interrupted',
  'download-silent',
  'download-unavailable',
  'download-wrong',
  'download-unverified',
  'storage-full',
  'storage-refused',
  'cannot-encode',
  'cannot-be-so-small',
  'too-large-to-write',
  'clipboard-refused',
  'disk-full',
  'folder-refused',
  'folder-gone',
  'share-refused',
  'file-gone',
] as const

export type Reason = (typeof reasons)[number]

export function isReason(name: string): name is Reason {
  return reasons.some((reason) => reason === name)
}

/** Reasons whose words have a place for the detail. */
const detailed = [
  'cannot-be-so-small',
  'model-part-missing',
  'model-unreadable',
  'project-foreign',
  'too-large-to-write',
] as const satisfies readonly Reason[]

export type DetailedReason = (typeof detailed)[number]

export function isDetailed(reason: Reason): reason is DetailedReason {
  return detailed.some((one) => one === reason)
}

/** The words for a reason, with its detail in the place that the words leave for it. */
export function adviceOf(reason: Reason, detail?: string): Advice {
  const next = say(`advice.${reason}.next`)
  if (detail !== undefined && isDetailed(reason))
    return { what: say(`advice.${reason}.detailed`, { detail: detailInWords(reason, detail) }), next }
  return { what: say(`advice.${reason}.what`, limits()), next }
}

/** What some of the words tell of what is taken at most. */
function limits() {
  return { megapixels: numberInWords(maxMegapixels), side: numberInWords(maxSidePixels) }
}

/** A size comes as `48213 bytes`; all others come as they are shown. */
function detailInWords(reason: DetailedReason, detail: string): string {
  return reason === 'cannot-be-so-small' ? bytesInWords(Number.parseInt(detail, 10)) : detail
}

/** What lies in the file itself, or in its being gone: trying once more ends the same way. */
const lasting: ReadonlySet<Reason> = new Set([
  'empty-file',
  'not-an-image',
  'damaged',
  'heic',
  'tiff',
  'camera-raw',
  'unsupported-image',
  'too-many-pixels',
  'unsafe-svg',
  'svg-html',
  'file-gone',
])

/** Can it help to try the same photo once more? */
export function canRetry(reason: Reason): boolean {
  return !lasting.has(reason)
}
