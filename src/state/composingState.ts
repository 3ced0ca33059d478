import type { Size } from '#core/geometry.ts'
import type { SubjectOnCanvas } from '#core/look.ts'

/** Which photos a choice is for: the one that is looked at, or all and those to come. */
export type Scope = 'photo' | 'all'

/** What the last look at a composed photo told: the canvas's size, and where on it the subject stands. */
export interface SubjectSeen {
  photoId: string
  canvas: Size
  subject: SubjectOnCanvas
  /** Whether all of it is so in the file to the pixel. */
  isExact: boolean
}
