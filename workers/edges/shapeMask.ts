import type { EdgeSettings } from '#core/edges.ts'
import { keptObjects } from '#core/objectMap.ts'
import { applyControls, type MaskControls } from '#workers/pixels/mask/controls.ts'
import { applyThreshold } from '#workers/pixels/mask/levels.ts'
import { postProcessMask } from '#workers/pixels/mask/postProcess.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { keepMapped, mapObjects, type ObjectMap } from './objects.ts'

/** Below this scale the three pixels that post-processing smooths over cannot be told apart any more. */
const leastSmoothedScale = 0.5

/** Changes the network's mask at the photo's size as the person has set it: the three steps below. The mask that is given stays as it is. */
export function shapeMask(mask: GrayRaster, edges: EdgeSettings): GrayRaster {
  const cleared = clearMask(mask, edges, 1)
  const chosen = edges.objects.keep === 'all' ? cleared : chooseObjects(cleared, mapObjects(cleared), edges)
  return softenMask(chosen, edges, 1)
}

/**
 * Post-processing, levels and specks: what decides which objects there are.
 * @param scale pixels of the mask for one of the photo, 1 or below: lengths shrink with it
 */
export function clearMask(mask: GrayRaster, edges: EdgeSettings, scale: number): GrayRaster {
  const { levels, dropSpecks, speckPercent } = edges
  const controls: MaskControls = {}
  if (levels.black > 0 || levels.white < 255) controls.levels = levels
  if (dropSpecks) controls.specksBelowPixels = squareArea(mask, speckPercent)
  return applyControls(edges.postProcessMask ? postProcessed(mask, scale) : mask, controls)
}

/** Leaves the objects that are to stay. */
export function chooseObjects(cleared: GrayRaster, map: ObjectMap, { objects }: EdgeSettings): GrayRaster {
  return objects.keep === 'all' ? cleared : keepMapped(cleared, map, keptObjects(map, map.objects, objects))
}

/** Holes, grow or shrink, feather, hard edge and inversion, in this order. */
export function softenMask(chosen: GrayRaster, edges: EdgeSettings, scale: number): GrayRaster {
  const { growPixels, featherPixels, hardEdge, threshold, invert } = edges
  const controls: MaskControls = { growPixels: growPixels * scale, featherPixels: featherPixels * scale, invert }
  if (edges.fillHoles) controls.holesUpToPixels = squareArea(chosen, edges.holePercent)
  if (hardEdge) controls.threshold = threshold
  return applyControls(chosen, controls)
}

/** Area of a square whose side is this part of the mask's shorter side. */
function squareArea({ width, height }: GrayRaster, percent: number): number {
  return Math.round(((percent / 100) * Math.min(width, height)) ** 2)
}

function postProcessed(mask: GrayRaster, scale: number): GrayRaster {
  return scale < leastSmoothedScale ? applyThreshold(mask, 127) : postProcessMask(mask)
}
