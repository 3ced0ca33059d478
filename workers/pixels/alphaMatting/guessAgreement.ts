import { blurCells } from '#workers/pixels/upsample/cellBlur.ts'
import type { MattingGrid } from './laplacian.ts'

/** Sigma, in pixels, of the neighbourhood over which a mask is right on average, however blurred it is. */
const sigma = 2

/**
 * Moves the unknown alphas of a grid to where their local means are those of the guess, and keeps them between 0 and 1: the photo's colours tell where an
 * edge runs, but the mask tells how dense glass, smoke and motion are, which colours alone get wrong.
 */
export function agreeWithGuess({ width, height, alpha, guess, unknown }: MattingGrid): void {
  const differences = new Float32Array(alpha.length)
  for (let i = 0; i < alpha.length; i++) {
    alpha[i] = Math.min(1, Math.max(0, alpha[i] ?? 0))
    if (unknown[i] === 1) differences[i] = (guess[i] ?? 0) - (alpha[i] ?? 0)
  }
  blurCells(differences, differences, width, height, sigma, new Float32Array(alpha.length))
  for (let i = 0; i < alpha.length; i++)
    if (unknown[i] === 1) alpha[i] = Math.min(1, Math.max(0, (alpha[i] ?? 0) + (differences[i] ?? 0)))
}
