import type { GrayRaster } from '#workers/pixels/raster.ts'
import { featherMask } from './feather.ts'
import { growMask } from './grow.ts'
import { dropSpecks, fillHoles, keepLargest, keepObjects } from './islands.ts'
import { applyLevels, applyThreshold, invertMask, type Levels } from './levels.ts'

/** What a person has set; anything left out is not done. */
export interface MaskControls {
  levels?: Levels
  /** Objects below this area in pixels go. */
  specksBelowPixels?: number
  /** The largest object only, or those with these numbers in `listObjects` of the mask after levels and specks. */
  objects?: 'largest' | readonly number[]
  /** Holes up to this area in pixels are closed. */
  holesUpToPixels?: number
  /** Moves the edge out, or in where negative. */
  growPixels?: number
  /** Sigma of the softening, in pixels. */
  featherPixels?: number
  /** Makes the mask hard: solid from this value on. */
  threshold?: number
  invert?: boolean
}

/** Applies the controls in their one order: levels, objects, holes, grow, feather, threshold, invert. The mask that is given stays as it is. */
export function applyControls(mask: GrayRaster, controls: MaskControls): GrayRaster {
  const { levels, specksBelowPixels, objects, holesUpToPixels, growPixels, featherPixels, threshold, invert } = controls
  let changed = mask
  if (levels !== undefined) changed = applyLevels(changed, levels)
  if (specksBelowPixels !== undefined && specksBelowPixels > 0) changed = dropSpecks(changed, specksBelowPixels)
  if (objects === 'largest') changed = keepLargest(changed)
  else if (objects !== undefined) changed = keepObjects(changed, new Set(objects))
  if (holesUpToPixels !== undefined && holesUpToPixels > 0) changed = fillHoles(changed, holesUpToPixels)
  if (growPixels !== undefined && growPixels !== 0) changed = growMask(changed, growPixels)
  if (featherPixels !== undefined && featherPixels > 0) changed = featherMask(changed, featherPixels)
  if (threshold !== undefined) changed = applyThreshold(changed, threshold)
  return invert === true ? invertMask(changed) : changed
}
