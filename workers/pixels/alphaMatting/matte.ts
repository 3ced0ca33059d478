import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { MattingSolver } from './conjugateGradients.ts'
import { agreeWithGuess } from './guessAgreement.ts'
import type { MattingGrid } from './laplacian.ts'
import {
  cutGrid,
  fullLevel,
  halfLevel,
  type LevelBox,
  type MattingLevel,
  putAlphas,
  takeAlphas,
} from './mattingLevel.ts'
import { unknownAlpha } from './trimap.ts'

export interface MatteOptions {
  /** A mask of the photo's size that tells where the photo's colours cannot. */
  guess?: GrayRaster
  signal?: AbortSignal
  /** Told the share that is done, 0 to 1. */
  onProgress?(done: number): void
}

const smallestSide = 96
/** Levels up to this size are solved at once, larger ones in tiles that start from the level below. */
const wholePixels = 700_000
const tileSide = 320
const tileMargin = 32
const roundsAtOnce = 5
const wholeRounds = 200
const tileRounds = 60
/** Wanted closeness, about in steps of alpha. */
const tolerance = 2e-4
/** Weight of the guess: enough to settle what colours leave open (glass, motion), too little to hold an edge against the photo. */
const guessTrust = 0.01

/**
 * Finds the alpha of a trimap's unknown pixels (neither 0 nor 255 in it) from the photo, by closed-form matting, from coarse to fine. Other pixels keep
 * their 0 or 255. Lets other work run in between, and rejects with the signal's reason, an `AbortError`, once that is aborted.
 * Throws a RangeError when photo and trimap differ in size.
 */
export async function matte(
  photo: RgbaRaster,
  trimap: GrayRaster,
  { guess, signal, onProgress }: MatteOptions = {},
): Promise<GrayRaster> {
  const { width, height } = photo
  if (trimap.width !== width || trimap.height !== height)
    throw new RangeError('The trimap must have the size of the photo.')
  const known = {
    width,
    height,
    data: trimap.data.map((value) => (value === 0 || value === 255 ? value : unknownAlpha)),
  }
  const levels = [fullLevel(photo, known, guess ?? known, guess === undefined ? 0 : guessTrust)]
  for (
    let level = levels[0];
    level !== undefined && Math.max(level.width, level.height) > smallestSide;
    level = levels[0]
  )
    levels.unshift(halfLevel(level))
  const boxes = levels.map(boxesOf)
  const work = boxes.flat().reduce((sum, { unknowns }) => sum + unknowns, 0)
  let done = 0
  let below: MattingLevel | undefined
  for (const [at, level] of levels.entries()) {
    if (below !== undefined) takeAlphas(level, below)
    const isWhole = level.width * level.height <= wholePixels
    for (const { box, unknowns } of boxes[at] ?? []) {
      const grid = await solveBox(level, box, isWhole ? wholeRounds : tileRounds, signal)
      if (guess !== undefined && at === levels.length - 1) agreeWithGuess(grid.found)
      putAlphas(level, grid.found, grid.box, box)
      done += unknowns
      onProgress?.(done / work)
    }
    below = level
  }
  const data = known.data.map((value, i) => (value === unknownAlpha ? Math.round((below?.alpha[i] ?? 0) * 255) : value))
  return { width, height, data }
}

async function solveBox(
  level: MattingLevel,
  inner: LevelBox,
  rounds: number,
  signal: AbortSignal | undefined,
): Promise<{ found: MattingGrid; box: LevelBox }> {
  const box = {
    left: Math.max(0, inner.left - tileMargin),
    right: Math.min(level.width, inner.right + tileMargin),
    top: Math.max(0, inner.top - tileMargin),
    bottom: Math.min(level.height, inner.bottom + tileMargin),
  }
  await breathe(signal)
  const found = cutGrid(level, box)
  const solver = new MattingSolver(found, tolerance)
  for (let round = 0; round < rounds && !solver.iterate(roundsAtOnce); round += roundsAtOnce) await breathe(signal)
  return { found, box }
}

/** The tiles of a level that hold unknown pixels. */
function boxesOf(level: MattingLevel): { box: LevelBox; unknowns: number }[] {
  const side = level.width * level.height <= wholePixels ? Math.max(level.width, level.height) : tileSide
  const boxes: { box: LevelBox; unknowns: number }[] = []
  for (let top = 0; top < level.height; top += side) {
    for (let left = 0; left < level.width; left += side) {
      const box = { left, right: Math.min(left + side, level.width), top, bottom: Math.min(top + side, level.height) }
      let unknowns = 0
      for (let y = box.top; y < box.bottom; y++)
        for (let x = box.left, i = y * level.width + x; x < box.right; x++, i++)
          if (level.trimap[i] === unknownAlpha) unknowns++
      if (unknowns > 0) boxes.push({ box, unknowns })
    }
  }
  return boxes
}

/** Lets messages in, so that an abort can be heard. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
  signal?.throwIfAborted()
}
