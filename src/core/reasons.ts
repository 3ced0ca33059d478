import { modelAdvice } from './modelAdvice.ts'
import { partAdvice } from './partAdvice.ts'
import { pictureAdvice } from './pictureAdvice.ts'
import { sessionAdvice } from './sessionAdvice.ts'

/** Everything that may go wrong in an expected way, from the file to the download. */
export type Reason = keyof typeof advice

/** What happened and what to do next, in a person's words. */
export interface Advice {
  /** One sentence: what happened. */
  what: string
  /** One sentence: what the person can do about it. */
  next: string
}

/** The one table that turns a reason into words. */
export const advice = {
  ...pictureAdvice,
  'out-of-memory': {
    what: 'There was not enough memory for this photo.',
    next: 'Close other tabs, or use a smaller photo or a smaller model, and try again.',
  },
  miscalculated: {
    what: 'This browser computed the edge of the cutout wrongly, so the result was thrown away.',
    next: 'Try again; if it happens again, update the browser, or switch off “Clean colours” under Edges.',
  },
  'worker-died': {
    what: 'The browser ended the background work while this photo was being cut.',
    next: 'Try again. If it happens again, close other tabs or use a smaller photo.',
  },
  unexpected: {
    what: 'Clearcut made a mistake while working on this.',
    next: 'Try again. If it happens again, please report it with the technical details.',
  },
  'no-webassembly': {
    what: 'This browser does not run WebAssembly, without which no network can be run.',
    next: 'Allow it for this site: Lockdown Mode, Tor Browser’s security level or a setting switches it off. Plain backdrops are cut without it.',
  },
  'webp-needs-webassembly': {
    what: 'This browser does not run WebAssembly, without which no WebP file can be written.',
    next: 'Choose PNG instead, which needs none.',
  },
  'avif-needs-webassembly': {
    what: 'This browser does not run WebAssembly, without which no AVIF file can be written.',
    next: 'Choose PNG instead, which needs none.',
  },
  ...partAdvice,
  ...modelAdvice,
  ...sessionAdvice,
  'model-unreadable': {
    what: 'This network cannot be used: {detail}.',
    next: 'Use an ONNX file of an image segmentation model (U²-Net, IS-Net, MODNet or RMBG).',
  },
  'template-unreadable': {
    what: 'This file holds no templates that Clearcut understands.',
    next: 'Take a file that Clearcut wrote under “Your templates”.',
  },
  'checkpoint-unreadable': {
    what: 'This model file is damaged or not a safetensors file.',
    next: 'Download the file again and drop the new copy.',
  },
  'checkpoint-unknown': {
    what: 'This safetensors file is not a BiRefNet model.',
    next: 'Use a BiRefNet checkpoint with a Swin-T or Swin-L backbone.',
  },
  'checkpoint-incomplete': {
    what: 'Parts of this BiRefNet model are missing, damaged or do not fit.',
    next: 'Download the file again, or use another BiRefNet checkpoint.',
  },
  'checkpoint-old-architecture': {
    what: 'This is a BiRefNet model from before May 2024, whose network was built differently.',
    next: 'Use a newer BiRefNet checkpoint.',
  },
  'model-missing': {
    what: 'The model is no longer on this device.',
    next: 'Add the model file again, or choose another model.',
  },
  'model-failed': {
    what: 'The model could not process this photo.',
    next: 'Choose another model, or correct the model’s settings and try again.',
  },
  'self-test-failed': {
    what: 'This device computes the network wrongly, so Clearcut does not use it.',
    next: 'Update the browser or the graphics driver and try again, or use the built-in models.',
  },
  'gpu-lost': {
    what: 'The graphics card stopped working while this photo was being cut.',
    next: 'Try again, or choose the processor under “Runs on” in the Model tab.',
  },
  'gpu-hung': {
    what: 'The graphics card gave no answer while this photo was being cut.',
    next: 'Choose the processor under “Runs on” in the Model tab and try again, or restart the browser.',
  },
  'model-in-use': {
    what: 'This model is being used right now.',
    next: 'Wait until the photos are done, or choose another model, then delete it.',
  },
  'download-interrupted': {
    what: 'The connection was lost during the download.',
    next: 'What has arrived is kept: continue when the connection is back.',
  },
  'download-silent': {
    what: 'The source of this model does not answer.',
    next: 'A filter of your network or browser may block it: add the file yourself, set another source, or try again.',
  },
  'download-unavailable': {
    what: 'No source gives this model at the moment.',
    next: 'Try again later, set another source, or add the file yourself.',
  },
  'download-wrong': {
    what: 'What arrived is not this model, and was thrown away.',
    next: 'Try again. If it happens again, use another network or source: this one sends something else.',
  },
  'download-unverified': {
    what: 'Nobody could say what the right file is, so it was not downloaded.',
    next: 'Connect to the internet so that the hub can be asked, or add the file yourself.',
  },
  'storage-full': {
    what: 'There is no room left for this on the device.',
    next: 'Free some space or remove models that you no longer use, then try again.',
  },
  'storage-refused': {
    what: 'This browser does not let Clearcut keep files on the device.',
    next: 'Allow this site to store data, or leave the private window, then add the model again.',
  },
  'cannot-encode': {
    what: 'This browser cannot write files of this kind.',
    next: 'Choose PNG instead.',
  },
  'cannot-be-so-small': {
    what: 'The file cannot be made so small: {detail} is the least.',
    next: 'Allow a larger file under “Limit the file size” in the Export tab, or choose a smaller format.',
  },
  'too-large-to-write': {
    what: 'The picture would be too large: {detail} pixels.',
    next: 'Choose a smaller size in the Export tab; up to 67 megapixels can be written.',
  },
  'clipboard-refused': {
    what: 'The browser did not allow copying.',
    next: 'Allow clipboard access for this page, or download the file instead.',
  },
  'disk-full': {
    what: 'There was no room left for the files.',
    next: 'Free some space, or choose another folder, and take them again: photos and cutouts are still here.',
  },
  'folder-refused': {
    what: 'The folder could not be written to.',
    next: 'Choose it again and allow changes, or choose another folder.',
  },
  'folder-gone': {
    what: 'The folder can no longer be read.',
    next: 'It may have been moved, or its drive taken out: choose it again. All photos that came from it are still here.',
  },
  'share-refused': {
    what: 'The browser did not open its share sheet.',
    next: 'Choose Share again: the file is ready now. Or download it instead.',
  },
  'file-gone': {
    what: 'The photo can no longer be read from where it was.',
    next: 'It may have been moved or changed: add it again.',
  },
} as const satisfies Record<string, Advice>

/** The words for a reason, with its detail in the place that the words leave for it. */
export function adviceOf(reason: Reason, detail?: string): Advice {
  const { what, next }: Advice = advice[reason]
  // Without a detail the words end before they come to it.
  const told = detail === undefined ? what.replace(/(?:: |, )?\{detail\}/, '') : what.replace('{detail}', () => detail)
  return { what: told, next }
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
