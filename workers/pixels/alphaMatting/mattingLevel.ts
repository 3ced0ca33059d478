import { Miscalculation } from '#workers/pixels/miscalculation.ts'
import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { gridPadding, type MattingGrid } from './laplacian.ts'
import { unknownAlpha } from './trimap.ts'

/** The photo and its trimap at one scale, and the alpha so far. */
export interface MattingLevel {
  width: number
  height: number
  /** Bytes: red, green, blue, and one unused. */
  photo: Uint8Array | Uint8ClampedArray
  trimap: Uint8Array
  /** What the mask says, as bytes; weighed by `trust`, 0 or more. */
  guess: Uint8Array
  trust: number
  /** 0 to 1, known pixels included. */
  alpha: Float32Array
}

/** The level at full size; unknown pixels begin with the guess. */
export function fullLevel(photo: RgbaRaster, trimap: GrayRaster, guess: GrayRaster, trust: number): MattingLevel {
  const alpha = Float32Array.from(
    trimap.data,
    (value, i) => (value === unknownAlpha ? (guess.data[i] ?? 0) : value) / 255,
  )
  return {
    width: photo.width,
    height: photo.height,
    photo: photo.data,
    trimap: trimap.data,
    guess: guess.data,
    trust,
    alpha,
  }
}

/** The level at half the size (rounded up). A pixel is known where all the pixels under it are, and agree. */
export function halfLevel(level: MattingLevel): MattingLevel {
  const [width, height] = [Math.ceil(level.width / 2), Math.ceil(level.height / 2)]
  const half = {
    width,
    height,
    photo: new Uint8Array(width * height * 4),
    trimap: new Uint8Array(width * height),
    guess: new Uint8Array(width * height),
    // A pixel stands for four of the finer level.
    trust: level.trust * 4,
    alpha: new Float32Array(width * height),
  }
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      const [right, below] = [Math.min(2 * x + 1, level.width - 1), Math.min(2 * y + 1, level.height - 1) * level.width]
      const under = [2 * y * level.width + 2 * x, 2 * y * level.width + right, below + 2 * x, below + right]
      const first = level.trimap[under[0] ?? 0] ?? 0
      const known = under.every((i) => level.trimap[i] === first) && first !== unknownAlpha
      half.trimap[to] = known ? first : unknownAlpha
      const guess = under.reduce((sum, i) => sum + (level.guess[i] ?? 0), 2) / 4
      half.guess[to] = guess
      half.alpha[to] = known ? first / 255 : guess / 255
      for (let c = 0; c < 3; c++)
        half.photo[to * 4 + c] = under.reduce((sum, i) => sum + (level.photo[i * 4 + c] ?? 0), 2) / 4
    }
  }
  return half
}

/** Takes the unknown alphas of a level from the one at half its size, bilinearly. */
export function takeAlphas(level: MattingLevel, half: MattingLevel): void {
  for (let y = 0, i = 0; y < level.height; y++) {
    const v = Math.min(Math.max((y - 0.5) / 2, 0), half.height - 1)
    const upper = Math.floor(v) * half.width
    const lower = Math.min(Math.floor(v) + 1, half.height - 1) * half.width
    for (let x = 0; x < level.width; x++, i++) {
      if (level.trimap[i] !== unknownAlpha) continue
      const u = Math.min(Math.max((x - 0.5) / 2, 0), half.width - 1)
      const left = Math.floor(u)
      const right = Math.min(left + 1, half.width - 1)
      const top = (half.alpha[upper + left] ?? 0) * (left + 1 - u) + (half.alpha[upper + right] ?? 0) * (u - left)
      const bottom = (half.alpha[lower + left] ?? 0) * (left + 1 - u) + (half.alpha[lower + right] ?? 0) * (u - left)
      level.alpha[i] = top + (bottom - top) * (v - Math.floor(v))
    }
  }
}

/** A rectangle of pixels; `right` and `bottom` are one past the last. */
export interface LevelBox {
  left: number
  right: number
  top: number
  bottom: number
}

/** Cuts a grid out of a level. Along sides that are not the photo's own, the outermost alphas are held, for their surroundings are missing. */
export function cutGrid(level: MattingLevel, box: LevelBox): MattingGrid {
  const [columns, rows] = [box.right - box.left, box.bottom - box.top]
  const [width, height] = [columns + 2 * gridPadding, rows + 2 * gridPadding]
  const pixels = width * height
  const grid = {
    width,
    height,
    colours: new Float32Array(pixels * 3),
    alpha: new Float32Array(pixels),
    unknown: new Uint8Array(pixels),
    guess: new Float32Array(pixels),
    trust: level.trust,
  }
  const held = (at: number, start: number, end: number, length: number) =>
    (at < start + 2 && start > 0) || (at >= end - 2 && end < length)
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const from = y * level.width + x
      const to = (y - box.top + gridPadding) * width + x - box.left + gridPadding
      grid.alpha[to] = level.alpha[from] ?? 0
      grid.guess[to] = (level.guess[from] ?? 0) / 255
      const isHeld = held(x, box.left, box.right, level.width) || held(y, box.top, box.bottom, level.height)
      if (level.trimap[from] === unknownAlpha && !isHeld) grid.unknown[to] = 1
      for (let c = 0; c < 3; c++) grid.colours[to * 3 + c] = (level.photo[from * 4 + c] ?? 0) / 255
    }
  }
  return grid
}

/** Puts the alphas of a grid's inner box back into the level, kept between 0 and 1. */
export function putAlphas(level: MattingLevel, grid: MattingGrid, box: LevelBox, inner: LevelBox): void {
  for (let y = inner.top; y < inner.bottom; y++) {
    for (let x = inner.left; x < inner.right; x++) {
      const to = y * level.width + x
      if (level.trimap[to] !== unknownAlpha) continue
      const found = grid.alpha[(y - box.top + gridPadding) * grid.width + x - box.left + gridPadding] ?? 0
      if (Number.isNaN(found)) throw new Miscalculation('an alpha of the refined edge is not a number')
      level.alpha[to] = Math.min(1, Math.max(0, found))
    }
  }
}
