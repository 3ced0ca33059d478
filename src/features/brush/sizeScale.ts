import { strokeRanges, validSize } from '#core/strokes.ts'

/** Steps of the size's slider: each is the same factor, so that small brushes can be set as finely as large ones. */
export const sizeSteps = 100

const { min, max } = strokeRanges.size

export function sizeOfPlace(place: number): number {
  return validSize(min * (max / min) ** (place / sizeSteps))
}

export function placeOfSize(size: number): number {
  return Math.round((sizeSteps * Math.log(size / min)) / Math.log(max / min))
}
