import type { PhotoNote } from './cut.ts'
import type { Stage } from './progress.ts'
import type { RunsOn } from './ways/way.ts'

/** What is being done in a stage, for the progress of a cut. */
export const stageWords = {
  load: 'Loading the model',
  decode: 'Opening the photo',
  prepare: 'Preparing',
  run: 'Finding the subject',
  upsample: 'Following the edges',
  finish: 'Cutting out',
  open: 'Opening the photo',
  edges: 'Shaping the edges',
  colours: 'Cleaning the colours',
  compose: 'Composing the picture',
  encode: 'Writing the file',
  refine: 'Refining the edge',
} as const satisfies Record<Stage, string>

/** Where a BiRefNet may run. */
export const runsOnWords = {
  auto: 'Whatever is quickest',
  webgpu: 'Graphics card',
  wasm: 'Processor',
  'wasm-int8': 'Processor in 8 bits',
} as const satisfies Record<RunsOn, string>

/** What a person should know about a photo that was opened well. */
export const noteWords = {
  'first-frame-only': 'This file is animated: the first picture was used.',
  'first-page-only': 'This file has several pages: the first one was used.',
  'plain-cmyk':
    'The photo is in printing inks (CMYK): its colours were brought to the screen without a profile, and may look different.',
  'had-alpha': 'The photo was partly transparent already; that is kept.',
  'partly-damaged': 'The file is damaged: a part of the picture is missing.',
  'display-p3': 'A Display P3 photo: its colours are kept, in the files too.',
  'wide-gamut': 'The photo has more colours than sRGB: they were brought into it.',
  'raw-preview':
    'A camera raw file: the picture that the camera put into it was used, not the raw data. For more, export it as PNG or JPEG.',
  'nothing-found': 'No subject was found in this photo.',
} as const satisfies Record<PhotoNote, string>
