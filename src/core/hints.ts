import type { Mask } from './cut.ts'
import type { Rect, Size } from './geometry.ts'
import type { Stroke } from './strokes.ts'

/** What a smart stroke comes to: how much of each cell of a grid over the photo goes along with it. */
export interface HintAnswer {
  /** Columns and rows of the grid, which covers the whole photo. */
  grid: Size
  /** The cells that are told of; all others are 0. */
  part: Rect
  /** One byte a cell of the part, row by row: 0 not at all, 255 wholly. */
  data: Uint8Array<ArrayBuffer>
  /** The share of the photo that it changes, 0 to 1: with what it touches some is as it was wanted before. */
  changedShare: number
}

/** A stroke and, where it is a smart one that was looked into, what it comes to. */
export interface AnsweredStroke extends Stroke {
  answer?: HintAnswer
}

export interface HintRequest {
  file: Blob
  mask: Mask
  /** All strokes on the cutout, in order. */
  strokes: readonly AnsweredStroke[]
}

/** The answers to the smart strokes of a request that had none, by the stroke's id. */
export interface Hinted {
  answers: Record<string, HintAnswer>
}

/** Whether the stroke is a hint, from which the region it means is found, and does not paint by itself. */
export function isSmart({ nature }: Pick<Stroke, 'nature'>): boolean {
  return nature === 'smart'
}

/** One name for the smart strokes among these that have an answer: the mask that they make depends on nothing else. */
export function answersFingerprint(strokes: readonly AnsweredStroke[]): string {
  return strokes.flatMap(({ id, answer }) => (answer === undefined ? [] : [id])).join()
}
