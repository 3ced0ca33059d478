import type { Brush, Stroke } from '#core/strokes.ts'

/** The brush in a person's hand; until its size is chosen it is what suits the photo. */
export interface BrushInHand extends Omit<Brush, 'size'> {
  size: number | undefined
  /** What is seen while painting: the photo with a veil over what is cut away, or the cutout alone. */
  look: 'veil' | 'cutout'
}

/** The strokes on each photo, by its id, in the order they were painted; photos without are absent. */
export type Strokes = Readonly<Record<string, readonly Stroke[]>>

/** The strokes of all photos with those of one put in their place. */
export function withStrokes(all: Strokes, photoId: string, strokes: readonly Stroke[]): Strokes {
  const { [photoId]: _, ...others } = all
  return strokes.length === 0 ? others : { ...others, [photoId]: strokes }
}
