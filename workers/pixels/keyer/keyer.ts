import { type BorderFit, fitBorder } from './border.ts'
import { type Checkerboard, findCheckerboard } from './checkerboard.ts'
import { distanceMap } from './distance.ts'
import { softenEdges } from './edge.ts'
import { floodFromBorder, removeDirt } from './flood.ts'
import { isFramed } from './frame.ts'
import { growBackdrop } from './grow.ts'
import { findHoles, type Hole } from './holes.ts'
import { keyBoard } from './keyBoard.ts'
import { measureNoise, type Noise } from './noise.ts'
import { opened, type SubjectAt } from './opened.ts'
import { mostScore, type Plainness, plainEnough, plainness } from './plain.ts'
import { type Reduced, type Rgba, reduce } from './reduced.ts'
import { isShade, removeShadows } from './shadow.ts'
import { clearSpecks } from './specks.ts'
import { backdropSurface, type Surface } from './surface.ts'

/** What the reduced copy tells of a photo's backdrop: all that `key` needs, and how plain it is. */
export interface BackdropStudy {
  plain: Plainness
  small: Reduced
  /** 1 where the reduced copy shows backdrop. */
  region: Uint8Array
  surface: Surface
  noise: Noise
  /** Distance up to which a full-size pixel cannot be told from the backdrop, in colour levels. */
  limit: number
  /** Areas within the subject that have the backdrop's colour. */
  holes: Hole[]
  /** The photo's border is transparent: what is visible is the subject. */
  isCutout: boolean
  /** The backdrop is a painted checkerboard. */
  board?: Checkerboard
}

/** A keyed photo. */
export interface Keyed {
  /** One byte a pixel at the photo's size, 255 is subject. An alpha that the photo brings along is not in it. */
  alpha: Uint8Array<ArrayBuffer>
  /** The same with all areas of the backdrop's colour within the subject open, and with all closed; absent where there are none. */
  holes?: { open: Uint8Array<ArrayBuffer>; closed: Uint8Array<ArrayBuffer> }
  /** Mean alpha, 0 to 1; 0 means that nothing was found. */
  coverage: number
  /** Share of pixels with an alpha of 13 to 242, 0 to 1. */
  undecidedShare: number
}

/** Plainness of a frame round a photo: below that of any backdrop that is keyed for sure. */
const framedScore = 0.2

/** Below this plainness, holes are not looked for. */
const leastPlain = 0.3

/** What the border alone tells, in a fraction of the time that a study takes. */
export interface BackdropGlimpse {
  small: Reduced
  fit: BorderFit
  isCutout: boolean
  board?: Checkerboard
  /** Whether a study can call the backdrop plain (`plainEnough`) at all. */
  canBePlain: boolean
}

/** Looks at the border of a reduced copy: of most photos it tells at once that their backdrop is not plain. */
export function glimpseBackdrop(photo: Rgba): BackdropGlimpse {
  const small = reduce(photo)
  const fit = fitBorder(small)
  const isCutout = fit.visibleShare < 0.4
  const board = isCutout ? undefined : findCheckerboard(photo)
  const canBePlain = isCutout || board !== undefined || mostScore(fit) >= plainEnough
  return { small, fit, isCutout, canBePlain, ...(board === undefined ? {} : { board }) }
}

/** Studies the backdrop on a reduced copy: quick at any size. */
export function studyBackdrop(photo: Rgba, glimpse = glimpseBackdrop(photo)): BackdropStudy {
  const { small, fit, isCutout, board } = glimpse
  const region = growBackdrop(small, fit)
  const surface = backdropSurface(small, region)
  const noise = measureNoise(photo, surface, region)
  const plain = plainness(small, fit, region, surface, noise.overall)
  const limit = Math.min(32, Math.max(3, 1.7 * noise.overall + 1))
  // What is enclosed by foliage or a street is no hole of a subject.
  const holes = isCutout || plain.score < leastPlain ? [] : findHoles(small, region)
  // A frame is no backdrop: what is subject is to be found within it, by others.
  const framed = isFramed(small, region) ? { score: Math.min(plain.score, framedScore) } : {}
  const score = isCutout || board !== undefined ? { score: 1 } : framed
  return {
    plain: { ...plain, ...score },
    small,
    region,
    surface,
    noise,
    limit,
    holes,
    isCutout,
    ...(board === undefined ? {} : { board }),
  }
}

/**
 * Keys the backdrop out at full size. Where it is seen through the subject, holes open: those whose light is the backdrop's, and those
 * of which `subjectAt` (a network's mask, where there is one) says that they are not subject.
 */
export function key(photo: Rgba, study: BackdropStudy, subjectAt?: SubjectAt): Keyed {
  const { data, width, height } = photo
  if (study.isCutout) {
    return figures(Uint8Array.from({ length: width * height }, (_, i) => (data[i * 4 + 3] === 0 ? 0 : 255)))
  }
  if (study.board !== undefined) {
    const { alpha, holes } = keyBoard(photo, study.board)
    return { ...figures(alpha), ...(holes === undefined ? {} : { holes }) }
  }
  const { surface, noise, limit } = study
  const distances = distanceMap(photo, surface, noise)
  const flooded = floodFromBorder(distances, width, height, limit)
  const states = opened(flooded, photo, study, subjectAt)
  const closed = finished(flooded, photo, { surface, distances, limit })
  if (states === undefined) return figures(closed)
  const finish = (state: Uint8Array<ArrayBuffer>) => finished(state, photo, { ...states.input, limit })
  const open = finish(states.all)
  const chosen = states.chosen === 'all' ? open : states.chosen === 'none' ? closed : finish(states.chosen)
  return { ...figures(chosen), holes: { open, closed } }
}

/** Tells whether a place, by its shares of width and height, is a darker shade of the backdrop that was studied. */
export function shadeIn(photo: Rgba, { surface, limit }: BackdropStudy): (x: number, y: number) => boolean {
  const { width, height } = photo
  return (x, y) => isShade({ photo, surface, limit }, Math.floor(y * height) * width + Math.floor(x * width))
}

/** Pixels of the largest speck that is cleared from a finished alpha. */
const speckArea = 4

interface FinishInput {
  surface: Surface
  distances: Uint8Array
  limit: number
}

/** The flooded state as alpha, in place: without shadows and dirt, with soft edges. */
function finished(
  state: Uint8Array<ArrayBuffer>,
  photo: Rgba,
  { surface, distances, limit }: FinishInput,
): Uint8Array<ArrayBuffer> {
  const { width, height } = photo
  removeShadows(state, photo, surface, limit)
  removeDirt(state, distances, width, { area: 1 + Math.round(width * height * 4e-6), peak: 2 * limit })
  softenEdges(state, { photo, surface, distances, limit })
  clearSpecks(state, distances, width, { area: speckArea, peak: 4 * limit })
  return state
}

function figures(alpha: Uint8Array<ArrayBuffer>): Keyed {
  let sum = 0
  let undecided = 0
  for (let i = 0; i < alpha.length; i++) {
    const a = alpha[i] ?? 0
    sum += a
    if (a > 12 && a < 243) undecided++
  }
  const area = Math.max(1, alpha.length)
  return { alpha, coverage: sum / (255 * area), undecidedShare: undecided / area }
}
