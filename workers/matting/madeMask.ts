import type { CutRequest, MadeWith } from '#core/cut.ts'
import type { Rect } from '#core/geometry.ts'
import { builtInModels } from '#core/models.ts'
import type { CutStage } from '#core/progress.ts'
import type { Verdict } from '#core/ways/remembered.ts'
import type { Keyed } from '#workers/pixels/keyer/keyer.ts'
import type { FloatRaster, GrayRaster } from '#workers/pixels/raster.ts'
import type { SeenMasks } from '#workers/trust/evidence.ts'
import type { Looks } from './nano/eye.ts'
import type { Sessions } from './sessions.ts'
import type { StageClock } from './stageClock.ts'

/** What a mask is made with. */
export interface MaskTools extends Pick<CutRequest, 'way' | 'mustProve' | 'subject' | 'looksAtSubject'> {
  sessions: Sessions
  clock: StageClock<CutStage>
}

/** A mask of the whole photo, as large as it was made, and how it came to be. The photo's own alpha is not in it. */
export interface MadeMask
  extends Pick<MadeWith, 'model' | 'auto' | 'subject' | 'look' | 'backend' | 'threads' | 'precision' | 'tier'> {
  plane: GrayRaster | FloatRaster
  /** The part of the photo, in its pixels, that the plane covers; outside of it the mask is empty. Absent where it covers all. */
  part?: Rect
  /** How far the plane's pixels bleed into one another, in its pixels, where that is known. */
  softness?: number
  /** Other readings of areas that have the backdrop's colour, at the photo's size; see `Keyed`. */
  holes?: NonNullable<Keyed['holes']>
  /** See `Cut.proof`. */
  proof?: Verdict
  /** What further looks at the photo have shown, by which the mask is judged; absent where nothing is to be judged. */
  evidence?: Omit<SeenMasks, 'mask' | 'looks'>
  /** What belongs to the evidence, too, where the built-in network looked: not known before it is asked for, which may be after the mask was shown. */
  looks?: Looks
}

/** A built-in model, as a mask names it. */
export function named(id: 'keyer' | 'nano'): MadeWith['model'] {
  return { id, name: builtInModels.find((model) => model.id === id)?.name ?? id }
}
